"""The pieces pages are put together from, as they come out."""

import datetime as dt
import re

import pytest
from flask import render_template_string
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from core.paging import Page
from letters.status import EntryStatus, LetterStatus, Urgency
from routing.status import DeliveryState
from tests.core.frame_app import make_frame_app

STATES = {
    "draft": "ร่าง", "sent": "ส่งแล้ว", "delivered": "ถึงแล้ว", "opened": "เปิดอ่านแล้ว", "forwarded": "ส่งต่อแล้ว",
    "acknowledged": "รับทราบแล้ว", "registered": "ลงรับแล้ว", "on_behalf": "ยืนยันแทน", "due_soon": "ใกล้กำหนด",
    "doubt": "รอตรวจ", "invalid": "แจ้งหนังสือผิด", "late": "เกินกำหนด", "rejected": "ปฏิเสธการรับ", "recalled": "เรียกคืนแล้ว",
}  # fmt: skip


def shown(template: str, language: str = "th", **values: object) -> str:
    app = make_frame_app()
    with app.test_request_context("/?q=1", headers={"Cookie": f"language={language}"}):
        text = render_template_string(template, **values)
    return re.sub(r"\s+", " ", text).strip()


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html)).strip()


class Entry(Form):
    subject = StringField("เรื่อง", validators=[InputRequired("ใส่เรื่องของหนังสือ")])
    body = TextAreaField("ข้อความ")
    urgency = SelectField("ชั้นความเร็ว", choices=[("ด่วน", "ด่วน")])
    shared = BooleanField("ใช้ร่วมกัน")
    route = RadioField("ทาง", choices=[("a", "ตรง"), ("b", "ผ่านอำเภอ")])


FIELD = '{% from "macros/form.html" import field %}'
STATE = '{% from "macros/state.html" import state, due, held, speed %}'


@pytest.mark.parametrize(("name", "word"), STATES.items())
def test_a_state_is_icon_word_and_colour(name: str, word: str) -> None:
    html = shown(STATE + "{{ state(name) }}", name=name)
    assert 'class="state' in html
    assert "<use href" in html
    assert words(html) == word


@pytest.mark.parametrize("name", [*LetterStatus, *DeliveryState, *EntryStatus])
def test_every_stored_state_has_its_badge(name: str) -> None:
    assert words(shown(STATE + "{{ state(name) }}", "en", name=name)).isascii()


def test_a_registered_state_carries_its_number() -> None:
    assert words(shown(STATE + "{{ state('registered', 812) }}")) == "ลงรับแล้ว ๘๑๒"
    assert words(shown(STATE + "{{ state('registered', 812) }}", "en")) == "Registered 812"


def test_urgency_is_shown_only_where_there_is_some() -> None:
    assert words(shown(STATE + "{{ speed('ด่วนที่สุด') }}", "en")) == "Most urgent"
    assert words(shown(STATE + "{{ speed(u) }}", u=Urgency.VERY_URGENT)) == "ด่วนมาก"
    assert (
        words(shown(STATE + "{{ speed(u, day) }}", u=Urgency.URGENT_BY, day=dt.date(2024, 4, 5)))
        == "ด่วนภายใน ๕ เม.ย. ๖๗"
    )
    assert words(shown(STATE + "{{ speed(none) }}{{ speed('normal') }}")) == ""


def test_a_field_ties_its_error_and_hint_to_the_input() -> None:
    form = Entry(MultiDict())
    form.validate()
    html = shown(FIELD + "{{ field(f, hint='สั้นและตรง', rows=2) }}", f=form.subject)
    assert '<label for="subject">เรื่อง</label>' in html
    assert 'aria-describedby="subject-err subject-hint"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="subject-err"' in html and "ใส่เรื่องของหนังสือ" in html
    assert 'id="subject-hint"' in html


