"""The way of a letter, from the first issuer to the LAOs."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from accounts.access import current_permissions, office_in_use, requires
from accounts.permissions import Permission
from core import clock
from letters.routes.loading import letter_seen
from routing.cancel import source_was_recalled
from routing.chain import coverage_of
from routing.chain_panel import chain_panel
from routing.policy import OUT
from routing.routes.blueprint import bp


@bp.get("/letters/<int:letter_id>/chain")
@requires(Permission.LETTER_READ)
def chain(letter_id: int) -> ResponseReturnValue:
    """Show who issued, received and forwarded it, the days of each hop, and where it lies now."""
    letter = letter_seen(letter_id)
    organisation_id, now = office_in_use().organisation_id, clock.now()
    own = letter.issuer_id == organisation_id
    return render_template(
        "routing/chain.html",
        letter=letter,
        chain=chain_panel(letter, organisation_id, now=now),
        own=own,
        coverage=coverage_of(letter) if own and letter.circular else None,
        may_track=letter.status in OUT and Permission.TRACKING_READ in current_permissions(),
        now=now,
        source_recalled=source_was_recalled(letter),
    )
