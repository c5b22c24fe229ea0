"""The text of a Word file as it looks on paper: numbers of lists, text boxes, tables, headers, page breaks.

python-docx leaves out text boxes and automatic numbers; a letter's letterhead or its points ๑. ๒. may be just these.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from documents.upload_checks import MEGABYTE, UploadRefused
from documents.word_numbering import WORD, Numbering, numbered, read_numbering

MAX_PART_BYTES = 24 * MEGABYTE
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PAGE_MARK = re.compile(r"[\s\-–—/.…]*(?:หน้า)?[\s\-–—]*[0-9๐-๙]{0,3}[\s\-–—/.…]*")
_PAGE_BREAK, _SEEN_BREAK = "\f", "\x1c"  # a break set by hand; one Word noted when it last laid the page out
_NEVER_SHOWN = {WORD + tag for tag in ("moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "footnoteReference")}
_DEPTH = 60


@dataclass(frozen=True, slots=True)
class DocxText:
    """The text, tabs kept, and the offsets at which pages begin as far as the file tells (the first is 0)."""

    text: str
    page_starts: tuple[int, ...]


@dataclass
class _Reader:
    numbering: Numbering
    lines: list[str] = field(default_factory=list)


def read_docx(content: bytes) -> DocxText:
    """Return the text of `content`, a DOCX that `check_upload` let pass. Raises UploadRefused: damaged, zip_bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            document = _part(archive, "word/document.xml")
            if document is None:
                raise _damaged()
            reader = _Reader(
                read_numbering(
                    _part(archive, "word/numbering.xml"), _part(archive, "word/styles.xml", only_with=b"numPr")
                ),
            )
            head, foot = _head_and_foot(archive, document, reader.numbering)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, KeyError, OSError, EOFError) as error:
        raise _damaged() from error
    except (ValueError, RuntimeError, RecursionError) as error:
        if isinstance(error, UploadRefused):
            raise
        raise _damaged() from error
    body = document.find(WORD + "body")
    if body is not None:
        _read_blocks(reader, body, _DEPTH)
    return _with_pages("\n".join([*head, *reader.lines, *foot]))


def _with_pages(text: str) -> DocxText:
    starts, length = [0], 0
    pieces: list[str] = []
    for piece in re.split(f"([{_PAGE_BREAK}{_SEEN_BREAK}])", text):
        if piece in (_PAGE_BREAK, _SEEN_BREAK):
            if piece == _PAGE_BREAK and pieces and not pieces[-1].endswith("\n"):
                pieces.append("\n")
                length += 1
            if length > starts[-1]:
                starts.append(length)
        elif piece:
            pieces.append(piece)
            length += len(piece)
    return DocxText("".join(pieces), tuple(start for start in starts if start < length or start == 0))


def _part(archive: zipfile.ZipFile, name: str, only_with: bytes = b"") -> Any:  # noqa: ANN401 (lxml elements)
    """A part's XML, or None when there is none, or none with `only_with` in it; entities are never resolved."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return None
    if entry.file_size > MAX_PART_BYTES:
        raise UploadRefused(
            "zip_bomb",
            "the file unpacks to far more than it may",
            "save it again with less in it",
            max_bytes=MAX_PART_BYTES,
        )
    data = archive.read(entry)
    if only_with not in data:
        return None
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise _damaged()
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _damaged() from error


def _head_and_foot(archive: zipfile.ZipFile, document: Any, numbering: Numbering) -> tuple[list[str], list[str]]:  # noqa: ANN401
    """The first page's header and footer; what only counts pages is left out."""
    relations = _part(archive, "word/_rels/document.xml.rels")
    targets = {} if relations is None else {one.get("Id"): one.get("Target", "") for one in relations}
    section = next(document.iter(WORD + "sectPr"), None)
    if section is None:
        return [], []
    wanted = "first" if section.find(WORD + "titlePg") is not None else "default"
    found: dict[str, list[str]] = {"header": [], "footer": []}
    for place, lines in found.items():
        for one in section.findall(f"{WORD}{place}Reference"):
            if one.get(WORD + "type", "default") == wanted:
                part = _part(archive, "word/" + targets.get(one.get(_RELATION + "id"), "").lstrip("/"))
                reader = _Reader(numbering)
                if part is not None:
                    _read_blocks(reader, part, _DEPTH)
                lines += [line for line in reader.lines if not _PAGE_MARK.fullmatch(line)]
    return found["header"], found["footer"]


