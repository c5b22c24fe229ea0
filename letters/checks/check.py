"""One finding of a check: its number in docs/checks.md, how grave, a plain sentence, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from letters.comparing.outcome import Place, Severity


@dataclass(frozen=True, slots=True)
class Check:
    """`text` and `remedy` are sentences for a clerk, in the language in use; `place` is where it stands."""

    number: int
    severity: Severity
    text: str
    remedy: str
    place: Place | None = None
