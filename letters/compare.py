"""Hold a forwarding letter against its source: every fact the same, missing, changed or new, with both places.

A discrepancy contradicts the source or loses what its readers need. Rewording, salutations, how the letter came
("ด้วยจังหวัด…ได้รับแจ้งจาก…"), abbreviations, digit form, spacing, the office's own contact and an earlier internal
deadline are none. Pure, and quick enough to run while somebody types.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from letters.comparing.addresses import compare_addresses
from letters.comparing.agencies import compare_agencies
from letters.comparing.dated import dates_of
from letters.comparing.dates import compare_dates
from letters.comparing.deadlines import compare_deadlines
from letters.comparing.enclosures import compare_enclosures
from letters.comparing.numbers import compare_numbers
from letters.comparing.outcome import Compared, Severity, Standing
from letters.comparing.phones import compare_phones
from letters.comparing.references import compare_references
from letters.comparing.scope import compare_scope
from letters.comparing.side import Side, side_of_text
from letters.comparing.subjects import compare_subjects
from letters.comparing.urgencies import compare_urgencies
from letters.reading.normalise import normalise

_GRAVITY = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.NOTE: 2, None: 3}


@dataclass(frozen=True)
class Comparison:
    """Every fact held against the other letter, discrepancies first, the gravest first of all."""

    facts: tuple[Compared, ...]

    @property
    def discrepancies(self) -> list[Compared]:
        """What a person must look at."""
        return [one for one in self.facts if one.is_discrepancy]

    @property
    def matching(self) -> list[Compared]:
        """What was passed on as it is, or asked for earlier."""
        return [one for one in self.facts if one.standing in (Standing.SAME, Standing.EARLIER)]


def compare(source: str, forwarded: str) -> Comparison:
    """Compare two letters given as plain text, in any of the forms a file gives it."""
    return compare_sides(side_of(source), side_of(forwarded))


@lru_cache(maxsize=64)
def side_of(text: str) -> Side:
    """The parts of a letter's text, kept for the next comparison: a source does not change while one types."""
    return side_of_text(normalise(text))


def compare_sides(source: Side, forwarded: Side) -> Comparison:
    """Compare two letters whose parts are known."""
    ours, theirs = dates_of(source), dates_of(forwarded)
    facts = [
        *compare_subjects(source, forwarded),
        *compare_urgencies(source, forwarded),
        *compare_references(source, forwarded),
        *compare_deadlines(source, forwarded, ours, theirs),
        *compare_dates(source, forwarded, ours, theirs),
        *compare_addresses(source, forwarded),
        *compare_phones(source, forwarded),
        *compare_enclosures(source, forwarded),
        *compare_numbers(source, forwarded),
        *compare_agencies(source, forwarded),
        *compare_scope(source, forwarded),
    ]
    return Comparison(tuple(sorted(_once(facts), key=lambda one: _GRAVITY[one.severity])))


def _once(facts: list[Compared]) -> list[Compared]:
    """The same two texts said twice are one finding."""
    first: dict[object, Compared] = {}
    for one in facts:
        key = (one.kind, one.standing, one.source and one.source.text, one.forwarded and one.forwarded.text)
        first.setdefault(key, one)
    return list(first.values())