def _read_blocks(reader: _Reader, parent: Any, depth: int) -> None:  # noqa: ANN401
    """Paragraphs and tables in order, those inside content controls too."""
    if depth == 0:
        raise _damaged()
    for child in parent:
        if child.tag == WORD + "p":
            _read_paragraph(reader, child, depth)
        elif child.tag == WORD + "tbl":
            _read_table(reader, child, depth)
        elif child.tag in (WORD + "sdt", WORD + "sdtContent", WORD + "ins", WORD + "customXml"):
            _read_blocks(reader, child, depth - 1)


def _read_paragraph(reader: _Reader, paragraph: Any, depth: int) -> None:  # noqa: ANN401
    pieces: list[str] = []
    boxes: list[Any] = []
    _collect(paragraph, pieces, boxes, depth)
    words = "".join(pieces)
    label = _label(reader.numbering, paragraph)
    if label and words.strip():
        words = f"{label} {words}"
    if paragraph.find(f"{WORD}pPr/{WORD}pageBreakBefore") is not None:
        words = _PAGE_BREAK + words
    reader.lines.append(words)
    for box in boxes:
        _read_blocks(reader, box, depth - 1)


def _label(numbering: Numbering, paragraph: Any) -> str:  # noqa: ANN401
    place = numbered(paragraph)
    if place is None:
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        place = numbering.styles.get(style.get(WORD + "val", "")) if style is not None else None
    return "" if place is None or place[0] == "0" else numbering.label(*place)


def _collect(element: Any, pieces: list[str], boxes: list[Any], depth: int) -> None:  # noqa: ANN401
    if depth == 0:
        raise _damaged()
    for child in element:
        tag = child.tag
        if tag in _NEVER_SHOWN or not isinstance(tag, str):
            continue
        if tag == WORD + "r" and _is_hidden(child):
            continue
        if tag == WORD + "t":
            pieces.append(child.text or "")
        elif tag == WORD + "txbxContent":
            boxes.append(child)
        elif tag == _COMPATIBLE + "AlternateContent":
            _collect_one_choice(child, pieces, boxes, depth - 1)
        elif (shown := _shown_as(child)) is not None:
            pieces.append(shown)
        else:
            _collect(child, pieces, boxes, depth - 1)


def _collect_one_choice(element: Any, pieces: list[str], boxes: list[Any], depth: int) -> None:  # noqa: ANN401
    """A drawing stands twice, for new and for old programs: read the first that holds text."""
    for choice in element:
        words: list[str] = []
        found: list[Any] = []
        _collect(choice, words, found, depth)
        if found or any(words):
            pieces += words
            boxes += found
            return


def _shown_as(element: Any) -> str | None:  # noqa: ANN401
    """What an element that is not text looks like, or None when it holds others."""
    tag = element.tag
    if tag == WORD + "br":
        return _PAGE_BREAK if element.get(WORD + "type") == "page" else "\n"
    if tag == WORD + "sym":
        code = element.get(WORD + "char", "")
        return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else ""
    simple = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
    simple["lastRenderedPageBreak"] = _SEEN_BREAK
    return simple.get(tag.removeprefix(WORD)) if tag.startswith(WORD) else None


def _is_hidden(run: Any) -> bool:  # noqa: ANN401
    vanish = run.find(f"{WORD}rPr/{WORD}vanish")
    return vanish is not None and vanish.get(WORD + "val", "1") not in ("0", "false", "off")


def _read_table(reader: _Reader, table: Any, depth: int) -> None:  # noqa: ANN401
    """Each row as "a | b"; cells of several lines side by side, line by line."""
    for row in table.iter(WORD + "tr"):
        if next(row.iterancestors(WORD + "tbl")) is not table:
            continue
        cells = []
        for cell in row.findall(WORD + "tc"):
            inner = _Reader(reader.numbering)
            _read_blocks(inner, cell, depth - 1)
            cells.append([line for text in inner.lines for line in text.split("\n") if line.strip()])
        for at in range(max((len(cell) for cell in cells), default=0)):
            line = [cell[at].strip() if at < len(cell) else "" for cell in cells]
            filled = [words for words in line if words]
            one_line_a_cell = all(len(cell) <= 1 for cell in cells)
            reader.lines.append(" | ".join(line if one_line_a_cell and len(filled) > 1 else filled))


def _damaged() -> UploadRefused:
    return UploadRefused("damaged", "the DOCX file is damaged", "save it again", kind="DOCX")
