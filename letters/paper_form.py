"""The form of a letter that came on paper: what stands on it, and how it was received."""

from __future__ import annotations

import datetime as dt
import re

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from core.actor import Actor
from core.stored_files import StoredFile
from letters.body_parts import split_body
from letters.forms import ThaiDateField
from letters.record_paper import Paper
from letters.status import Urgency
from letters.status_labels import URGENCY_LABELS
from thai_numerals import to_arabic

_TIME = re.compile(r"([01]?[0-9]|2[0-3])[.:]([0-5][0-9])")
SECRECY = (("normal", _l("ปกติ")), ("secret", _l("ลับ")), ("very_secret", _l("ลับมาก")), ("top_secret", _l("ลับที่สุด")))


class TimeField(StringField):
    """A time of day as on a stamp: 09.30, ๐๙.๓๐ น., 9:30."""

    time: dt.time | None = None

    def pre_validate(self, form: FlaskForm) -> None:
        """Read the time. Raises ValidationError for what is none."""
        text = to_arabic(self.data or "").replace("น.", "").strip()
        if not text:
            return
        found = _TIME.fullmatch(text)
        if found is None:
            raise ValidationError(_l("ใส่เวลาเช่น 09.30"))
        self.time = dt.time(int(found[1]), int(found[2]))


def needs_day(_form: FlaskForm, field: Field) -> None:
    """A day must be given and read."""
    if getattr(field, "day", None) is None and not field.errors:
        raise ValidationError(_l("ใส่วันที่ เช่น 14 มีนาคม 2567"))


class PaperForm(FlaskForm):
    """Everything typed from the paper; `kept_scan` carries an upload over a page that asks again."""

    scan = FileField(_l("ไฟล์สแกนหนังสือ"))
    kept_scan = HiddenField()
    accept = HiddenField()
    issuer_name = StringField(_l("จาก"), [InputRequired(_l("ใส่หน่วยงานผู้ออกหนังสือ")), Length(max=200)])
    ref_no = StringField(_l("ที่"), [Length(max=120)])
    letter_date = ThaiDateField(_l("ลงวันที่"), [needs_day])
    urgency = SelectField(_l("ชั้นความเร็ว"), choices=list(URGENCY_LABELS.items()), default=Urgency.NORMAL)
    urgency_by = StringField(_l("ถ้าด่วนภายใน: วันที่ เวลา"), [Length(max=100)])
    secrecy = SelectField(_l("ชั้นความลับ"), choices=list(SECRECY), default="normal")
    subject = StringField(_l("เรื่อง"), [InputRequired(_l("ใส่เรื่องตามที่พิมพ์ในหนังสือ")), Length(max=1000)])
    addressee_text = StringField(_l("เรียน"), [Length(max=1000)])
    references = TextAreaField(_l("อ้างถึง"))
    enclosures = TextAreaField(_l("สิ่งที่ส่งมาด้วย"))
    body_cause = TextAreaField(_l("ข้อความ"))
    body_purpose = TextAreaField(_l("ภาคความประสงค์"))
    body_conclusion = TextAreaField(_l("ภาคสรุป"))
    signature_name = StringField(_l("ผู้ลงนาม"), [Length(max=200)])
    signature_lines = TextAreaField(_l("ตำแหน่งผู้ลงนาม"))
    received_day = ThaiDateField(_l("วันที่รับ"), [needs_day])
    received_time = TimeField(_l("เวลา"))
    number = StringField(_l("เลขรับในสมุดของหน่วยงาน"), [Length(max=30)])
    action = StringField(_l("การปฏิบัติ"), [Length(max=300)])


# Fields of the domain's refusals that stand under another name in the form.
FIELD_OF = {"secret": "secrecy", "day": "received_day", "body": "body_cause", "file": "scan"}


def paper_of(form: PaperForm, scan: StoredFile | None, now: dt.datetime, actor: Actor) -> Paper:
    """Give what the form says stands on the paper; a body pasted in one piece is parted."""
    typed = form.body_cause.data or "", form.body_purpose.data or "", form.body_conclusion.data or ""
    assert form.letter_date.day is not None
    return Paper(
        issuer_name=" ".join((form.issuer_name.data or "").split()),
        letter_date=form.letter_date.day,
        subject=" ".join((form.subject.data or "").split()),
        now=now,
        actor=actor,
        ref_no=form.ref_no.data or "",
        urgency=Urgency(form.urgency.data),
        urgency_by=form.urgency_by.data or "",
        secret=form.secrecy.data != "normal",
        addressee_text=" ".join((form.addressee_text.data or "").split()),
        references=tuple((form.references.data or "").splitlines()),
        enclosures=tuple((form.enclosures.data or "").splitlines()),
        body=typed if typed[1].strip() or typed[2].strip() else split_body(typed[0]),
        signature_name=form.signature_name.data or "",
        signature_lines=tuple((form.signature_lines.data or "").splitlines()),
        scan=scan,
    )
