"""What must hold on every page anybody sees: the browser of the tests looks at each answer it gets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import html

HEAVIEST = 150_000  # bytes of a page without its files: it must come through a slow line
_TYPED = "//input[not(@type='hidden' or @type='submit' or @type='button')] | //select | //textarea"
_REFERENCES = ("aria-describedby", "aria-labelledby")


def faults_of(page: str) -> list[str]:
    """Name everything on a whole page that a reader, a screen reader or a slow line would stumble over."""
    tree = html.document_fromstring(page)
    return [*_frame(tree, page), *_names(tree), *_references(tree)]


def _frame(tree: html.HtmlElement, page: str) -> Iterator[str]:
    if (headings := len(tree.xpath("//h1"))) != 1:
        yield f"{headings} h1 instead of one"
    if tree.get("lang") not in ("th", "en"):
        yield "no language"
    if (filled := len(tree.xpath("//*[contains(concat(' ', @class, ' '), ' btn-primary ')]"))) > 1:
        yield f"{filled} filled buttons instead of one"
    if (weight := len(page.encode())) > HEAVIEST:
        yield f"{weight} bytes"
    if any((text or "").strip() == "None" for text in tree.itertext()):
        yield "shows None"


def _names(tree: html.HtmlElement) -> Iterator[str]:
    labelled = set(tree.xpath("//label/@for"))
    for control in tree.xpath(_TYPED):
        inside = any(parent.tag == "label" for parent in control.iterancestors())
        if not (inside or control.get("id") in labelled or _own_name(control)):
            yield f"no label: {control.get('name')}"
    for thing in tree.xpath("//a[@href] | //button | //summary"):
        if not (thing.text_content().strip() or _own_name(thing) or thing.xpath(".//*[@aria-label]")):
            yield f"no name: <{thing.tag} {dict(thing.attrib)}>"
        if thing.get("href") == "#":
            yield f"leads nowhere: {thing.text_content().strip()}"
    for picture in tree.xpath("//img[not(@alt)]"):
        yield f"no alt: {picture.get('src')}"


def _own_name(thing: html.HtmlElement) -> bool:
    return bool(thing.get("aria-label") or thing.get("aria-labelledby") or thing.get("title"))


def _references(tree: html.HtmlElement) -> Iterator[str]:
    ids = Counter(tree.xpath("//@id"))
    yield from (f"id twice: {name}" for name, times in ids.items() if times > 1)
    for attribute in _REFERENCES:
        for value in tree.xpath(f"//@{attribute}"):
            yield from (f"{attribute} names nothing: {name}" for name in value.split() if name not in ids)
    for name in tree.xpath("//label/@for"):
        if name not in ids:
            yield f"label for nothing: {name}"
