"""From what was read of a letter to what it asks, as deadlines: each duty with its kinds, its window, its rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from deadlines.recurring import next_turn
from deadlines.set_deadlines import Asked
from deadlines.status import DeadlineKind
from organisations.kinds import OrganisationKind

Json = dict[str, Any]
K = DeadlineKind
READ = "read"
LONGEST_WHAT = 500  # characters
# Who sends on is the chain's own knowledge (routing.chain_duties); to be informed asks nothing.
NOT_KEPT = frozenset({"inform_only", K.FORWARD.value})
_KINDS = frozenset(OrganisationKind)
_UNITS = frozenset({"day", "working_day", "month"})


def asked_of(reading: Json, today: dt.date) -> list[Asked]:
    """Give what a reading (the keys of `flask letters read`) asks of organisations, in the order of the letter.

    Left out: what is only offered, what nobody is named for, forwarding, and a bare "โปรดทราบ" beside anything else.
    `today` is from when a recurring duty takes its first turn.
    """
    asked: list[Asked] = []
    for duty in reading.get("obligations") or []:
        if duty.get("action") in NOT_KEPT or duty.get("action") not in set(K) or duty.get("optional"):
            continue
        asked.extend(_attending(duty, reading) if duty["action"] == K.ATTEND else _plain(duty, today))
    asked = [one for at, one in enumerate(asked) if one not in asked[:at]]
    more_than_reading = [one for one in asked if one.kind is not K.ACKNOWLEDGE or one.due_on or one.rule]
    return more_than_reading or asked[:1]


def _plain(duty: Json, today: dt.date) -> Iterable[Asked]:
    kinds = _kinds(duty.get("who"))
    if not kinds:
        return
    opens, due = _day(duty.get("start")), _day(duty.get("end"))
    rule = _rule(duty.get("rule"))
    if rule and "freq" in rule and due is None:
        due = next_turn(rule, today)
    yield Asked(
        kind=K(duty["action"]),
        for_kinds=kinds,
        what=_words(duty),
        opens_on=None if opens and due and opens > due else opens,
        due_on=due,
        due_time=_time(duty.get("time")) if due else None,
        rule=rule if rule and ("freq" in rule or due is None) else None,
        made_from=READ,
    )


def _attending(duty: Json, reading: Json) -> Iterable[Asked]:
    """Give a deadline for each session with the kinds it is for; where one kind has several, or one of some districts
    only, its day is not plain and stays unknown.
    """
    kinds = _kinds(duty.get("who"))
    if duty.get("end") or duty.get("start"):
        day = _day(duty.get("end")) or _day(duty.get("start"))
        yield from _on_day(duty, kinds, day, _day(duty.get("start")))
        return
    by_day: dict[tuple[dt.date | None, dt.date | None], set[OrganisationKind]] = {}
    for kind in kinds:
        by_day.setdefault(_window(kind, reading.get("sessions") or []), set()).add(kind)
    for (first, last), some in sorted(by_day.items(), key=lambda one: (one[0][1] is None, one[0][1] or dt.date.max)):
        yield from _on_day(duty, frozenset(some), last, first)


def _on_day(
    duty: Json, kinds: frozenset[OrganisationKind], day: dt.date | None, first: dt.date | None
) -> Iterable[Asked]:
    if kinds:
        opens = first if day and first and first < day else None
        yield Asked(K.ATTEND, kinds, what=_words(duty), opens_on=opens, due_on=day, made_from=READ)


def _window(kind: OrganisationKind, sessions: list[Json]) -> tuple[dt.date | None, dt.date | None]:
    mine = [one for one in sessions if not one.get("optional") and (kind in (one.get("for_kinds") or [kind]))]
    if len(mine) != 1 or mine[0].get("districts") or mine[0].get("regions"):
        return None, None
    first = _day(mine[0].get("start"))
    return first, _day(mine[0].get("end")) or first


def _kinds(who: Any) -> frozenset[OrganisationKind]:  # noqa: ANN401
    return frozenset(OrganisationKind(one) for one in who or () if one in _KINDS)


def _words(duty: Json) -> str:
    words = " ".join(str(duty.get("text") or "").split())
    if len(words) <= LONGEST_WHAT:
        return words
    return f"{words[:LONGEST_WHAT].rsplit(' ', 1)[0]}…"


def _day(value: Any) -> dt.date | None:  # noqa: ANN401
    """Give the day of an ISO day or moment."""
    return dt.date.fromisoformat(value[:10]) if value else None


def _time(value: Any) -> dt.time | None:  # noqa: ANN401
    return dt.time.fromisoformat(value) if value else None


def _rule(rule: Json | None) -> Json | None:
    """Give the rule as deadlines keep it: counted from receipt, or monthly and weekly; any other gives no day."""
    if not rule:
        return None
    if rule.get("from") == "receipt" and rule.get("unit") in _UNITS:
        return {"n": int(rule["n"]), "unit": rule["unit"], "origin": "receipt"}
    if rule.get("freq") == "monthly" and rule.get("day"):
        return {name: rule[name] for name in ("freq", "day", "if_holiday") if rule.get(name)}
    if rule.get("freq") == "weekly" and rule.get("weekday"):
        return {name: rule[name] for name in ("freq", "weekday", "if_holiday") if rule.get(name)}
    return None
