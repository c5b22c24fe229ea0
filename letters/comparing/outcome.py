"""What comparing gives: the kinds of discrepancy, how grave each is, and the two places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]


class Kind(StrEnum):
    """The sorts of fact that are compared; no other name leaves this package."""

    SUBJECT = "subject"
    DATE = "date"
    DEADLINE = "deadline"
    URL = "url"
    PHONE = "phone"
    REFERENCE = "reference"
    URGENCY = "urgency"
    ENCLOSURE = "enclosure"
    NUMBER = "number"
    SCOPE = "scope"
    AGENCY_NAME = "agency_name"


class Severity(StrEnum):
    """`block`: not issued without a reason; `warn`: a person should look; `note`: good to know."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"


class Standing(StrEnum):
    """How a fact of the source stands in the forwarding letter. EARLIER: an internal deadline before the source's."""

    SAME = "same"
    MISSING = "missing"
    CHANGED = "changed"
    NEW = "new"
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True)
class Place:
    """A text as printed and where it stands in its letter; `span` None when it was put together."""

    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """One fact held against the other letter. `severity` is set where a person must look: a discrepancy."""

    kind: Kind
    standing: Standing
    source: Place | None
    forwarded: Place | None
    severity: Severity | None = None
    explanation: str = ""

    @property
    def is_discrepancy(self) -> bool:
        """Whether this contradicts the source or loses something of it."""
        return self.severity is not None


def changed(kind: Kind, source: Place, forwarded: Place, severity: Severity, why: str) -> Compared:
    """A discrepancy: both letters say something, and not the same."""
    return Compared(kind, Standing.CHANGED, source, forwarded, severity, why)


def missing(kind: Kind, source: Place, why: str, severity: Severity = Severity.WARN) -> Compared:
    """A discrepancy: the forwarding letter leaves out what its readers need."""
    return Compared(kind, Standing.MISSING, source, None, severity, why)


def same(kind: Kind, source: Place, forwarded: Place) -> Compared:
    """A fact that was passed on as it is, digit form and spacing aside."""
    return Compared(kind, Standing.SAME, source, forwarded)
