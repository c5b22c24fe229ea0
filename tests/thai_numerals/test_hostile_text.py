"""No text may make the finders slow: twice the text takes about twice the time, whatever it repeats."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.reference_number import find_reference_numbers
from thai_numerals import find_dates, to_thai

REPEATED = [
    *("1", "1-", "1, ", ".", "1 ....", " ", "\n", "มีนาคม ", "5 มีนาคม ", "5 มีนาคม 2567 ", "1 มี.ค. 67 - "),
    *("1 มี.ค. และ ", "9 มี.ค. 67 - 1 ม.ค., ", "1 ม.ค. 2420 - 5 ม.ค., 6 ม.ค. 2690 และ ", "ปี 2567 - ", "ภายใน"),
    *("เวลา 9 น. ของ", "1/2/", "พ.", "กค 0405.2/ว ", "กค (กวจ", "กค 0405.2/ว 12 - ", "ก.", "1.", ":", "a1", "a@"),
    *("http://1", "www.", "1.pdf", "a-", ".1", "\n   ที่   "),
]
CALLS: list[Callable[[str], object]] = [find_dates, to_thai, find_reference_numbers]


def seconds(call: Callable[[str], object], text: str) -> float:
    """Processor time of the quickest of three runs, so that a busy machine does not count."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        call(text)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("call", CALLS, ids=["find_dates", "to_thai", "find_reference_numbers"])
@pytest.mark.parametrize("unit", REPEATED, ids=repr)
def test_it_takes_time_in_proportion_to_the_text(call: Callable[[str], object], unit: str) -> None:
    short = unit * (8_000 // len(unit))
    assert seconds(call, short * 2) < 3.2 * seconds(call, short) + 0.03


@given(st.text(alphabet="0123456789๐๒๕๖๗/.-–, ()\nกคมวพศงทีเ่ดือนมีนาคมวันที่", max_size=200))
def test_its_findings_are_in_order_and_inside_the_text(text: str) -> None:
    for found in (find_dates(text), find_reference_numbers(text)):
        edges = [edge for one in found for edge in one.span]
        assert edges == sorted(edges)
        assert not edges or (edges[0] >= 0 and edges[-1] <= len(text))
