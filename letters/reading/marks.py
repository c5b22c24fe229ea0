"""Where on the pages the values stand that were read, so that a person sees each one marked on the picture."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from documents.read_pdf import Box, boxes
from letters.reading.normalise import normalise_tracked
from letters.reading.read import ReadPart
from letters.reading.reading import Span
from letters.reading.take_text import RawPage, TakenText, join_pages


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle on page `page` (from 1), in fractions of the page's width and height from its upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    def percent(self) -> list[float]:
        """[page, left, top, width, height], the last four in percent of the page, as the import page keeps them."""
        sizes = (self.left, self.top, self.right - self.left, self.bottom - self.top)
        return [self.page, *(round(100 * size, 2) for size in sizes)]


def marks(data: bytes, taken: TakenText, spans: Mapping[str, Sequence[Span]]) -> dict[str, list[Mark]]:
    """Return for each key the rectangles of its spans (offsets in `taken.text`), one a printed line.

    `data` is the file `taken` came from. Text and Word files have no pages to mark: every list is empty.
    """
    found: dict[str, list[Mark]] = {key: [] for key in spans}
    if not taken.pages or not any(spans.values()):
        return found
    text, starts = join_pages(taken.pages)
    origins = normalise_tracked(text).origins
    asked = [(key, page, chars) for key, some in spans.items() for page, chars in _chars(some, origins, starts, taken)]
    printed = [(page, chars) for _, page, chars in asked if not taken.pages[page].scan]
    drawn = iter(boxes(data, printed) if printed else [])
    for key, page, chars in asked:
        scan = taken.pages[page].scan
        for box in _scan_boxes(taken.pages[page], chars) if scan else next(drawn):
            found[key].append(Mark(page + 1, box.left, box.top, box.right, box.bottom))
    return found


def part_marks(data: bytes, taken: TakenText, parts: Sequence[ReadPart]) -> list[dict[str, list[Mark]]]:
    """Return for each letter the marks of its fields by name, and of its doubts as "d0", "d1" … in their order."""
    spans: dict[str, list[Span]] = {}
    for number, one in enumerate(parts):
        places = {name: list(found) for name, found in one.reading.found.items()}
        places |= {f"d{at}": [doubt.span] for at, doubt in enumerate(one.reading.doubts) if doubt.span}
        for name, found in places.items():
            spans[f"{number} {name}"] = [(start + one.part.start, end + one.part.start) for start, end in found]
    marked = marks(data, taken, spans)
    by_part: list[dict[str, list[Mark]]] = [{} for _ in parts]
    for key, rectangles in marked.items():
        part, name = key.split(" ", 1)
        by_part[int(part)][name] = rectangles
    return by_part


def _chars(
    spans: Sequence[Span], origins: list[int], starts: list[int], taken: TakenText
) -> list[tuple[int, list[int]]]:
    """For each span the source's character indices on each page it touches."""
    found: list[tuple[int, list[int]]] = []
    for start, end in spans:
        on_page: dict[int, list[int]] = {}
        for offset in range(max(start, 0), min(end, len(origins))):
            page = bisect_right(starts, origins[offset]) - 1
            at = origins[offset] - starts[page]
            chars = taken.pages[page].chars
            if at < len(chars) and chars[at] >= 0 and not taken.text[offset].isspace():
                on_page.setdefault(page, []).append(chars[at])
        found += on_page.items()
    return found


def _scan_boxes(page: RawPage, words: list[int]) -> list[Box]:
    scan = page.scan
    if scan is None:
        return []
    lines: dict[tuple[str, str, str], list[int]] = {}
    for at in words:
        word = scan.words[at]
        line = lines.setdefault(word.line, [word.left, word.top, word.right, word.bottom])
        line[:] = [*map(min, line[:2], (word.left, word.top)), *map(max, line[2:], (word.right, word.bottom))]
    wide, high = scan.width, scan.height
    return [Box(left / wide, top / high, right / wide, bottom / high) for left, top, right, bottom in lines.values()]
