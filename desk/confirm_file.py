"""What a person confirms of a file taken in: its letters recorded, tied to their sources, entered in the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flask_babel import gettext as _

from core.audit import Act, record
from core.audit_acts import AuditAct
from core.errors import InvalidInput, Refused
from core.extensions import db
from core.stored_files import StoredFile, keep
from desk.intake_form import Use
from desk.intake_models import IncomingFile, IncomingLetter
from desk.intake_moves import move
from desk.intake_status import EDITABLE, IntakeState
from desk.take_in import Taking
from documents.pdf_pages import pages_of
from documents.upload_checks import MEDIA_TYPES
from letters.kept_reading import Looked
from letters.kept_reading import keep as keep_reading
from letters.models import Letter
from letters.record_paper import Paper, Recorded
from letters.reference_number import find_reference_numbers
from letters.status import EnclosureKind
from routing.enter_paper import Entered, PaperStamp, enter, link_source, record_here
from routing.read_duties import write_read_duties

PDF = MEDIA_TYPES["pdf"]
DOCX = MEDIA_TYPES["docx"]
SCANS = frozenset({PDF, *(MEDIA_TYPES[kind] for kind in ("png", "jpg", "tiff"))})


@dataclass(frozen=True)
class CheckedLetter:
    """One letter of the file as a person left it. `source_part`: the letter of the same file that it forwards;
    `struck`: what it does not ask after all; `put_right`: it shall read as typed where Wian has it otherwise.
    """

    part: int
    use: Use
    paper: Paper | None  # None only for one that is not used
    stamp: PaperStamp = field(default_factory=PaperStamp)
    source_part: int | None = None
    struck: tuple[str, ...] = ()
    put_right: bool = False


@dataclass(frozen=True)
class Confirmed:
    """What came of a file: its letters by part, and the entries made or found, first letter first."""

    letters: dict[int, Letter]
    entries: tuple[Entered, ...]


def confirm(incoming: IncomingFile, checked: Sequence[CheckedLetter], taking: Taking) -> Confirmed:
    """Record and register the letters of a file in one transaction, sources first; the file is then done.

    Repeating it on a file that is done raises Refused. Raises InvalidInput when no letter is used or two are each
    other's source, and what recording and receiving raise; nothing is then kept.
    """
    if incoming.state not in EDITABLE:
        raise Refused(_("ไฟล์นี้ลงรับหรือทิ้งไปแล้ว"), _("กลับไปหน้านำเข้าหนังสือแล้วดูสถานะปัจจุบัน"))
    used = _sources_first([one for one in checked if one.use is not Use.SKIP])
    if not any(one.use is Use.REGISTER for one in used):
        raise InvalidInput(_("ยังไม่มีฉบับใดที่จะลงรับ"), _("เลือกลงรับอย่างน้อยหนึ่งฉบับ หรือทิ้งไฟล์นี้"), "use")
    now, actor, office = taking.now, taking.actor, taking.office
    parts = {one.part: one for one in incoming.letters}
    whole = sum(one.use is Use.REGISTER for one in used) == 1
    made: dict[int, Letter] = {}
    entries: dict[int, Entered] = {}
    for one in used:
        assert one.paper is not None
        scan = _scan(incoming, parts.get(one.part), taking, whole=whole and one.use is Use.REGISTER)
        recorded = record_here(replace(one.paper, scan=scan), office, put_right=one.put_right)
        letter = made[one.part] = recorded.letter
        _keep_word_file(incoming, recorded)
        source = made.get(one.source_part or 0)
        if source is not None and link_source(letter, source, office, now=now, actor=actor):
            _lead_to_copy(letter, source)
        if one.use is Use.REGISTER:
            stamp = replace(one.stamp, scan_file_id=scan.id if scan else None)
            entries[one.part] = enter(letter, office, stamp, now=now, actor=actor)
        _keep_what_was_read(incoming, parts.get(one.part), one, letter, taking)
    move(incoming, IntakeState.REGISTERED, done_at=now, done_by_name=actor.name)
    ordered = tuple(entries[part] for part in sorted(entries))
    after = {"letters": {str(part): letter.id for part, letter in sorted(made.items())}}
    numbers = {"numbers": [one.receipt.number for one in ordered]}
    record(Act(actor, AuditAct.FILE_REGISTERED, incoming, now, after=after | numbers))
    return Confirmed(made, ordered)


def _sources_first(used: list[CheckedLetter]) -> list[CheckedLetter]:
    """Put each letter behind the one it forwards. Raises InvalidInput when that goes round in a circle."""
    left, present = list(used), {one.part for one in used}
    ordered: list[CheckedLetter] = []
    done: set[int | None] = {None}
    while left:
        ready = [one for one in left if one.source_part not in present or one.source_part in done]
        if not ready:
            raise InvalidInput(_("หนังสือในไฟล์เป็นต้นเรื่องของกันและกันไม่ได้"), _("เลือกต้นเรื่องใหม่"), "source_part")
        ordered += ready
        done |= {one.part for one in ready}
        left = [one for one in left if one.part not in done]
    return ordered


def _scan(incoming: IncomingFile, part: IncomingLetter | None, taking: Taking, *, whole: bool) -> StoredFile | None:
    """Give the picture of this letter: the file, or its own pages where the file holds several letters."""
    if incoming.file.media_type not in SCANS:
        return None
    if part is None or whole or len(incoming.letters) == 1 or incoming.file.media_type != PDF:
        return incoming.file
    content = pages_of(taking.store.read(incoming.file.sha256), part.first_page, part.last_page)
    return keep(content, PDF, taking.store, taking.now)


def _keep_word_file(incoming: IncomingFile, recorded: Recorded) -> None:
    alone = len(incoming.letters) <= 1
    if incoming.file.media_type == DOCX and alone and not recorded.known and recorded.letter.docx_file_id is None:
        recorded.letter.docx_file_id = incoming.file_id


def _lead_to_copy(letter: Letter, source: Letter) -> None:
    """Let the line of สิ่งที่ส่งมาด้วย that names the source lead to it; its words stay as printed."""
    for one in letter.enclosures:
        cited = {found.normalized for found in find_reference_numbers(one.text)}
        if one.kind is EnclosureKind.PAPER and source.ref_no in cited:
            one.kind, one.linked_letter_id = EnclosureKind.LETTER, source.id
            break
    db.session.flush()


def _keep_what_was_read(
    incoming: IncomingFile, part: IncomingLetter | None, one: CheckedLetter, letter: Letter, taking: Taking
) -> None:
    part = part or IncomingLetter(incoming_id=incoming.id, part=one.part, reading={}, marks={})
    part.letter_id = letter.id
    db.session.add(part)
    db.session.flush()
    if part.reading:
        looked = Looked(one.struck, checked=True, from_ocr=incoming.from_ocr)
        keep_reading(letter, part.reading, looked, taking.now)
        write_read_duties(letter, now=taking.now, actor=taking.actor)
