"""The text objects (BT … ET) of Typst's pages, shown again so that every reader finds the words in them.

Thai letters stand over and under each other. Poppler sorts glyphs by place and PDFium passes over a lone space, so a
letter with its marks is shown as one ActualText span that holds exactly what it says, and a space together with the
letter before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby, zip_longest

SARA_AM, NIKHAHIT, SARA_AA = "\u0e33", "\u0e4d", "\u0e32"
_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_OPEN_SARA_AM = re.compile(f"{NIKHAHIT}([\u0e48-\u0e4b]?)$")
_WHOLE_SARA_AM = re.compile(f"{NIKHAHIT}([\u0e48-\u0e4b]?){SARA_AA}")
_SHORT = 0.02  # em; with the spread of letters (0.08 em at most) poppler takes a longer gap for a space

_STRING = rb"\((?:\\.|[^\\()])*\)"
for _ in range(6):  # parentheses stand in strings unescaped while they are balanced
    _STRING = rb"\((?:\\.|[^\\()]|" + _STRING + rb")*\)"
_BLOCK = re.compile(
    rb"(?P<head>q 1 0 0 -1 (?P<x>[-\d.]+) (?P<y>[-\d.]+) cm(?P<colour>[^()\n]*)\n)BT\b(?P<text>.*?)\bET\s*Q\b",
    re.DOTALL,
)
_PIECE = re.compile(
    rb"/Span<<(?:/ActualText(?:<[0-9A-Fa-f]*>|" + _STRING + rb"))?>>\s*BDC|EMC|0 Tr|\s+"
    rb"|/(?P<font>f\d+) (?P<size>[\d.]+) Tf"
    rb"|1 0 0 -1 (?P<x>[-\d.]+) 0 Tm"
    rb"|(?P<shown>" + _STRING + rb"|\[(?:" + _STRING + rb"|[-\d.\s])*\])\s*T[jJ]",
    re.DOTALL,
)
_ITEM = re.compile(_STRING + rb"|[-\d.]+", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass
class FontFacts:
    """Of one font in a page's stream: the character each glyph code draws, and its width in thousandths of an em."""

    characters: dict[int, str]
    widths: dict[int, float]

    @cached_property
    def space(self) -> int | None:
        """The code that shows a space, if the font has one."""
        return next((code for code, character in self.characters.items() if character == " "), None)


@dataclass(frozen=True)
class _Glyph:
    font: bytes
    size: float
    x: float
    y: float
    code: int
    character: str
    width: float

    @property
    def end(self) -> float:
        return self.x + self.width


@dataclass
class _Block:
    """A text object: where it starts on the page, its colour operators, its glyphs; left as it is when not `known`."""

    match: re.Match[bytes]
    glyphs: list[_Glyph]
    known: bool

    @property
    def x(self) -> float:
        return float(self.match["x"])

    @property
    def y(self) -> float:
        return float(self.match["y"])


@dataclass
class _Piece:
    """Glyphs shown by one operator; `spanned` when they need an ActualText to be read right."""

    glyphs: list[_Glyph] = field(default_factory=list)
    spanned: bool = False
    tail: str = ""

    @property
    def text(self) -> str:
        text = "".join(glyph.character for glyph in self.glyphs)
        return _WHOLE_SARA_AM.sub(rf"\1{SARA_AM}", text) + self.tail


def show_again(stream: bytes, fonts: dict[bytes, FontFacts]) -> bytes:
    """Return the page's `stream` with its text objects rewritten; one that holds anything unknown stays as it is."""

    blocks = [_block(match, fonts) for match in _BLOCK.finditer(stream)]
    before = None
    for block in blocks:
        if before:
            _give_back_marks(before, block)
        if block.glyphs or not block.known:
            before = block
    shown = [block for block in blocks if block.glyphs]
    for block, following in zip_longest(shown, shown[1:]):
        _stretch_spaces(block, following)
    out, at = [], 0
    for block in blocks:
        out += [stream[at : block.match.start()], _shown(block, fonts)]
        at = block.match.end()
    return b"".join(out) + stream[at:]


