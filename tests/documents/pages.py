"""Reading rendered pages: where each line of text stands, in millimetres from the page's upper left corner."""

import re
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

MM = 25.4 / 72


@dataclass(frozen=True)
class Line:
    """A line as poppler sees it; millimetres from the upper left."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


def lines(pdf: bytes) -> list[Line]:
    root = ET.fromstring(_poppler(pdf, "-bbox-layout"))
    found = []
    pages = [element for element in root.iter() if element.tag.endswith("}page")]
    for number, page in enumerate(pages, start=1):
        for element in page.iter():
            if element.tag.endswith("}line"):
                text = " ".join(word.text or "" for word in element)
                sides = (float(element.attrib[side]) * MM for side in ("xMin", "yMin", "xMax", "yMax"))
                found.append(Line(number, text, *sides))
    return sorted(found, key=lambda line: (line.page, round(line.top), line.left))


def find(found: list[Line], text: str) -> Line:
    return next(line for line in found if text in line.text)


def poppler_text(pdf: bytes) -> str:
    return _poppler(pdf).decode()


def poppler_raw_text(pdf: bytes) -> str:
    return _poppler(pdf, "-raw").decode()


def poppler_layout_text(pdf: bytes) -> str:
    return re.sub(" +", " ", _poppler(pdf, "-layout").decode())


def pdfium_text(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


READERS = (poppler_text, poppler_raw_text, poppler_layout_text, pdfium_text)


def _poppler(pdf: bytes, *options: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "letter.pdf"
        path.write_bytes(pdf)
        return subprocess.run(["pdftotext", *options, str(path), "-"], capture_output=True, check=True).stdout
