"""Every Thai text has its English, and no template speaks Thai behind the catalogue's back."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from app import PACKAGES
from core.translations import catalogue_path, read_catalogue, untranslated

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
CALLS = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
ERRORS = {"DomainError", "InvalidInput", "Forbidden", "NotFound", "StaleState", "Refused"}
FIELDS = {"StringField", "TextAreaField", "SelectField", "BooleanField", "RadioField", "DateField", "FileField",
          "IntegerField", "PasswordField", "EmailField", "HiddenField", "SubmitField"}  # fmt: skip
SPEAKERS = ERRORS | FIELDS | {"flash", "MenuEntry", "ValidationError", "StopValidation"}
MODULES = sorted(path for package in (*PACKAGES, "documents") for path in (ROOT / package).rglob("*.py"))
SPOKEN_AS_THEY_ARE = {
    "ไทย",
    "ด่วน",
    "ด่วนมาก",
    "ด่วนที่สุด",
    "ด่วนภายใน",
}  # a language's own name; stored values that are looked up


def is_thai(text: object) -> bool:
    return isinstance(text, str) and any("\u0e01" <= char <= "\u0e5b" for char in text)


def raw_thai(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in CALLS:
        for argument in node.kwargs:
            yield from raw_thai(argument)
        return
    text = getattr(node, "data", None) or getattr(node, "value", None)
    if isinstance(node, nodes.TemplateData | nodes.Const) and is_thai(text):
        yield str(text).strip()
    for child in node.iter_child_nodes():
        yield from raw_thai(child)


def test_every_text_has_its_english() -> None:
    assert untranslated(ROOT) == [], "run flask i18n update and write the English (docs/translations.md)"


def test_the_english_names_the_same_values_as_the_thai() -> None:
    for message in read_catalogue(catalogue_path(ROOT)):
        if message.id:
            assert [str(error) for error in message.check()] == [], message.id


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_template_says_thai_only_through_the_catalogue(template: Path) -> None:
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    tree = environment.parse(template.read_text("utf-8"))
    assert [text for text in raw_thai(tree) if text not in SPOKEN_AS_THEY_ARE] == []


def said_in_python(path: Path) -> Iterator[str]:
    """Thai handed to an error, a flash or a form label as it stands, not through gettext."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in SPEAKERS:
            for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
                yield from thai_outside_calls(argument)


def thai_outside_calls(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and is_thai(node.value):
        yield f"{node.lineno}: {node.value}"
    if not isinstance(node, ast.Call):
        for child in ast.iter_child_nodes(node):
            yield from thai_outside_calls(child) if isinstance(child, ast.expr) else ()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_code_speaks_to_people_only_through_the_catalogue(path: Path) -> None:
    assert list(said_in_python(path)) == []