def _shown(block: _Block, fonts: dict[bytes, FontFacts]) -> bytes:
    if not block.known:
        return block.match.group()
    if not block.glyphs:
        return b""
    pieces = b"".join(_show(piece, fonts) for piece in _pieces(block.glyphs))
    return block.match["head"] + b"BT 0 Tr" + pieces + b"\nET\nQ"


def _give_back_marks(before: _Block, block: _Block) -> None:
    """Move marks (raised a little, so set apart) and spaces that begin `block` to the letter that ends `before`."""
    while before.glyphs and block.glyphs and before.match["colour"] == block.match["colour"]:
        mark, letter = block.glyphs[0], before.glyphs[-1]
        x, y = mark.x + block.x - before.x, mark.y + before.y - block.y
        near = abs(x - letter.end) < mark.size and abs(y - letter.y) < mark.size
        text = "".join(glyph.character for glyph in before.glyphs[-3:])
        if not near or not (mark.character == " " or _belongs(text, mark)):
            return
        before.glyphs.append(replace(mark, x=x, y=y))
        del block.glyphs[0]


def _stretch_spaces(block: _Block, following: _Block | None) -> None:
    """Let each space end where the next letter begins: poppler would see the rest of a wide one as a second space."""
    for index, glyph in enumerate(block.glyphs):
        if glyph.character != " ":
            continue
        if index + 1 < len(block.glyphs):
            next_x = block.glyphs[index + 1].x
        elif following and abs(following.y - block.y) < glyph.size:
            next_x = following.glyphs[0].x + following.x - block.x
        else:
            continue
        if 0 < next_x - glyph.end < 4 * glyph.size:
            block.glyphs[index] = replace(glyph, x=next_x - glyph.width)


def _block(match: re.Match[bytes], fonts: dict[bytes, FontFacts]) -> _Block:
    glyphs = _read(match["text"], fonts)
    return _Block(match, glyphs or [], known=glyphs is not None)


def _read(block: bytes, fonts: dict[bytes, FontFacts]) -> list[_Glyph] | None:
    """Return the glyphs of a text object with their places, None when it holds an operator unknown here."""
    glyphs: list[_Glyph] = []
    at, font, size, x = 0, b"", 0.0, 0.0
    while at < len(block):
        match = _PIECE.match(block, at)
        if match is None:
            return None
        at = match.end()
        if match["font"]:
            font, size = match["font"], float(match["size"])
        elif match["x"]:
            x = float(match["x"])
        elif match["shown"]:
            if font not in fonts:
                return None
            shown = list(_glyphs(match["shown"], font, size, x, fonts[font]))
            glyphs += shown
    return glyphs


def _glyphs(shown: bytes, font: bytes, size: float, x: float, facts: FontFacts) -> Iterator[_Glyph]:
    for item in _ITEM.findall(shown):
        if not item.startswith(b"("):
            x -= float(item) * size / 1000
            continue
        codes = _unescape(item[1:-1])
        for at in range(0, len(codes) - 1, 2):
            code = int.from_bytes(codes[at : at + 2], "big")
            width = facts.widths.get(code, 0.0) * size / 1000
            yield _Glyph(font, size, x, 0.0, code, facts.characters.get(code, ""), width)
            x += width


def _pieces(glyphs: list[_Glyph]) -> list[_Piece]:
    pieces = _join_single_letters(_join(_clusters(glyphs)))
    whole = "".join(piece.text for piece in pieces)
    if whole.endswith("-"):  # readers take a hyphen at a line's end for a broken word
        return [_Piece(glyphs, spanned=True, tail=" ")]
    return pieces


def _clusters(glyphs: Iterable[_Glyph]) -> Iterator[_Piece]:
    """Letters with the marks over and under them."""
    piece = _Piece()
    for glyph in glyphs:
        if piece.glyphs and not _belongs(piece.text, glyph):
            yield piece
            piece = _Piece()
        piece.glyphs.append(glyph)
        piece.spanned = len(piece.glyphs) > 1
    if piece.glyphs:
        yield piece


