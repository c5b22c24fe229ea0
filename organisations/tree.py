"""The tree of the state, by who sends letters on to whom (`parent_id`). Every function gives a select; none runs it."""

from __future__ import annotations

import sqlalchemy as sa

from organisations.kinds import DISTRICT_DIRECT, LAO_KINDS, PROVINCE_DIRECT, OrganisationKind
from organisations.models import Organisation

Organisations = sa.Select[Organisation]
IN_ORDER = (Organisation.sort_key, Organisation.id)


def children(organisation_id: int) -> Organisations:
    """Select those directly below, in Thai dictionary order."""
    below = Organisation.parent_id == organisation_id
    return sa.select(Organisation).where(below, Organisation.active).order_by(*IN_ORDER)


def descendant_ids(organisation_id: int) -> sa.Select[int]:
    """Select the ids of all below at any depth, without itself; usable as `Organisation.id.in_(…)`."""
    below = (
        sa.select(Organisation.id)
        .where(Organisation.parent_id == organisation_id)
        .cte(f"below_{organisation_id}", recursive=True)
    )
    below = below.union_all(sa.select(Organisation.id).join(below, Organisation.parent_id == below.c.id))
    return sa.select(below.c.id)


def laos_under(organisation_id: int) -> Organisations:
    """Select every LAO whose route leads through this organisation, in Thai dictionary order.

    Under a province: all of the province. Under a district: its ทต. and อบต. only, since อบจ., ทน. and ทม. hear from
    the province (design rule 3). Under the centre: all 7,850.
    """
    return (
        sa.select(Organisation)
        .where(
            Organisation.id.in_(descendant_ids(organisation_id)),
            Organisation.kind.in_(LAO_KINDS),
            Organisation.active,
        )
        .order_by(*IN_ORDER)
    )


def ancestors(organisation_id: int) -> Organisations:
    """Select those above, from the centre down to the direct parent."""
    start = sa.select(Organisation.parent_id.label("id"), sa.literal(1).label("height"))
    above = start.where(Organisation.id == organisation_id).cte(f"above_{organisation_id}", recursive=True)
    higher = sa.select(Organisation.parent_id, above.c.height + 1).join(above, Organisation.id == above.c.id)
    above = above.union_all(higher.where(Organisation.parent_id.is_not(None)))
    return sa.select(Organisation).join(above, Organisation.id == above.c.id).order_by(above.c.height.desc())


def is_within(organisation_id: int, top_id: int) -> sa.Select[bool]:
    """Select whether `organisation_id` is `top_id` itself or stands somewhere below it."""
    above = ancestors(organisation_id).with_only_columns(Organisation.id).order_by(None)
    return sa.select(sa.or_(sa.literal(organisation_id) == top_id, sa.literal(top_id).in_(above)))


def kind_counts(organisation_id: int) -> sa.Select[OrganisationKind, int]:
    """Select how many active organisations of each kind stand below, at any depth."""
    below = Organisation.id.in_(descendant_ids(organisation_id))
    return (
        sa.select(Organisation.kind, sa.func.count())
        .where(below, Organisation.active)
        .group_by(Organisation.kind)
        .order_by(Organisation.kind)
    )


def parent_code_for(kind: OrganisationKind, province_code: str | None, district_code: str | None) -> str | None:
    """Give the code of the office that sends letters on to an LAO of this kind lying there (saraban.md section 5).

    None where the kind has no rule of its own (centre, province, district, special): such a parent stays as listed.
    """
    if kind in PROVINCE_DIRECT:
        return province_code
    return district_code if kind in DISTRICT_DIRECT else None
