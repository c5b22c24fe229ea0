"""Repair of the text layer of Typst's Thai pages: searching สำนักงาน finds every one.

Typst gives each glyph of a cluster the whole cluster's text (ถิ่ถิ่น) and wraps clusters in ActualText spans full of
our own joiners (typst #7610, krilla #411). Here every glyph gets its own single character, read from the typeface by
its outline, and ActualText stays only where it says something the glyphs cannot: sara am.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

from documents.printable_text import FONT_FOLDER

SARA_AM = "\u0e33"
_INVISIBLE = re.compile("[\u2060\u200b]")
_STRING = rb"\((?:\\.|[^\\()])*\)"
_ACTUAL_TEXT = re.compile(rb"/ActualText(?:<FEFF([0-9A-Fa-f]*)>|" + _STRING + rb")", re.DOTALL)
_LATER_SHOW = re.compile(
    rb"(?<=[\])])(TJ|Tj)((?:\s*EMC)?) 0 Tr/(f\d+) [\d.]+ Tf 1 0 0 -1 [-\d.]+ 0 Tm(" + _STRING + rb")Tj",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_BFCHAR = re.compile(r"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
_CMAP_HEAD = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
)
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"

Outline = tuple[Any, ...]


def repair_text_layer(pdf_bytes: bytes) -> bytes:
    """Return the PDF with one character a glyph and spaces kept; same input, same bytes."""
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        for font in _composite_fonts(pdf):
            _rewrite_to_unicode(pdf, font)
        for page in pdf.pages:
            contents = page.Contents
            parts = contents if isinstance(contents, pikepdf.Array) else [contents]
            stream = _ACTUAL_TEXT.sub(_keep_sara_am, b"\n".join(part.read_bytes() for part in parts))
            page.Contents = pdf.make_stream(_join_lone_spaces(stream, _spaces_of_fonts(page)))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def warm_up() -> None:
    """Read the typeface's outlines (about 0.2 s) before the first letter needs them."""
    for face in ("Sarabun-Regular", "Sarabun-Bold"):
        _characters_by_outline(face)


def _composite_fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == "/Type0" and "/ToUnicode" in thing:
            yield thing


def _rewrite_to_unicode(pdf: pikepdf.Pdf, font: pikepdf.Dictionary) -> None:
    face = str(font.BaseFont).split("+")[-1].split("-Identity")[0]
    program = font.DescendantFonts[0].FontDescriptor.get("/FontFile2")
    if program is None or not (FONT_FOLDER / f"{face}.ttf").exists():
        return
    by_outline = _characters_by_outline(face)
    subset = TTFont(io.BytesIO(program.read_bytes()))
    names = subset.getGlyphOrder()
    characters = {}
    for glyph, text in _read_cmap(font.ToUnicode.read_bytes().decode("latin-1")).items():
        text = _INVISIBLE.sub("", text)
        if len(text) != 1 or text == SARA_AM:
            text = by_outline.get(_outline(subset, names[glyph]), text[:1])
        characters[glyph] = text.replace("\u00a0", " ") or " "
    font.ToUnicode = pdf.make_stream(_write_cmap(characters))


def _read_cmap(cmap: str) -> dict[int, str]:
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in _BFCHAR.findall(cmap)}


def _write_cmap(characters: dict[int, str]) -> bytes:
    lines = [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>" for code, text in sorted(characters.items())]
    blocks = (lines[at : at + 100] for at in range(0, len(lines), 100))
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (_CMAP_HEAD + body + _CMAP_TAIL).encode("ascii")


@lru_cache(maxsize=8)
def _characters_by_outline(face: str) -> dict[Outline, str]:
    """Outline of each glyph of the whole typeface -> the character it draws (uni0E48.small draws U+0E48)."""
    font = TTFont(FONT_FOLDER / f"{face}.ttf")
    character_of = {glyph: chr(code) for code, glyph in sorted(font.getBestCmap().items(), reverse=True)}
    found: dict[Outline, str] = {}
    for glyph in font.getGlyphOrder():
        named = re.match(r"uni([0-9A-F]{4})(?:\.|$)", glyph)
        character = character_of.get(glyph) or (chr(int(named.group(1), 16)) if named else None)
        if character:
            found.setdefault(_outline(font, glyph), character)
    return found


def _outline(font: TTFont, name: str) -> Outline:
    table = font["glyf"]
    glyph = table[name]
    points = tuple(glyph.getCoordinates(table)[0]) if glyph.numberOfContours else ()
    return (font["hmtx"][name][0], points)


def _spaces_of_fonts(page: pikepdf.Page) -> dict[bytes, set[bytes]]:
    """Font name in the page's stream -> the two-byte codes that show a space."""
    spaces = {}
    for name, font in page.Resources.get("/Font", pikepdf.Dictionary()).items():
        cmap = _read_cmap(font.ToUnicode.read_bytes().decode("latin-1"))
        spaces[name[1:].encode()] = {code.to_bytes(2, "big") for code, text in cmap.items() if text == " "}
    return spaces


def _join_lone_spaces(stream: bytes, spaces: dict[bytes, set[bytes]]) -> bytes:
    """Show a space that stands in a text object of its own together with the letters before it.

    PDFium passes over a text object that draws nothing, and so lost the space after ปี, ดี, สิทธิ์.
    """
    out = bytearray()
    done = 0
    for match in _LATER_SHOW.finditer(stream):
        operator, end_of_span, font, string = match.groups()
        if _unescape(string[1:-1]) not in spaces.get(font, ()):
            continue
        out += stream[done : match.start()]
        shown = out.pop()  # the ] or ) before the operator
        out += (string if shown == ord("]") else string[1:-1]) + bytes([shown])
        if end_of_span:
            _add_space_to_actual_text(out)
        out += operator + end_of_span
        done = match.end()
    return bytes(out + stream[done:])


def _add_space_to_actual_text(out: bytearray) -> None:
    opened = out.rfind(b"/Span<<")
    if out[opened:].startswith(b"/Span<</ActualText<FEFF"):
        end = out.index(b">", opened + len(b"/Span<</ActualText<"))
        out[end:end] = b"0020"


def _unescape(string: bytes) -> bytes:
    def replace(match: re.Match[bytes]) -> bytes:
        code = match.group(1)
        return bytes([int(code, 8) & 255]) if code[:1].isdigit() else _ESCAPES.get(code, code)

    return _ESCAPE.sub(replace, string)


def _keep_sara_am(match: re.Match[bytes]) -> bytes:
    if match.group(1) is None:
        return b""
    text = _INVISIBLE.sub("", bytes.fromhex(match.group(1).decode()).decode("utf-16-be"))
    if SARA_AM not in text:
        return b""
    return b"/ActualText<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"
