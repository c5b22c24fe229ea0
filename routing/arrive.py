"""A letter that came on paper lies on the organisation's desk like one sent through Wian."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from core.extensions import db
from core.upsert import insert
from letters.models import Letter
from organisations.models import Office
from routing.chain_duties import on_arrival
from routing.models import Delivery
from routing.status import DeliveryState


def arrive_on_paper(letter: Letter, office: Office, *, now: dt.datetime) -> Delivery:
    """Give the delivery of a paper letter to the office's organisation, made if there is none yet.

    Call it after letters.record_paper.record and before receive: then desk, forwarding and chain treat paper and
    electronic letters alike. A letter that Wian had delivered already keeps its delivery. Two clerks make one.
    """
    row = {
        "letter_id": letter.id,
        "root_letter_id": letter.root_id or letter.id,
        "from_organisation_id": letter.issuer_id,
        "organisation_id": office.organisation_id,
        "holder_office_id": office.id,
        "state": DeliveryState.DELIVERED,
        "sent_at": now,
        "delivered_at": now,
    }
    db.session.execute(insert(Delivery).values(row).on_conflict_do_nothing())
    query = sa.select(Delivery).where(
        Delivery.letter_id == letter.id, Delivery.organisation_id == office.organisation_id
    )
    delivery = db.session.scalars(query).one()
    on_arrival(delivery, letter, now=now)
    return delivery
