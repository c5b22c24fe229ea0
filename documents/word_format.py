"""Thai run and paragraph properties in WordprocessingML, which python-docx does not write.

Word sets Thai by the complex-script attributes (w:cs, w:szCs, w:bCs, w:lang w:bidi); the order of the elements in
w:rPr and w:pPr is part of the format.
"""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FACE = "TH SarabunPSK"
BODY_POINTS = 16


@dataclass(frozen=True)
class Look:
    """How a run looks: size in points of TH SarabunPSK, bold, colour as RRGGBB."""

    points: float = BODY_POINTS
    bold: bool = False
    colour: str | None = None


BODY = Look()


def set_look(properties: BaseOxmlElement, look: Look = BODY) -> None:
    """Fill a w:rPr anew in the order the schema asks for, Thai and Latin alike."""
    for child in list(properties):
        properties.remove(child)
    faces = _element("w:rFonts", **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), FACE))
    elements = [faces]
    if look.bold:
        elements += [_element("w:b"), _element("w:bCs")]
    if look.colour:
        elements.append(_element("w:color", val=look.colour))
    half_points = str(int(look.points * 2))
    elements += [_element("w:sz", val=half_points), _element("w:szCs", val=half_points), _element("w:cs")]
    elements.append(_element("w:lang", val="th-TH", eastAsia="th-TH", bidi="th-TH"))
    for element in elements:
        properties.append(element)


def add_run(paragraph: Paragraph, text: str, look: Look = BODY) -> Run:
    """Add `text` to `paragraph` in the official face."""
    run = paragraph.add_run(text)
    set_look(run._r.get_or_add_rPr(), look)
    return run


def add_page_number(paragraph: Paragraph, *, thai_digits: bool) -> None:
    """Add the field that Word fills with the page's number."""
    instruction = " PAGE \\* ThaiArabic " if thai_digits else " PAGE "
    for kind, text in (
        ("begin", ""),
        ("", instruction),
        ("separate", ""),
        ("text", "๒" if thai_digits else "2"),
        ("end", ""),
    ):
        run = add_run(paragraph, text if kind == "text" else "")
        if kind == "":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = text
            run._r.append(element)
        elif kind != "text":
            run._r.append(_element("w:fldChar", fldCharType=kind))


def distribute(paragraph: Paragraph) -> None:
    """Spread the lines the Thai way (thaiDistribute)."""
    properties = paragraph._p.get_or_add_pPr()
    alignment = properties.get_or_add_jc()
    alignment.set(qn("w:val"), "thaiDistribute")


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
