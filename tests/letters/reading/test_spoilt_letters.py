"""The short form of the proof that no file makes reading crash or hang (docs/proofs/reading.md)."""

from __future__ import annotations

from benchmarks.prove_reading import SEED, prove

COUNT = 2_000


def test_two_thousand_spoilt_letters_are_read_or_refused_and_nothing_else() -> None:
    print(f"seed {SEED}")
    counts = prove(COUNT)
    assert counts.failed == []
    assert counts.read + counts.refused.total() == COUNT
    assert counts.read > COUNT / 2
