"""How a letter is divided: words, pages, the closing's company, the codes at the foot, the other two forms."""

import re

import pypdfium2
import pytest
import zxingcpp
from pythainlp.tokenize import word_tokenize

from documents.letter_document import LetterForm, SignatureBlock
from documents.printed_letter import print_letter
from documents.render_pdf import render_pages_svg, render_pdf
from tests.documents.letters import TIMESTAMP, VERIFY_URL, codes, make_letter
from tests.documents.pages import Line, find, lines, pdfium_text

SENTENCE = "องค์กรปกครองส่วนท้องถิ่นรายงานผลการดำเนินงานตามแผนพัฒนาท้องถิ่นให้จังหวัดทราบภายในวันที่ ๓๐ มิถุนายน ๒๕๖๗ "
SUMMARY = "จึงเรียนมาเพื่อทราบ"


def _lines_of(**changes) -> list[Line]:
    return lines(render_pdf(make_letter(**changes), timestamp=TIMESTAMP))


def test_it_ends_no_line_inside_a_word() -> None:
    to = " ".join(f"นายกเทศมนตรีเมืองวิเชียรบุรี{' ' * (n % 2)}และนายอำเภอหล่มสัก" for n in range(9))
    letter = make_letter(to=to)
    found = [line.strip() for line in re.split(r"[\r\n]+", pdfium_text(render_pdf(letter, timestamp=TIMESTAMP)))]
    checked = 0
    printed = print_letter(letter)
    for text in (*printed.body, *(item.text for field in printed.fields for item in field.items)):
        ends = _word_ends(text)
        for line in found:
            piece = line.split(" ", 1)[-1] if line.startswith(("เรื่อง ", "เรียน ")) else line
            at = text.find(piece)
            if len(piece) > 20 and at >= 0:
                checked += 1
                assert at + len(piece) in ends, text[at + len(piece) - 20 : at + len(piece) + 20]
    assert checked > 25


def _word_ends(text: str) -> set[int]:
    ends, at = set(), 0
    for word in word_tokenize(text, engine="newmm", keep_whitespace=True):
        at += len(word)
        ends |= {at, at - len(word) if word.isspace() else at}
    return ends


def test_it_keeps_dates_and_letter_numbers_on_one_line() -> None:
    body = tuple(f"{'ก' * n} ลงวันที่ ๒๘ มีนาคม ๒๕๖๗ ที่ พช ๐๐๒๓.๖/ว ๑๕๐๗ " * 5 for n in range(1, 8))
    page = [line for line in _lines_of(body=body) if not line.text.startswith("/")]
    whole = sum(line.text.count("๒๘ มีนาคม ๒๕๖๗") + line.text.count("พช ๐๐๒๓.๖/ว ๑๕๐๗") for line in page)
    assert whole == 70 + 2  # and in the letter's own head


@pytest.mark.parametrize("sentences", [13, 15, 16, 17, 18, 19, 20, 21, 23])
def test_it_takes_at_least_two_lines_of_the_body_along_with_the_closing(sentences: int) -> None:
    page = _lines_of(body=(SENTENCE * sentences, SUMMARY))
    closing = find(page, "ขอแสดงความนับถือ")
    body = [line for line in page if line.page == closing.page and line.top < closing.top and "- ๒ -" not in line.text]
    assert len(body) >= 2
    assert find(page, "(นายสืบพงษ์").page == closing.page


@pytest.mark.parametrize("sentences", [40, 60])
def test_it_announces_every_next_page_of_a_long_letter(sentences: int) -> None:
    page = _lines_of(body=(SENTENCE * sentences, SUMMARY), to="นายกองค์การบริหารส่วนตำบลท่าพล " * 12)
    last = max(line.page for line in page)
    assert last >= 3
    for number in range(1, last):
        catch = next(line for line in page if line.page == number and line.text.startswith("/"))
        first = next(line for line in page if line.page == number + 1 and not line.text.startswith("- "))
        assert first.text.startswith(catch.text.removeprefix("/").removesuffix("..."))


