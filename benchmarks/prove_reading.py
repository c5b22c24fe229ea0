"""Proof: no file makes reading crash or hang, and the same file always reads the same.

`python -m benchmarks.prove_reading [count]` runs 100,000 spoilt letters and writes docs/proofs/reading.md; fewer only
print their counts. tests/letters/reading/test_spoilt_letters.py runs a short form of the same functions.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks._mutations import docxs, pdfs, spoilt, texts
from core.errors import DomainError
from letters.reading.marks import part_marks
from letters.reading.ocr_doubts import as_guessed
from letters.reading.read import read_parts
from letters.reading.reading_json import reading_as_json
from letters.reading.take_text import TakenText, take_text

FULL_COUNT, SEED = 100_000, 2567
SECONDS = 30  # of a processor: no input may take longer
PATIENCE = 900  # seconds on the clock before a process that uses no processor counts as standing still
MEMORY = 3 * 1024**3
TWICE = 10  # every tenth input is read a second time and must read the same
FORK = multiprocessing.get_context("fork")

Outcome = tuple[int, str, str, float]  # number, "read" or what was refused, digest, seconds


@dataclass
class Counts:
    """What came of a run: refusals by their words, inputs that crashed or hung (none may), the slowest input."""

    read: int = 0
    letters: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, 0)
    digest: str = ""


def read_all(taken: TakenText, data: bytes) -> str:
    """Everything that is read of one file, as one text to compare."""
    parts = read_parts(taken.text, taken.page_starts)
    guessed = [repr(as_guessed(one.reading)) for one in parts[:3]]
    found = [json.dumps(reading_as_json(one.reading), ensure_ascii=False) for one in parts]
    return "\n".join([*found, *guessed, repr(part_marks(data, taken, parts))])


def outcome(seed: int, number: int) -> Outcome:
    """Read input `number`; raise whatever is no DomainError, and AssertionError when it reads differently again."""
    given = spoilt(seed, number)
    began = time.process_time()
    result, kind = _read(given.data, given.name)
    seconds = time.process_time() - began
    if number % TWICE == 0:
        assert _read(given.data, given.name) == (result, kind), f"input {number} reads differently the second time"
    return number, kind, hashlib.sha256(result.encode("utf-8", "surrogatepass")).hexdigest(), seconds


def _read(data: bytes, name: str) -> tuple[str, str]:
    try:
        taken = take_text(data, name, ocr=False)
    except DomainError as error:
        assert error.message and error.remedy and error.field, f"an unclear answer: {error!r}"
        return str(error), error.message
    return read_all(taken, data), f"read {taken.text.count(chr(10))}"


def prove(count: int, seed: int = SEED, processes: int = 2) -> Counts:
    """Read `count` inputs in processes of their own; a process that dies or stands still counts as a failure."""
    texts(), pdfs(), docxs()
    outcomes: dict[int, Outcome] = {}
    counts = Counts()
    share = [range(start, count, processes) for start in range(processes)]
    runs = [_watch(seed, numbers, counts) for numbers in share]
    while runs:
        for run in list(runs):
            done = next(run, None)
            if done is None:
                runs.remove(run)
            else:
                outcomes[done[0]] = done
    return _counted(counts, outcomes)


def _counted(counts: Counts, outcomes: dict[int, Outcome]) -> Counts:
    whole = hashlib.sha256()
    for number, kind, digest, seconds in sorted(outcomes.values()):
        if kind.startswith("read "):
            counts.read += 1
        else:
            counts.refused[kind] += 1
        counts.slowest = max(counts.slowest, (seconds, number))
        whole.update(digest.encode())
    counts.digest = whole.hexdigest()[:16]
    return counts


def _watch(seed: int, numbers: range, counts: Counts) -> Iterator[Outcome]:
    """Outcomes of `numbers` in order, from a process that is replaced whenever an input ends it."""
    left = list(numbers)
    while left:
        receiver, sender = FORK.Pipe(duplex=False)
        process = FORK.Process(target=_work, args=(seed, left, sender))
        process.start()
        sender.close()
        while left:
            number = left[0]
            done = _receive(receiver)
            left.pop(0)
            if isinstance(done, tuple):
                yield done
                continue
            counts.failed.append(f"input {number}: {done or 'ended its process or took too long'}")
            if done is None:
                break
        process.kill()
        process.join()


def _receive(receiver: Connection) -> Outcome | str | None:
    try:
        return receiver.recv() if receiver.poll(PATIENCE) else None
    except EOFError:
        return None


def _work(seed: int, numbers: list[int], sender: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for number in numbers:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)  # its signal ends the process, in PDFium's code too
        try:
            sender.send(outcome(seed, number))
        except Exception as error:
            sender.send(f"{type(error).__name__}: {error}")


REPORT = """# Reading never crashes, never hangs, and reads the same again

{count:,} letters spoilt at chance (texts, PDFs, Word files and noise: parts deleted, doubled, shuffled, broken over
lines, misread as scanners do, filled with junk, cut off, bytes flipped) are taken in and read. Each must be read or
refused with one clear answer within {seconds} seconds of a processor; every {twice}th is read twice and must read the
same.

* Command: `{command}`
* Commit: {commit}
* Seed: {seed}
* Digest of all that was read: {digest}

| Outcome | Inputs |
|---|---:|
| read | {read:,} |
{refused}
| crashed, hung or read differently | {failed:,} |

Slowest input: {slowest:.1f} s of a processor (number {slowest_number}).
The whole run: {minutes:.0f} minutes on 2 cores.
"""


def report(count: int, counts: Counts, took: float) -> str:
    """The proof's page."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
    rows = [f"| refused: {words} | {times:,} |" for words, times in counts.refused.most_common()]
    return REPORT.format(
        count=count,
        seconds=SECONDS,
        twice=TWICE,
        command="python -m benchmarks.prove_reading",
        commit=commit.stdout.strip(),
        seed=SEED,
        digest=counts.digest,
        read=counts.read,
        refused="\n".join(rows),
        failed=len(counts.failed),
        slowest=counts.slowest[0],
        slowest_number=counts.slowest[1],
        minutes=took / 60,
    )


def main(count: int = FULL_COUNT) -> int:
    """Run; write the report of the full count, print that of a smaller one."""
    began = time.monotonic()
    counts = prove(count)
    text = report(count, counts, time.monotonic() - began)
    if count == FULL_COUNT:
        path = Path("docs/proofs/reading.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    print(text)
    print("\n".join(counts.failed[:20]), file=sys.stderr)
    return 1 if counts.failed else 0


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:2])))
