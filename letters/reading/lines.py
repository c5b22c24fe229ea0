"""The lines of a letter: where each stands, on which page, and which are page marks, not text.

ระเบียบงานสารบรรณ prints the page number "- ๒ -" at the head of every page but the first, and at a page's foot the first
words of the next page after a slash, "/คณะกรรมการ...". Both are left out of the text, or words would stand twice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from thai_numerals import to_arabic

_PAGE_MARK = re.compile(
    r"[-–—~]\s{0,4}[0-9]{1,3}\s{0,4}[-–—~]"
    r"|หน้า(?:ที่)?\s{0,4}[0-9]{1,3}(?:\s{0,3}(?:/|จาก|of)\s{0,3}(?:หน้า\s{0,3})?[0-9]{1,3})?(?:\s{0,3}หน้า)?"
    r"|[Pp]age\s{1,3}[0-9]{1,3}(?:\s{0,3}(?:/|of)\s{0,3}[0-9]{1,3})?"
    r"|-{3,}\s{0,3}[Pp]age\s{0,3}[0-9]{1,3}\s{0,3}-{3,}"
)
_LONE_NUMBER = re.compile(r"[0-9]{1,3}")
_CATCH_WORD = re.compile(r"(?:\A|\s)/\s{0,3}(?P<word>[^/]{1,80}?)\s{0,3}(?:\.{2,}|…)\s{0,3}\Z")
_CATCH_WORD_BARE = re.compile(r"\A/\s{0,3}(?P<word>[ก-๙๐-๙(][^/]{1,60})\Z")
_RULER = re.compile(r"[-|_=*.:+\s…~]{1,400}")
_FEW, _RARELY = 12, 0.12  # lines of a text from which its spacing can be told; lines that adjoin in a spaced-out one
_LONGEST_MARK = 40
_GAP = re.compile(r" {2,}| {0,3}\| {0,3}")
_HTML = re.compile(r"</?[a-z]{1,6}/?>")


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a line that stands apart by two or more spaces or a table's bar: two columns give two cells."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line without the spaces around it: [start, end) in the letter's text, page from 1.

    `indent` counts the spaces before it; `blank_before` says whether an empty line (or a page's end) stands above it;
    `mark` is True for page numbers, catch-words and rules of tables, which are no text of the letter.
    """

    start: int
    end: int
    text: str
    page: int
    indent: int = 0
    blank_before: bool = False
    mark: bool = False

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The pieces of the line, from left to right."""
        cells = []
        at = 0
        for gap in [*_GAP.finditer(self.text), None]:
            end = gap.start() if gap else len(self.text)
            if gap and self.text.count("(", at, end) > self.text.count(")", at, end) and ")" in self.text[end:]:
                continue  # "( นายผล   ดำธรรม )" is one piece
            if self.text[at:end].strip():
                cells.append(Cell(self.start + at, self.start + end, self.text[at:end]))
            at = gap.end() if gap else end
        return tuple(cells)

    @property
    def table_row(self) -> bool:
        """Whether bars part its cells, as in a table."""
        return self.text.count("|") >= 2


def split_lines(text: str, page_starts: tuple[int, ...] = (0,)) -> list[Line]:
    """The lines of `text` that hold anything, page marks told from text. `page_starts` are offsets, rising."""
    lines: list[Line] = []
    starts = sorted(set(page_starts) | {0})
    at = 0
    blanks = 0
    usual = _usual_blanks(text)
    for raw in text.split("\n"):
        body = raw.strip(" |>") if raw.lstrip().startswith("|") else raw.strip()
        if body:
            start = at + raw.index(body)
            page = bisect_right(starts, start)
            blank = blanks > usual or (bool(lines) and page != lines[-1].page)
            indent = len(raw) - len(raw.lstrip())
            lines.append(Line(start, start + len(body), body, page, indent, blank))
            blanks = 0
        else:
            blanks += 1
        at += len(raw) + 1
    return _mark(lines)


def _usual_blanks(text: str) -> int:
    """1 where a scanner put an empty line between all printed lines, so that one says nothing; else 0."""
    lines = [bool(raw.strip()) for raw in text.split("\n")]
    printed = sum(lines)
    adjoining = sum(one and other for one, other in zip(lines, lines[1:], strict=False))
    return 1 if printed > _FEW and adjoining < printed * _RARELY else 0


def _mark(lines: list[Line]) -> list[Line]:
    """The same lines with page numbers, rules and catch-words marked; a catch-word behind text is cut off its line."""
    marked: list[Line] = []
    for index, line in enumerate(lines):
        first_of_page = line.page > 1 and line.page != lines[index - 1].page
        if _is_page_mark(line, first_of_page):
            marked.append(_as_mark(line))
            continue
        catch = _catch_word(line, lines[index + 1 : index + 6])
        if catch is None:
            marked.append(line)
        elif catch == 0:
            marked.append(_as_mark(line))
        else:
            kept = line.text[:catch].rstrip()
            marked.append(Line(line.start, line.start + len(kept), kept, line.page, line.indent, line.blank_before))
            marked.append(Line(line.start + catch, line.end, line.text[catch:], line.page, line.indent, mark=True))
    return marked


def _as_mark(line: Line) -> Line:
    return Line(line.start, line.end, line.text, line.page, line.indent, line.blank_before, mark=True)


def _is_page_mark(line: Line, first_of_page: bool) -> bool:
    if not line.text[0].isalnum() and _RULER.fullmatch(line.text):
        return True
    if len(line.text) > _LONGEST_MARK:
        return False
    folded = to_arabic(line.text)
    if _PAGE_MARK.fullmatch(folded):
        return True
    return first_of_page and bool(_LONE_NUMBER.fullmatch(folded)) and int(folded) == line.page


def _catch_word(line: Line, following: list[Line]) -> int | None:
    """Where in the line its catch-word begins, or None. Without dots it counts only when the next page repeats it."""
    if "/" not in line.text:
        return None
    tail = max(0, len(line.text) - 100)
    found = _CATCH_WORD.search(line.text, tail)
    if found and (found.start() == 0 or line.text[found.start()].isspace()):
        if found["word"].isascii() and not _repeated(found["word"], following):
            return None
        return found.start()
    bare = _CATCH_WORD_BARE.match(line.text)
    return 0 if bare and _repeated(bare["word"], following) else None


def _repeated(word: str, following: list[Line]) -> bool:
    squeezed = "".join(word.split())
    return bool(squeezed) and any("".join(line.text.split()).startswith(squeezed) for line in following)
