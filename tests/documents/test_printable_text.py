"""What cannot be printed is said before anything is set, with the field and the remedy."""

import pytest

from documents.letter_document import QrCode
from documents.printable_text import UnprintableText, printable
from documents.render_docx import render_docx
from documents.render_pdf import render_pages_svg, render_pdf
from tests.documents.letters import TIMESTAMP, make_letter


@pytest.mark.parametrize(
    ("field", "text", "characters"),
    [("subject", "ประชุม 😀", "😀"), ("to", "นายอำเภอ\x07", "\x07"), ("subject", "ราคา ₩ 100 漢", "₩漢")],
)
def test_it_names_the_field_and_the_characters_it_cannot_print(field: str, text: str, characters: str) -> None:
    with pytest.raises(UnprintableText) as refused:
        render_pdf(make_letter(**{field: text}), timestamp=TIMESTAMP)
    assert (refused.value.field, refused.value.characters) == (field, characters)
    assert refused.value.remedy


def test_it_refuses_a_run_without_a_place_to_break() -> None:
    with pytest.raises(UnprintableText) as refused:
        render_pages_svg(make_letter(body=("ๆ" * 30_000,)))
    assert refused.value.code == "unbroken_run"


def test_it_refuses_the_same_text_in_the_word_file() -> None:
    with pytest.raises(UnprintableText):
        render_docx(make_letter(body=("ดี 😀",)))


def test_it_prints_markup_as_plain_text() -> None:
    body = ('#panic("x") $a$ *b* <x> #read("/etc/passwd") \\ // @y',)
    assert len(render_pages_svg(make_letter(body=body))) == 1


def test_it_puts_decomposed_and_invisible_characters_right() -> None:
    assert printable("body", "น\u0e4d\u0e49\u0e32\u200bดี\u00a0 \u2060ค่\u0e4d\u0e32") == "น้ำดี ค่ำ"


def test_it_refuses_a_code_that_is_not_ascii() -> None:
    with pytest.raises(ValueError, match="ASCII"):
        render_pdf(make_letter(qr=(QrCode("https://๑๒๓.invalid/"),)), timestamp=TIMESTAMP)


def test_it_breaks_a_long_address_rather_than_leave_the_page() -> None:
    url = "https://docs.example.invalid/" + "a1b2c3d4e5" * 30
    assert len(render_pages_svg(make_letter(body=(f"ที่ {url} ครับ",)))) >= 1