def test_a_doubtful_field_keeps_its_value_and_says_why() -> None:
    form = Entry(MultiDict({"subject": "๑๕๐๗"}))
    html = shown(FIELD + "{% call field(f, doubt='อ่านได้ไม่ชัด') %}<b>ตรวจแล้ว</b>{% endcall %}", f=form.subject)
    assert "is-doubt" in html and 'value="๑๕๐๗"' in html
    assert 'aria-describedby="subject-why"' in html and "อ่านได้ไม่ชัด" in html and "ตรวจแล้ว" in html


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("body", '<textarea class="form-control"'),
        ("urgency", '<select class="form-select"'),
        ("shared", '<label class="choice"><input class="form-check-input"'),
        ("route", "<legend>ทาง</legend>"),
    ],
)
def test_every_kind_of_field_has_its_shape_and_label(name: str, part: str) -> None:
    assert part in shown(FIELD + "{{ field(f) }}", f=Entry(MultiDict())[name])


def test_what_people_typed_is_escaped_everywhere() -> None:
    form = Entry(MultiDict({"subject": '"><script>'}))
    html = shown(
        FIELD + '{% from "macros/page.html" import pagehead, crumbs, blank, note %}'
        "{{ field(form.subject) }}{{ pagehead(x, x) }}{{ crumbs([(x, none)]) }}{{ blank('check', x, x) }}{{ note(x) }}",
        form=form,
        x="<script>",
    )
    assert "<script>" not in html


def test_the_pager_leads_on_and_keeps_the_search() -> None:
    html = shown('{% from "macros/page.html" import pager %}{{ pager(p) }}', p=Page([1], next="N", previous="P"))
    assert 'rel="next" href="/?q=1&amp;cursor=N"' in html
    assert 'rel="prev" href="/?q=1&amp;cursor=P"' in html
    assert shown('{% from "macros/page.html" import pager %}{{ pager(p) }}', p=Page([1])) == ""


def test_a_changing_button_posts_with_its_token() -> None:
    html = shown('{% from "macros/page.html" import post_button %}{{ post_button("/x", "รับ", fields={"a": 1}) }}')
    assert 'method="post" action="/x"' in html
    assert re.search(r'name="csrf_token" value="[^"]+"', html)
    assert '<input type="hidden" name="a" value="1">' in html


def test_the_bar_of_hops_says_its_days_in_words() -> None:
    html = shown(
        '{% from "macros/letter.html" import hops %}{{ hops(parts) }}',
        parts=[("ศาลากลาง", 6), ("สถจ.", 3), ("อำเภอ", 1)],
    )
    assert 'aria-label="ศาลากลาง ๖ วัน, สถจ. ๓ วัน, อำเภอ ๑ วัน"' in html
    assert "flex:6" in html


def test_the_chain_marks_where_the_letter_lies_now() -> None:
    steps = [
        {"who": "จังหวัดเพชรบูรณ์", "what": "ลงรับ", "when": "๒๓ มี.ค.", "hop": "๕ วัน", "place": "done"},
        {"who": "อำเภอ", "what": "ยังไม่ส่งต่อ", "place": "now"},
    ]
    html = shown('{% from "macros/letter.html" import chain %}{{ chain(steps) }}', steps=steps)
    assert html.count("<li") == 2
    assert '<li class="is-now" aria-current="step">' in html


def test_a_file_says_what_it_is_and_how_heavy() -> None:
    html = shown('{% from "macros/letter.html" import file_link %}{{ file_link("/f", "หนังสืออำเภอ", 96400) }}')
    assert words(html) == "หนังสืออำเภอ PDF 96 kB"


def test_a_share_is_told_in_words_too() -> None:
    html = shown('{% from "macros/table.html" import share %}{{ share(81, 128, 10) }}')
    assert 'aria-label="รับทราบ 81 จาก 128 แห่ง ในนี้ยืนยันแทน 10 แห่ง"' in html
    assert "width:55.5%" in html and "width:7.8%" in html