def test_it_prints_codes_that_a_telephone_reads_with_their_captions_side_by_side() -> None:
    letter = make_letter(qr=codes(3), verify_url=VERIFY_URL)
    pdf = render_pdf(letter, timestamp=TIMESTAMP)
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[len(document) - 1].render(scale=200 / 72).to_pil()
    read = zxingcpp.read_barcodes(picture)
    assert {code.text for code in read} == {code.url for code in letter.qr} | {VERIFY_URL}
    for code in read:
        side = abs(code.position.top_right.x - code.position.top_left.x) * 25.4 / 200
        assert side == pytest.approx(20 if code.text == VERIFY_URL else 25, abs=0.6)
    captions = [find(lines(pdf)[::-1], f"สิ่งที่ส่งมาด้วย {n}") for n in "๑๒๓"]
    assert len({round(caption.top, 1) for caption in captions}) == 1
    assert find(lines(pdf), "ตรวจสอบหนังสือ").page == captions[0].page


def test_it_sets_a_memo_with_its_title_and_without_closing_words() -> None:
    page = _lines_of(form=LetterForm.MEMO)
    title = find(page, "บันทึกข้อความ")
    assert title.centre == pytest.approx(105, abs=2)
    assert not [line for line in page if "ขอแสดงความนับถือ" in line.text]
    order = ["บันทึกข้อความ", "ส่วนราชการ", "วันที่", "เรื่อง", "เรียน", "ด้วยสำนักงาน", "(นายสืบพงษ์"]
    tops = [(find(page, text).page, find(page, text).top) for text in order]
    assert tops == sorted(tops)
    assert "โทร. ๐-๕๖๗๒-๙๗๘๑ ต่อ ๑๐๓" in " ".join(line.text for line in page)


def test_it_sets_a_stamp_letter_with_the_office_above_the_date_and_no_subject() -> None:
    page = _lines_of(form=LetterForm.STAMP, stamp_name="กรมส่งเสริมการปกครองท้องถิ่น", signature=None, body=(SUMMARY,))
    assert find(page, "ถึง").left == pytest.approx(30, abs=1)
    assert not [line for line in page if line.text.startswith(("เรื่อง", "เรียน"))]
    name, date = find(page, "กรมส่งเสริม"), find(page, "๒๘ มีนาคม ๒๕๖๗")
    assert date.top - name.bottom >= 45  # the stamp of 4.5 cm between them
    assert date.centre == pytest.approx(name.centre, abs=1)


def test_it_leaves_out_what_the_letter_does_not_say() -> None:
    bare = make_letter(
        urgency=None, date=None, enclosures=(), signature=None, owner_unit=(), contact_lines=(), closing=""
    )
    text = pdfium_text(render_pdf(bare, timestamp=TIMESTAMP))
    assert not re.search("ด่วน|สิ่งที่ส่งมาด้วย สำเนา|อ้างถึง|นับถือ|None|โทร", text.replace("ด่วนที่สุด ที่ นร", ""))


def test_it_wraps_long_signature_lines_under_the_closing() -> None:
    block = SignatureBlock("นางสาวปิยนุช วัฒนากูล", ("ประธานคณะกรรมการวินิจฉัยปัญหาการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ " * 2,))
    page = _lines_of(signature=block)
    assert max(line.right for line in page) <= 191


def test_it_draws_the_live_page_as_one_svg_a_page() -> None:
    svgs = render_pages_svg(make_letter())
    assert len(svgs) == max(line.page for line in _lines_of())
    assert all(svg.startswith("<svg") for svg in svgs)


def test_it_keeps_a_long_urgency_off_the_garuda_with_its_date_whole() -> None:
    page = _lines_of(urgency="ด่วนภายใน", urgency_by="20 กุมภาพันธ์ 2568")
    urgency, date = find(page, "ด่วนภายใน"), find(page, "๒๐ กุมภาพันธ์ ๒๕๖๘")
    assert max(urgency.right, date.right) < 90
    assert urgency.top < date.top < find(page, "ที่ พช").top
