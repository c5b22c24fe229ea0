"""The way of a letter, from the first issuer to the LAOs."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from accounts.access import requires
from accounts.permissions import Permission
from core import clock
from routing.cancel import source_was_recalled
from routing.chain import coverage_of
from routing.chain_steps import bar_of, steps_of
from routing.chain_view import chain_of
from routing.queries import recipients_of
from routing.routes.blueprint import bp
from routing.routes.loading import letter_seen, own_office


@bp.get("/letters/<int:letter_id>/chain")
@requires(Permission.LETTER_READ)
def chain(letter_id: int) -> ResponseReturnValue:
    """Show who issued, received and forwarded it, the days of each hop, and where it lies now."""
    letter = letter_seen(letter_id)
    found = chain_of(letter, now=clock.now(), seen_by=own_office().organisation_id)
    own = letter.issuer_id == own_office().organisation_id
    return render_template(
        "routing/chain.html",
        letter=letter,
        chain=found,
        steps=steps_of(found),
        bar=bar_of(found),
        own=own,
        coverage=coverage_of(letter) if own and letter.circular else None,
        recipients=recipients_of(letter.id, size=30) if own else None,
        source_recalled=source_was_recalled(letter),
    )