def _belongs(text: str, glyph: _Glyph) -> bool:
    """Whether `glyph` is a mark of the letter that ends `text`, or the second half of its sara am."""
    return bool(_MARK.match(glyph.character) or (glyph.character == SARA_AA and _OPEN_SARA_AM.search(text)))


def _join(clusters: Iterable[_Piece]) -> list[_Piece]:
    """Join plain letters into runs, and a space to what stands before it."""
    pieces: list[_Piece] = []
    for cluster in clusters:
        last = pieces[-1] if pieces else None
        same_font = last is not None and _face(last) == _face(cluster)
        if last is not None and same_font and (cluster.text == " " or not (last.spanned or cluster.spanned)):
            last.glyphs += cluster.glyphs
        else:
            pieces.append(cluster)
    return pieces


def _join_single_letters(pieces: list[_Piece]) -> list[_Piece]:
    """Join a letter on its own to the span before it: PDFium guesses the direction of writing for a single glyph."""
    joined: list[_Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        alone = len(piece.glyphs) == 1 and last is not None and last.spanned and _face(last) == _face(piece)
        if last is not None and alone and len({glyph.y for glyph in last.glyphs}) == 1:
            last.glyphs += piece.glyphs
        else:
            joined.append(piece)
    return joined


def _face(piece: _Piece) -> tuple[bytes, float]:
    return piece.glyphs[0].font, piece.glyphs[0].size


def _show(piece: _Piece, fonts: dict[bytes, FontFacts]) -> bytes:
    glyphs = _kept_together(piece.glyphs, fonts[piece.glyphs[0].font]) if piece.spanned else piece.glyphs
    operators = b" ".join(_show_on_line(list(line)) for _, line in groupby(glyphs, key=lambda glyph: glyph.y))
    if not piece.spanned:
        return b"\n" + operators
    text = piece.text.encode("utf-16-be").hex().upper().encode()
    return b"\n/Span<</ActualText<FEFF" + text + b">>>BDC " + operators + b" EMC"


def _kept_together(glyphs: list[_Glyph], facts: FontFacts) -> list[_Glyph]:
    """Return the glyphs of a span with spaces that draw nothing, where a reader would tear it apart.

    PDFium sorts text objects by their left end: a raised mark beginning at the next letter would come after it.
    Poppler measures a span from its first glyph to its last: after a mark far left it would see a gap, a space.
    """
    letter = next((glyph for glyph in reversed(glyphs) if not _MARK.match(glyph.character)), glyphs[0])
    slack = _SHORT * letter.size
    if facts.space is None:
        return glyphs
    width = facts.widths.get(facts.space, 0.0) * letter.size / 1000
    space = replace(letter, code=facts.space, character="", width=width)
    kept: list[_Glyph] = []
    for glyph in glyphs:
        if glyph.y != letter.y and glyph.x > letter.end - slack:
            kept.append(replace(space, x=glyph.x - width, y=glyph.y))
        kept.append(glyph)
    return [*kept, replace(space, x=letter.end - width)] if letter.end - glyphs[-1].end > slack else kept


def _show_on_line(glyphs: list[_Glyph]) -> bytes:
    first = glyphs[0]
    shown = "<"
    end = first.x
    for glyph in glyphs:
        shift = _number((end - glyph.x) * 1000 / first.size)
        shown += f"{glyph.code:04x}" if shift == "0" else f">{shift}<{glyph.code:04x}"
        end = glyph.end
    place = f"{_number(first.x)} {_number(first.y)}"
    return f"/{first.font.decode()} {_number(first.size)} Tf 1 0 0 -1 {place} Tm[{shown}>]TJ".encode()


def _number(value: float) -> str:
    return f"{round(value, 3) + 0.0:.3f}".rstrip("0").rstrip(".")


def _unescape(string: bytes) -> bytes:
    def replace(match: re.Match[bytes]) -> bytes:
        code = match.group(1)
        return bytes([int(code, 8) & 255]) if code[:1].isdigit() else _ESCAPES.get(code, code)

    return _ESCAPE.sub(replace, string)
