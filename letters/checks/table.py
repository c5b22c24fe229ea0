"""The 33 checks by number: what each looks at, how grave it is, and where it is made. docs/checks.md tells them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from letters.comparing.outcome import Severity

BLOCK, WARN, NOTE = Severity.BLOCK, Severity.WARN, Severity.NOTE


class Made(StrEnum):
    """From what a check is made: a letter alone, a letter and its source, the dates of a chain, or the registers."""

    LETTER = "letter"
    PAIR = "pair"
    CHAIN = "chain"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the list: `made_in` names the module."""

    number: int
    severity: Severity
    made: Made
    made_in: str


TABLE = (
    Listed(1, WARN, Made.LETTER, "letters/checks/addresses.py"),
    Listed(2, WARN, Made.LETTER, "letters/checks/addresses.py"),
    Listed(3, BLOCK, Made.PAIR, "letters/comparing/addresses.py"),
    Listed(4, WARN, Made.PAIR, "letters/comparing/subjects.py"),
    Listed(5, WARN, Made.CHAIN, "letters/checks/chain.py"),
    Listed(6, WARN, Made.CHAIN, "letters/checks/chain.py"),
    Listed(7, WARN, Made.LETTER, "letters/checks/days.py"),
    Listed(8, NOTE, Made.CHAIN, "letters/checks/chain.py"),
    Listed(9, NOTE, Made.CHAIN, "letters/checks/chain.py"),
    Listed(10, WARN, Made.REGISTER, "routing/receipt_notes.py"),
    Listed(11, NOTE, Made.LETTER, "letters/checks/figures.py"),
    Listed(12, WARN, Made.LETTER, "letters/checks/figures.py"),
    Listed(13, WARN, Made.CHAIN, "letters/checks/chain.py"),
    Listed(14, WARN, Made.LETTER, "letters/checks/days.py"),
    Listed(15, WARN, Made.LETTER, "letters/checks/days.py"),
    Listed(16, NOTE, Made.LETTER, "letters/checks/addresses.py"),
    Listed(17, NOTE, Made.LETTER, "letters/checks/figures.py"),
    Listed(18, WARN, Made.LETTER, "letters/checks/wording.py"),
    Listed(19, WARN, Made.PAIR, "letters/comparing/urgencies.py"),
    Listed(20, WARN, Made.LETTER, "letters/checks/whole.py"),
    Listed(21, BLOCK, Made.PAIR, "letters/comparing/references.py"),
    Listed(22, WARN, Made.REGISTER, "routing/chain_checks.py"),
    Listed(23, NOTE, Made.REGISTER, "routing/chain_checks.py"),
    Listed(24, NOTE, Made.LETTER, "letters/checks/whole.py"),
    Listed(25, NOTE, Made.LETTER, "letters/checks/wording.py"),
    Listed(26, WARN, Made.LETTER, "letters/checks/wording.py"),
    Listed(27, NOTE, Made.LETTER, "letters/checks/wording.py"),
    Listed(28, NOTE, Made.LETTER, "letters/checks/wording.py"),
    Listed(29, NOTE, Made.LETTER, "letters/checks/whole.py"),
    Listed(30, WARN, Made.LETTER, "letters/checks/whole.py"),
    Listed(31, WARN, Made.LETTER, "letters/checks/whole.py"),
    Listed(32, NOTE, Made.LETTER, "letters/checks/figures.py"),
    Listed(33, NOTE, Made.CHAIN, "letters/checks/chain.py"),
)
SEVERITY = {one.number: one.severity for one in TABLE}
