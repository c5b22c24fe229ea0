"""Keep what letters are found by: written in the transaction of the act that changes the letter.

Every act that changes a letter's words calls `index_letter`. The text of an enclosed file comes later, from the worker
(letters/jobs.py) or from whoever read the file before: `keep_file_text`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa

from core.clock import day_of
from core.extensions import db
from core.stored_files import StoredFile
from core.upsert import insert
from letters.models import Enclosure, Letter
from letters.search_content import EnclosedText, content_of, days_named, place_of, trigrams
from letters.search_models import FileText, LetterDay, SearchText

_KEPT = ("place", "text", "grams", "opens_on", "stale")
LONGEST_FILE = 300_000


def index_letter(letter: Letter, now: dt.datetime) -> None:
    """Write what `letter` is found by as it stands now. Call it last, in the same transaction; flushes.

    The text of an enclosure that opens later is left out until its day: nobody finds what nobody may read yet.
    """
    db.session.flush()
    today, day = day_of(now), letter.letter_date or day_of(letter.created_at)
    file_ids = [letter.scan_file_id, *(one.file_id for one in letter.enclosures)]
    texts = _texts_of([file_id for file_id in file_ids if file_id])
    closed = [one for one in letter.enclosures if one.opens_on is not None and one.opens_on > today]
    enclosed = [
        EnclosedText(one.text, one.url if one not in closed else "", _text_in(texts, one) if one not in closed else "")
        for one in letter.enclosures
    ]
    scan = texts.get(letter.scan_file_id or 0, "")
    text = content_of(letter, enclosed, [scan] if scan else [])
    values = {
        "place": place_of(letter.id, day),
        "letter_id": letter.id,
        "text": text,
        "grams": trigrams(text) if db.engine.dialect.name == "postgresql" else None,
        "opens_on": min((one.opens_on for one in closed if one.opens_on), default=None),
        "stale": False,
    }
    _write(values)
    _write_days(letter.id, days_named(letter, day))


def _text_in(texts: dict[int, str], enclosure: Enclosure) -> str:
    return texts.get(enclosure.file_id or 0, "")


def _texts_of(file_ids: list[int]) -> dict[int, str]:
    """Give the known texts of files; those not known yet are noted for the worker."""
    if not file_ids:
        return {}
    rows = db.session.execute(sa.select(FileText.file_id, FileText.text).where(FileText.file_id.in_(file_ids)))
    known: dict[int, str] = {row[0]: row[1] for row in rows}
    missing = [{"file_id": one, "text": "", "reason": ""} for one in dict.fromkeys(file_ids) if one not in known]
    if missing:
        db.session.execute(insert(FileText).on_conflict_do_nothing(), missing)
    return known


def _write(values: dict[str, object]) -> None:
    statement = insert(SearchText).values(**values)
    new = {name: getattr(statement.excluded, name) for name in _KEPT}
    changed = [getattr(SearchText, name).is_distinct_from(new[name]) for name in ("place", "text", "opens_on", "stale")]
    db.session.execute(statement.on_conflict_do_update(index_elements=["letter_id"], set_=new, where=sa.or_(*changed)))


def _write_days(letter_id: int, days: list[dt.date]) -> None:
    known = set(db.session.scalars(sa.select(LetterDay.day).where(LetterDay.letter_id == letter_id)))
    if gone := known.difference(days):
        db.session.execute(sa.delete(LetterDay).where(LetterDay.letter_id == letter_id, LetterDay.day.in_(gone)))
    if new := [{"letter_id": letter_id, "day": day} for day in days if day not in known]:
        db.session.execute(sa.insert(LetterDay), new)


def keep_file_text(file_id: int, text: str, now: dt.datetime, *, reason: str = "") -> None:
    """Keep the text of a stored file and let the worker write anew the letters that carry it."""
    values = {"file_id": file_id, "text": text[:LONGEST_FILE], "reason": reason[:300], "taken_at": now}
    statement = insert(FileText).values(**values)
    del values["file_id"]
    db.session.execute(statement.on_conflict_do_update(index_elements=["file_id"], set_=values))
    with_it = sa.select(Enclosure.letter_id).where(Enclosure.file_id == file_id)
    scanned = sa.select(Letter.id).where(Letter.scan_file_id == file_id)
    carried = sa.or_(SearchText.letter_id.in_(with_it), SearchText.letter_id.in_(scanned))
    db.session.execute(
        sa.update(SearchText).where(carried).values(stale=True).execution_options(synchronize_session=False)
    )


def files_to_read(limit: int) -> Sequence[StoredFile]:
    """Give files whose text nobody has taken yet, oldest first."""
    waiting = sa.select(FileText.file_id).where(FileText.taken_at.is_(None)).order_by(FileText.file_id).limit(limit)
    return db.session.scalars(sa.select(StoredFile).where(StoredFile.id.in_(waiting)).order_by(StoredFile.id)).all()


def letters_to_write(today: dt.date, limit: int) -> Sequence[int]:
    """Give the ids of letters whose search text is behind: a file's text came, or an enclosure's day."""
    ids = sa.select(SearchText.letter_id).limit(limit)
    behind = db.session.scalars(ids.where(SearchText.stale).order_by(SearchText.letter_id)).all()
    opened = db.session.scalars(ids.where(SearchText.opens_on <= today).order_by(SearchText.opens_on)).all()
    return list(dict.fromkeys([*behind, *opened]))[:limit]
