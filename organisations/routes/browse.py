"""Country, province, district, LAO: look, search, and one organisation's own page."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.access import requires
from accounts.permissions import Permission
from core.extensions import db
from core.paging import Order, Page, keyset, page_of
from organisations import overview, queries, tree
from organisations.kinds import KIND_FACTS, OrganisationKind
from organisations.models import Organisation
from organisations.routes.blueprint import bp, may

K = OrganisationKind
ORDER = (Order(Organisation.sort_key), Order(Organisation.id))
SHOWN_KINDS = tuple(kind for kind in K if kind is not K.CENTRAL)


@dataclass(frozen=True)
class Found:
    """A page of a search, with the places that tell two of the same name apart."""

    page: Page[Organisation]
    places: dict[str, str]

    def place(self, one: Organisation) -> str:
        """Give district and province in words, as far as they are not the thing itself."""
        codes = [code for code in (one.district_code, one.province_code) if code and code != one.code]
        return " ".join(self.places[code] for code in codes if code in self.places)


@bp.get("/organisations")
@requires(Permission.ORGANISATION_READ)
def browse() -> ResponseReturnValue:
    """Show the provinces with their counts, or what a search finds."""
    text = request.args.get("q", "").strip()[:100]
    kind = request.args.get("kind", "")
    kinds = frozenset({K(kind)}) if kind in set(SHOWN_KINDS) else frozenset()
    if text or kinds:
        found = _search(text, kinds)
        return render_template(
            "organisations/search.html", text=text, kind=kind, found=found, kinds=SHOWN_KINDS, facts=KIND_FACTS
        )
    provinces = db.session.scalars(
        sa.select(Organisation).where(Organisation.kind == K.PROVINCE, Organisation.active).order_by(*tree.IN_ORDER)
    ).all()
    special = queries.search("BMA", 1)
    counts = overview.counts_by_province()
    totals = {kind: sum(one.get(kind, 0) for one in counts.values()) for kind in SHOWN_KINDS}
    return render_template(
        "organisations/browse.html",
        provinces=provinces,
        bangkok=special[0] if special else None,
        centres=_centres(),
        counts=counts,
        totals=totals,
        lao_total=overview.lao_total,
        kinds=SHOWN_KINDS,
        facts=KIND_FACTS,
    )


@bp.get("/organisations/<int:organisation_id>")
@requires(Permission.ORGANISATION_READ)
def detail(organisation_id: int) -> ResponseReturnValue:
    """Show one organisation: how to reach it, who sends letters on to it, its offices, those below."""
    one = queries.organisation(organisation_id)
    children = db.session.scalars(tree.children(one.id)).all() if one.kind in (K.PROVINCE, K.DISTRICT) else []
    return render_template(
        "organisations/detail.html",
        one=one,
        above=db.session.scalars(tree.ancestors(one.id)).all(),
        children=children,
        below=overview.counts_by_parent([child.id for child in children if child.kind is K.DISTRICT]),
        counts=dict(db.session.execute(tree.kind_counts(one.id)).all()) if children else {},
        lao_total=overview.lao_total,
        offices=queries.offices_of(one.id),
        periods=queries.kind_periods(one.id),
        facts=KIND_FACTS,
        may_edit=may(Permission.ORGANISATION_EDIT, one),
        may_edit_offices=may(Permission.OFFICE_EDIT, one),
        may_change_kind=may(Permission.NATION_EDIT, one),
    )


def _centres() -> list[Organisation]:
    return list(db.session.scalars(sa.select(Organisation).where(Organisation.kind == K.CENTRAL, Organisation.active)))


def _search(text: str, kinds: frozenset[OrganisationKind]) -> Found:
    cursor = request.args.get("cursor")
    rows = db.session.scalars(keyset(queries.matching(text, queries.Scope(kinds=kinds)), ORDER, cursor)).all()
    page = page_of(rows, ORDER, cursor)
    codes = {code for one in page.items for code in (one.district_code, one.province_code) if code}
    named = sa.select(Organisation.code, Organisation.name).where(Organisation.code.in_(codes))
    return Found(page, dict(db.session.execute(named).all()))
