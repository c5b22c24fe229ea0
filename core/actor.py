"""Actor: who does an act, for which office. Domain functions take one; edges build it from the session."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """`user_id` None stands for the system itself; `office_id` is the office acted for."""

    user_id: int | None
    name: str
    office_id: int | None = None


SYSTEM = Actor(None, "ระบบ")
