"""Follow letters: what the office sent, the recipients of one letter, the country."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from accounts.access import current_permissions, office_in_use, requires
from accounts.permissions import Permission
from core import clock
from core.errors import NotFound
from core.extensions import db
from core.navigation import MenuEntry, show_in_menu
from letters.models import Letter
from letters.status import Urgency
from letters.status_labels import URGENCY_LABELS
from organisations.kinds import KIND_FACTS, LAO_KINDS
from organisations.models import Office
from organisations.tile_map import tiles
from routing import country_view
from routing.labels import METHOD_LABELS
from routing.lao_counts import below_letters
from routing.routes.blueprint import bp
from routing.routes.tracked import letter_and_view, number_of, one_of, recipient_filter, text_asked
from routing.sent_letters import Scope, SentFilter, sent_letters, years_of
from routing.tracking import choices, direct_counts, recipients

P = Permission
show_in_menu(bp, MenuEntry("routing.tracking", "map", lazy_gettext("ติดตาม"), P.TRACKING_READ, 40))


@bp.get("/tracking/")
@requires(P.TRACKING_READ)
def tracking() -> ResponseReturnValue:
    """List what went out, with how far each letter has come."""
    office, today = office_in_use(), clock.today()
    scopes = _scopes(office)
    scope = one_of(Scope, "scope") or scopes[0]
    years = years_of(office, scope, today)
    wish = SentFilter(
        scope=scope,
        year=number_of("year", years),
        urgency=one_of(Urgency, "urgency"),
        unfinished=request.args.get("unfinished") == "1",
        text=text_asked(request.args.get("q", "")),
    )
    page = sent_letters(office, wish, request.args.get("cursor"))
    words = {"scopes": scopes, "years": years, "urgencies": URGENCY_LABELS, "laos": LAO_KINDS}
    narrowed = any((wish.year, wish.urgency, wish.unfinished, wish.text))
    return render_template("routing/tracking.html", page=page, wish=wish, narrowed=narrowed, office=office, **words)


def _scopes(office: Office) -> list[Scope]:
    """Give whose letters this office may list: its own first, its organisation's where that has other desks, and for
    a province those of its districts.
    """
    several = sum(1 for one in office.organisation.offices if one.active) > 1
    below = office.organisation.kind.value == "province"
    return [Scope.OFFICE, *([Scope.ORGANISATION] if several else []), *([Scope.BELOW] if below else [])]


@bp.get("/tracking/<int:letter_id>")
@requires(P.TRACKING_READ)
def tracking_letter(letter_id: int) -> ResponseReturnValue:
    """Show the recipients of a letter with what they did; each that sent it on leads to its own letter."""
    letter, tracked, whole = letter_and_view(letter_id)
    wish = recipient_filter()
    page = recipients(tracked, wish, request.args.get("cursor"))
    facts: dict[str, Any] = {
        "letter": letter,
        "whole": whole,
        "wish": wish,
        "page": page,
        "counts": direct_counts(tracked),
        "laos": below_letters([letter.id])[letter.id] if whole else None,
        "choices": choices(tracked, wish.province),
        "way": _way_to(letter),
        "has_map": whole and country_view.has_map(letter),
        "kinds": KIND_FACTS,
        "lao_kinds": LAO_KINDS,
        "methods": METHOD_LABELS,
        "now": clock.now(),
        **_may(letter),
    }
    return render_template("routing/tracking_letter.html", **facts)


def _may(letter: Letter) -> dict[str, bool]:
    """Say which acts of the sender this person may do; the acts' own pages check each recipient."""
    sender = letter.issuer_id == office_in_use().organisation_id
    held = current_permissions()
    return {"may_confirm": sender and P.DELIVERY_CONFIRM in held, "may_cancel": sender and P.LETTER_RECALL in held}


def _way_to(letter: Letter) -> list[Letter]:
    """Give the letters above in the chain that this organisation follows too: the trail back up."""
    office, above = office_in_use(), letter.source
    way: list[Letter] = []
    while above is not None and len(way) < 5:
        if above.issuer_id == office.organisation_id or _began(above, office):
            way.insert(0, above)
        above = above.source
    return way


def _began(letter: Letter, office: Office) -> bool:
    first = db.session.get(Letter, letter.root_id) if letter.root_id else letter
    return first is not None and first.issuer_id == office.organisation_id


@bp.get("/tracking/<int:letter_id>/country")
@requires(P.TRACKING_READ)
def tracking_country(letter_id: int) -> ResponseReturnValue:
    """Show the country for the first letter of a chain: the map, the provinces, one province by its districts."""
    letter, _tracked, whole = letter_and_view(letter_id)
    if not (whole and country_view.has_map(letter)):
        raise NotFound(_("หนังสือฉบับนี้ไม่ได้ส่งถึงหลายจังหวัด จึงไม่มีแผนที่"), _("ดูผู้รับจากหน้าติดตามของหนังสือ"))
    today = clock.today()
    asked = request.args.get("province", "")
    picked = next((tile for tile in tiles() if tile.code == asked), None)
    country = country_view.country(letter, today)
    parts = country_view.province(letter, picked.code, today) if picked else []
    return render_template(
        "routing/country.html", letter=letter, country=country, picked=picked, parts=parts, now=clock.now()
    )
