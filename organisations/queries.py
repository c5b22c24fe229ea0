"""Reads for pages and for the packages above: one organisation, one office, the desk where letters arrive, search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import aliased, joinedload

from core.errors import NotFound
from core.extensions import db
from organisations.kinds import KIND_FACTS, OrganisationKind
from organisations.models import Office, Organisation, OrganisationKindPeriod, Signatory
from organisations.tree import IN_ORDER, Organisations, descendant_ids
from thai_numerals import to_arabic

K = OrganisationKind
# What people type before a name, longest first, so that "เทศบาลตำบล" is not read as "เทศบาล".
_KIND_WORDS: tuple[tuple[str, frozenset[OrganisationKind]], ...] = tuple(
    sorted(
        [(facts.full, frozenset({kind})) for kind, facts in KIND_FACTS.items() if facts.full]
        + [(facts.short, frozenset({kind})) for kind, facts in KIND_FACTS.items() if facts.short]
        + [(facts.short.rstrip("."), frozenset({kind})) for kind, facts in KIND_FACTS.items() if len(facts.short) > 3]
        + [("เทศบาล", frozenset({K.CITY_MUNICIPALITY, K.TOWN_MUNICIPALITY, K.SUBDISTRICT_MUNICIPALITY}))],
        key=lambda entry: -len(entry[0]),
    )
)


def organisation(organisation_id: int) -> Organisation:
    """Give one organisation. Raises NotFound."""
    found = db.session.get(Organisation, organisation_id)
    if found is None:
        raise NotFound(_("ไม่พบองค์กรนี้"), _("ค้นหาจากหน้าองค์กรอีกครั้ง"))
    return found


def by_code(code: str) -> Organisation:
    """Give the organisation with this official code. Raises NotFound."""
    found = db.session.scalar(sa.select(Organisation).where(Organisation.code == code))
    if found is None:
        raise NotFound(_("ไม่พบองค์กรรหัส %(code)s", code=code), _("ตรวจรหัส หรือค้นหาจากชื่อ"))
    return found


def office(office_id: int) -> Office:
    """Give one office with its organisation. Raises NotFound."""
    found = db.session.get(Office, office_id, options=[joinedload(Office.organisation)])
    if found is None:
        raise NotFound(_("ไม่พบหน่วยงานนี้"), _("กลับไปหน้าองค์กร แล้วเลือกหน่วยงานอีกครั้ง"))
    return found


def central_desk(organisation_id: int) -> Office:
    """Give the desk where letters to this organisation arrive. Raises NotFound."""
    desk = db.session.scalar(central_desks().where(Office.organisation_id == organisation_id))
    if desk is None:
        raise NotFound(_("องค์กรนี้ไม่มีหน่วยรับหนังสือกลาง"), _("ให้ผู้ดูแลกำหนดหน่วยรับหนังสือกลางก่อน"))
    return desk


def central_desks() -> sa.Select[Office]:
    """Select the central desk of every organisation; for INSERT … SELECT of a dispatch."""
    return sa.select(Office).where(Office.is_central_desk)


def offices_of(organisation_id: int) -> Sequence[Office]:
    """Give the offices of an organisation, the central desk first."""
    mine = sa.select(Office).where(Office.organisation_id == organisation_id)
    return db.session.scalars(mine.order_by(Office.is_central_desk.desc(), Office.active.desc(), Office.id)).all()


def kind_periods(organisation_id: int) -> Sequence[OrganisationKindPeriod]:
    """Give what it was and is called, oldest first; empty when it never changed."""
    mine = OrganisationKindPeriod.organisation_id == organisation_id
    return db.session.scalars(
        sa.select(OrganisationKindPeriod).where(mine).order_by(OrganisationKindPeriod.valid_to.is_(None), "valid_to")
    ).all()


def signatories_of(office_id: int, active_only: bool = True) -> Sequence[Signatory]:
    """Give the people who may sign for an office, in the order they were entered."""
    mine = sa.select(Signatory).where(Signatory.office_id == office_id)
    if active_only:
        mine = mine.where(Signatory.active)
    return db.session.scalars(mine.order_by(Signatory.active.desc(), Signatory.id)).all()


@dataclass(frozen=True)
class Scope:
    """Where a search looks: below one organisation, among some kinds; empty means everywhere."""

    under: int | None = None
    kinds: frozenset[OrganisationKind] = frozenset()


EVERYWHERE = Scope()


def matching(text: str, scope: Scope = EVERYWHERE) -> Organisations:
    """Select the active organisations that fit every word of `text`, in Thai dictionary order.

    A word fits a part of the name in Thai or English, the code, or its kind; beside such a word others may name the
    district or province it lies in ("อบต หล่มสัก"). "อบต.สะเดียง", "อบต สะเดียง" and
    "องค์การบริหารส่วนตำบลสะเดียง" are the same; digits may be Thai.
    """
    query = sa.select(Organisation).where(Organisation.active)
    if scope.under is not None:
        query = query.where(Organisation.id.in_(descendant_ids(scope.under)))
    if scope.kinds:
        query = query.where(Organisation.kind.in_(scope.kinds))
    itself = (_fits(word) for word in text.split())
    return query.where(fitting(text), sa.or_(*itself) if text.strip() else sa.true()).order_by(*IN_ORDER)


def fitting(text: str) -> sa.ColumnElement[bool]:
    """Give the condition on Organisation that every word fits the thing or the place it lies in, for lists that join
    it; an empty text fits all.
    """
    return sa.and_(sa.true(), *(sa.or_(_fits(word), _lies_in(word)) for word in text.split()))


def search(text: str, limit: int = 20, scope: Scope = EVERYWHERE) -> Sequence[Organisation]:
    """Give the first `limit` organisations that match; none for an empty text. Pages page `matching()` instead."""
    if not text.strip():
        return []
    return db.session.scalars(matching(text, scope).limit(limit)).all()


def search_offices(text: str, limit: int = 20) -> Sequence[Office]:
    """Give offices in use whose name or code ("พช 0023.6") holds the text of three characters or more."""
    text = " ".join(to_arabic(text).split())
    if len(text) < 3:
        return []
    code = Office.prefix + " " + Office.code
    fits = (column.contains(text, autoescape=True) for column in (Office.name, Office.short_name, code))
    found = sa.select(Office).where(Office.active, sa.or_(*fits)).options(joinedload(Office.organisation))
    return db.session.scalars(found.order_by(Office.id).limit(limit)).all()


def _fits(word: str) -> sa.ColumnElement[bool]:
    kinds, rest = _split_kind(word)
    if kinds and not rest:
        return Organisation.kind.in_(kinds)
    if kinds:
        named = sa.and_(Organisation.kind.in_(kinds), Organisation.short_name.contains(rest, autoescape=True))
        return sa.or_(named, Organisation.name.contains(word, autoescape=True))
    return sa.or_(
        Organisation.name.contains(word, autoescape=True),
        Organisation.name_en.icontains(word, autoescape=True),
        _has_code(to_arabic(word).upper()),
    )


def _lies_in(word: str) -> sa.ColumnElement[bool]:
    """Whether the thing lies in a province or district whose name begins so ("จ.กระบี่", "อ.เมือง", plain)."""
    kinds, rest = _split_kind(word)
    name = rest if kinds <= {K.PROVINCE, K.DISTRICT} else word
    if len(name) < 3:
        return sa.false()
    place = aliased(Organisation)
    named = sa.and_(
        place.short_name.startswith(name, autoescape=True), place.kind.in_(kinds or (K.PROVINCE, K.DISTRICT))
    )
    return sa.or_(
        Organisation.province_code.in_(sa.select(place.code).where(named)),
        Organisation.district_code.in_(sa.select(place.code).where(named)),
    )


def _has_code(code: str) -> sa.ColumnElement[bool]:
    """Short words are whole codes: 6701 is a district, and also how the codes of another province's LAOs begin."""
    return Organisation.code.startswith(code, autoescape=True) if len(code) > 4 else Organisation.code == code


def _split_kind(word: str) -> tuple[frozenset[OrganisationKind], str]:
    for prefix, kinds in _KIND_WORDS:
        if word.startswith(prefix):
            return kinds, word[len(prefix) :].lstrip(".")
    return frozenset(), word
