"""A chain as the macro of templates/macros/letter.html shows it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from core.jinja_filters import count, date_short, ref, thai_digits, time
from routing.chain_days import Hop, StepKind
from routing.chain_view import Chain


def steps_of(chain: Chain) -> list[dict[str, Any]]:
    """Give one mapping a step (who, what, when, hop, warn, place, icon), then one for those who still hold it."""
    steps = [_step(hop) for hop in chain.hops]
    if chain.holders:
        names = " · ".join(holder.organisation for holder in chain.holders)
        more = chain.holding - len(chain.holders)
        if more:
            names = _("%(names)s และอีก %(more)s แห่ง", names=names, more=count(more))
        laos = sum(holder.laos for holder in chain.holders)
        longest = max(holder.working_days for holder in chain.holders)
        when = ngettext("รอมา %(days)s วันทำการ", "รอมา %(days)s วันทำการ", longest, days=count(longest))
        if laos:
            when += " · " + ngettext("กระทบ อปท. %(n)s แห่ง", "กระทบ อปท. %(n)s แห่ง", laos, n=count(laos))
        steps.append({"who": names, "what": _("ยังไม่ส่งต่อ"), "when": when, "place": "next"})
    return steps


def bar_of(chain: Chain) -> list[tuple[str, int]]:
    """Give (words, days) of the hops that took time, for the bar above the steps."""
    parts = [
        (_("เดินทาง") if hop.step.kind is StepKind.RECEIVED and place == 1 else hop.step.who, hop.days)
        for place, hop in enumerate(chain.hops)
        if hop.days
    ]
    return parts if len(parts) > 1 else []


def _step(hop: Hop) -> dict[str, Any]:
    step = hop.step
    words = [hop_words(hop)] if hop.days else []
    return {
        "who": step.who,
        "what": _what(hop),
        "when": date_short(step.day) + (f" {time(step.time)}" if step.time else ""),
        "hop": " · ".join([*words, *hop.notes]),
        "warn": bool(hop.notes),
        "place": "now" if step.here else "done",
        "icon": "letter" if step.here else "register" if step.kind is StepKind.RECEIVED else "send",
    }


def hop_words(hop: Hop) -> str:
    """Give ๕ วัน · ๔ วันทำการ, or only the first part where both are the same."""
    days = ngettext("%(days)s วัน", "%(days)s วัน", hop.days, days=count(hop.days))
    if hop.days == hop.working_days:
        return days
    working = ngettext("%(days)s วันทำการ", "%(days)s วันทำการ", hop.working_days, days=count(hop.working_days))
    return f"{days} · {working}"


def _what(hop: Hop) -> Markup:
    step = hop.step
    if step.kind is StepKind.RECEIVED:
        text = Markup("{} {}").format(_("ลงรับ เลขรับ"), thai_digits(step.number)) if step.number else _("ลงรับ")
        return Markup(text)  # noqa: S704 - escaped above
    what = Markup("{} {}").format(_("ออก"), ref(step.number, False))
    if step.others:
        more = ngettext("และอีก %(n)s แห่ง", "และอีก %(n)s แห่ง", step.others, n=count(step.others))
        what += Markup(' <span class="small muted">{}</span>').format(more)
    return what
