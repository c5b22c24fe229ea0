"""Thai digits, dates and number words against PyThaiNLP's equivalents, in the same run on the same text.

PyThaiNLP has no finder of dates in running text; its `thai_strptime` reads one expression whose format is
told beforehand, so `find_dates` is compared per expression, format search and all.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from pythainlp.util import arabic_digit_to_thai_digit, num_to_thaiword, thai_digit_to_arabic_digit, thai_strftime
from pythainlp.util import thai_strptime as pythainlp_strptime

from letters.reference_number import find_reference_numbers
from thai_numerals import find_dates, format_date, number_in_words, to_arabic, to_thai

DATA = Path(__file__).parents[1] / "tests" / "data"
ROUNDS = 5
DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(1_000)]


def main() -> None:
    """Print one line for each call, the headline (finding dates) first."""
    text = "\n".join(json.loads(line)["text"] for name in ("dates", "refs") for line in _lines(name))
    text = to_arabic(text) * (1_000_000 // len(text) + 1)
    thai = to_thai(text)
    expressions = [format_date(day) for day in DAYS]
    _report("find_dates, one date", len(DAYS), lambda: _each(find_dates, expressions), lambda: _strptime(expressions))
    _report("format_date", len(DAYS), lambda: _each(format_date, DAYS), _strftime)
    _report("to_thai, characters", len(text), lambda: to_thai(text), lambda: arabic_digit_to_thai_digit(text))
    _report("to_arabic, characters", len(thai), lambda: to_arabic(thai), lambda: thai_digit_to_arabic_digit(thai))
    numbers = range(1, 2_000_000, 1_999)
    words = (lambda: _each(number_in_words, numbers)), (lambda: _each(num_to_thaiword, numbers))
    _report("number_in_words", len(numbers), *words)
    _report("find_dates, characters of running text", len(text), lambda: find_dates(text), None)
    _report("find_reference_numbers, characters", len(text), lambda: find_reference_numbers(text), None)


def _lines(name: str) -> list[str]:
    return (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()


def _each(call: Callable[..., object], values: Iterable[object]) -> None:
    for value in values:
        call(value)


def _strptime(expressions: list[str]) -> None:
    for expression in expressions:
        pythainlp_strptime(thai_digit_to_arabic_digit(expression), "%d %B %Y")


def _strftime() -> None:
    for day in DAYS:
        thai_strftime(day, "%-d %B %Y", thaidigit=True)


def _report(what: str, count: int, ours: Callable[[], object], peers: Callable[[], object] | None) -> None:
    """One line: how many a second, and how many times as fast as PyThaiNLP (`floor` is its own rate)."""
    rate = count / _seconds(ours)
    floor = count / _seconds(peers) if peers else None
    line = {
        "name": "numerals",
        "value": round(rate),
        "unit": "per_second",
        "floor": round(floor) if floor else None,
        "ratio": round(rate / floor, 2) if floor else None,
        "peer": "PyThaiNLP" if floor else None,
        "note": what,
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)


def _seconds(call: Callable[[], object]) -> float:
    """Processor time of the quickest round."""
    call()
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        call()
        best = min(best, time.process_time() - start)
    return max(best, 1e-9)


if __name__ == "__main__":
    main()
