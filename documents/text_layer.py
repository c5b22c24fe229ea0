"""Repair of the text layer of Typst's Thai pages: searching สำนักงาน finds every one.

Typst gives each glyph of a cluster the whole cluster's text, some twice (ถิ่ถิ่น), with our own joiners in it (typst
#7610, krilla #411). Here every glyph gets its own single character, read from the typeface by its outline, and the
text objects are shown again with spans of our own.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

from documents.printable_text import FONT_FOLDER
from documents.text_objects import SARA_AM, FontFacts, show_again

_INVISIBLE = re.compile("[\u2060\u200b]")
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
            stream = b"\n".join(part.read_bytes() for part in parts)
            page.Contents = pdf.make_stream(show_again(stream, _fonts_of(page)))
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
            text = _without_ligatures(by_outline.get(_outline(subset, names[glyph]), text[:1]))
        characters[glyph] = text.replace("\u00a0", " ") or " "
    font.ToUnicode = pdf.make_stream(_write_cmap(characters))


def _without_ligatures(text: str) -> str:
    return unicodedata.normalize("NFKC", text) if "\ufb00" <= text <= "\ufb06" else text


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
        base = glyph.split(".")[0]
        character = character_of.get(glyph) or character_of.get(base) or _characters_of_name(base)
        if character:
            found.setdefault(_outline(font, glyph), character)
    return found


def _characters_of_name(glyph: str) -> str:
    """uni0E4D0E48 -> U+0E4D U+0E48; empty for other names."""
    named = re.fullmatch(r"uni((?:[0-9A-F]{4})+)", glyph)
    return bytes.fromhex(named.group(1)).decode("utf-16-be") if named else ""


def _outline(font: TTFont, name: str) -> Outline:
    table = font["glyf"]
    glyph = table[name]
    points = tuple(glyph.getCoordinates(table)[0]) if glyph.numberOfContours else ()
    return (font["hmtx"][name][0], points)


def _fonts_of(page: pikepdf.Page) -> dict[bytes, FontFacts]:
    """Name in the page's stream -> what the font's glyphs say and how wide they are."""
    return {
        name[1:].encode(): FontFacts(
            _read_cmap(font.ToUnicode.read_bytes().decode("latin-1")), _widths(font.DescendantFonts[0])
        )
        for name, font in page.Resources.get("/Font", pikepdf.Dictionary()).items()
        if font.get("/Subtype") == "/Type0" and "/ToUnicode" in font
    }


def _widths(descendant: pikepdf.Object) -> dict[int, float]:
    """Read a composite font's /W: `first [w w …]` and `first last w`."""
    widths: dict[int, float] = {}
    entries = list(descendant.get("/W", []))
    while entries:
        first = int(entries.pop(0))
        second = entries.pop(0)
        if isinstance(second, pikepdf.Array):
            widths.update({first + at: float(width) for at, width in enumerate(second)})
        else:
            widths.update(dict.fromkeys(range(first, int(second) + 1), float(entries.pop(0))))
    return widths
