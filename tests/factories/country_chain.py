"""One circular that has gone down the whole country: 76 provinces, 878 districts, 7,850 LAOs, written set-based."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.extensions import db
from letters.models import Letter
from letters.status import LetterStatus, Urgency
from organisations.kinds import DISTRICT_DIRECT, PROVINCE_DIRECT, OrganisationKind
from organisations.models import Office, Organisation
from routing.models import Delivery
from routing.status import DeliveryState

K = OrganisationKind
START = dt.datetime(2024, 3, 14, 3, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class CountryChain:
    """The first letter; each further letter by its issuer's code."""

    root_id: int
    letters: dict[str, int]


def make_country_chain(subject: str = "การประชุมเชิงปฏิบัติการ ประจำปี พ.ศ. 2567", number: int = 2199) -> CountryChain:
    """Issue, forward and forward again, everywhere at once; nobody has acknowledged yet. Commits nothing."""
    centre = db.session.scalars(sa.select(Organisation).where(Organisation.kind == K.CENTRAL)).first()
    root = _letters([centre], None, f"นร 0107/ว {number}", subject, START)[0]
    provinces = list(db.session.scalars(sa.select(Organisation).where(Organisation.kind == K.PROVINCE)))
    second = _letters(provinces, root, "0023.6/ว 1507", subject, START + 14 * DAY)
    _send(root, Organisation.kind == K.PROVINCE, START)
    _send(root, _below(root, frozenset({K.SPECIAL})), START)
    districts = list(db.session.scalars(sa.select(Organisation).where(Organisation.kind == K.DISTRICT)))
    by_issuer = {letter.issuer_id: letter for letter in second}
    third = [
        letter
        for letter, one in zip(
            _letters(districts, root, "0023.7/ว 583", subject, START + 15 * DAY), districts, strict=True
        )
        if setattr(letter, "source_id", by_issuer[one.parent_id].id) is None
    ]
    db.session.flush()
    for letter in second:
        _send(letter, _below(letter, PROVINCE_DIRECT | {K.DISTRICT, K.SPECIAL}), START + 14 * DAY)
    for letter in third:
        _send(letter, _below(letter, DISTRICT_DIRECT), START + 15 * DAY)
    _note_forwarding()
    return CountryChain(root.id, {letter.issuer.code: letter.id for letter in (*second, *third)})


def acknowledge_some(root_id: int, share: float = 0.6) -> None:
    """Let that share of the LAOs, spread evenly, acknowledge."""
    laos = sa.select(Organisation.id).where(Organisation.kind.not_in((K.CENTRAL, K.PROVINCE, K.DISTRICT)))
    db.session.execute(
        sa.update(Delivery)
        .where(Delivery.root_letter_id == root_id, Delivery.organisation_id.in_(laos))
        .where(Delivery.organisation_id * 37 % 1000 < int(share * 1000))
        .values(state=DeliveryState.ACKNOWLEDGED, acknowledged_at=START + 20 * DAY, acknowledged_by_name="ธุรการ")
        .execution_options(synchronize_session=False)
    )


def _letters(
    issuers: list[Organisation], source: Letter | None, ref_no: str, subject: str, at: dt.datetime
) -> list[Letter]:
    made = []
    desks = {desk.organisation_id: desk for desk in db.session.scalars(sa.select(Office).order_by(Office.id))}
    for one in issuers:
        letter = Letter(
            issuer=one,
            issuer_name=one.name,
            office_id=desks[one.id].id,
            ref_no=ref_no if source is None else f"{one.letter_prefix} {ref_no}",
            letter_date=at.date(),
            subject=subject,
            urgency=Urgency.MOST_URGENT,
            status=LetterStatus.ISSUED,
            circular=True,
            source_id=source.id if source else None,
            root_id=source.id if source else None,
            created_at=at,
            updated_at=at,
            issued_at=at,
            verify_token=f"country-{source.id if source else 0}-{one.code}",
        )
        made.append(letter)
    db.session.add_all(made)
    db.session.flush()
    if source is None:
        made[0].root_id = made[0].id
    return made


def _below(letter: Letter, kinds: frozenset[K]) -> sa.ColumnElement[bool]:
    return sa.and_(Organisation.parent_id == letter.issuer_id, Organisation.kind.in_(kinds))


def _send(letter: Letter, to: sa.ColumnElement[bool], at: dt.datetime) -> None:
    table = Delivery.__table__
    values: dict[str, Any] = {
        "letter_id": sa.literal(letter.id),
        "root_letter_id": sa.literal(letter.root_id),
        "from_organisation_id": sa.literal(letter.issuer_id),
        "organisation_id": Organisation.id,
        "holder_office_id": Office.id,
        "position": sa.literal(0),
        "for_information": sa.literal(False),
        "state": sa.literal(DeliveryState.DELIVERED.value),
        "sent_at": sa.literal(at, table.c.sent_at.type),
        "delivered_at": sa.literal(at, table.c.sent_at.type),
        **dict.fromkeys(("acknowledged_by_name", "number", "reason", "behalf_person"), sa.literal("")),
    }
    desk = sa.and_(Office.organisation_id == Organisation.id, Office.is_central_desk)
    rows = sa.select(*values.values()).join_from(Organisation, Office, desk).where(to, Organisation.active)
    result = db.session.execute(sa.insert(table).from_select(list(values), rows, include_defaults=False))
    letter.recipient_count = (letter.recipient_count or 0) + result.rowcount


def _note_forwarding() -> None:
    onward = sa.alias(Letter.__table__)
    match = sa.and_(onward.c.source_id == Delivery.letter_id, onward.c.issuer_id == Delivery.organisation_id)
    db.session.flush()
    db.session.execute(
        sa.update(Delivery)
        .values(
            forwarded_letter_id=sa.select(onward.c.id).where(match).scalar_subquery(),
            forwarded_at=sa.select(onward.c.issued_at).where(match).scalar_subquery(),
            state=DeliveryState.ACKNOWLEDGED,
        )
        .where(sa.exists().where(match))
        .execution_options(synchronize_session=False)
    )
