"""Forms of letters: what a browser posts, and what it means for a draft."""

from __future__ import annotations

import datetime as dt
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from core.errors import InvalidInput
from letters.addressee_rules import RULES_OF, RuleKind, parse, phrase
from letters.draft_fields import FIELD_LABELS as L
from letters.models import Letter
from letters.rule_labels import RULE_LABELS
from letters.salutation import SALUTATIONS, Rank, rank_from_words, words_for
from letters.status import Urgency
from letters.status_labels import URGENCY_LABELS
from organisations.models import Organisation, SavedGroup, Signatory
from thai_numerals import find_dates

LINE_FIELDS = ("references", "copies_to", "office_lines", "owner_unit", "contact_lines")
PLAIN_FIELDS = (
    "urgency",
    "urgency_by",
    "circular",
    "subject",
    "body_cause",
    "body_purpose",
    "body_conclusion",
    "signatory_id",
    "thai_digits",
    *LINE_FIELDS,
)


class Boxes(SelectMultipleField):
    """Check boxes; what is not among the choices is left to the domain's own check."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()

    def __init__(self, label: object = None, **options: object) -> None:
        super().__init__(label, validate_choice=False, choices=[], **options)


class DraftForm(FlaskForm):
    """Everything that can be typed on the write page. It never refuses text: a draft may be half written."""

    version = HiddenField()
    urgency = SelectField(
        L["urgency"], choices=[SelectChoice(str(one), URGENCY_LABELS[one]) for one in Urgency], validate_choice=False
    )
    urgency_by = StringField(L["urgency_by"])
    circular = BooleanField(L["circular"])
    thai_digits = BooleanField(L["thai_digits"])
    signatory_id = SelectField(L["signatory_id"], validate_choice=False, choices=[])
    subject = TextAreaField(L["subject"])
    rank = SelectField(
        _l("ผู้รับเป็น"),
        choices=[SelectChoice(str(rank), words.label) for rank, words in SALUTATIONS.items()],
        validate_choice=False,
    )
    rules = Boxes(_l("ผู้รับตามสายงาน"))
    information = Boxes(_l("ส่งเพื่อทราบ"))
    groups = Boxes(_l("กลุ่มที่บันทึกไว้"), coerce=str)
    organisations = Boxes(_l("หน่วยงานที่เลือก"), coerce=str)
    find = StringField(_l("ค้นหาหน่วยงานเพื่อเพิ่ม"))
    others = TextAreaField(_l("ผู้รับนอกระบบ (ส่งเป็นกระดาษ)"))
    addressee_text = TextAreaField(L["addressee_text"])
    references = TextAreaField(L["references"])
    body_cause = TextAreaField(L["body_cause"])
    body_purpose = TextAreaField(L["body_purpose"])
    body_conclusion = TextAreaField(L["body_conclusion"])
    office_lines = TextAreaField(L["office_lines"])
    owner_unit = TextAreaField(L["owner_unit"])
    contact_lines = TextAreaField(L["contact_lines"])
    copies_to = TextAreaField(L["copies_to"])

    def offer(self, letter: Letter, signatories: list[Signatory], groups: list[SavedGroup]) -> None:
        """Fill the choices that belong to this letter's office."""
        self.signatory_id.choices = [SelectChoice("", _("เลือกผู้ลงนาม"))] + [
            SelectChoice(str(one.id), " · ".join([one.name, *one.position_lines])) for one in signatories
        ]
        kinds = RULES_OF.get(letter.issuer.kind, ()) if letter.issuer else ()
        offered = [SelectChoice(str(kind), RULE_LABELS[kind]) for kind in kinds]
        self.rules.choices, self.information.choices = offered, offered
        self.groups.choices = [SelectChoice(str(group.id), group.name) for group in groups]

    def offer_organisations(self, found: list[Organisation]) -> None:
        """Show these organisations as boxes: those chosen and those just found."""
        self.organisations.choices = [SelectChoice(str(one.id), one.label) for one in found]


def fill(form: DraftForm, letter: Letter) -> None:
    """Put the draft's text into a form that was not posted."""
    for name in PLAIN_FIELDS:
        value = getattr(letter, name)
        form[name].data = "\n".join(value) if name in LINE_FIELDS else value
    form.urgency.data = str(letter.urgency)
    form.signatory_id.data = str(letter.signatory_id or "")
    form.rank.data = str(rank_from_words(letter.opening, letter.closing))
    rules = parse(letter.addressee_rules)
    plain = [rule for rule in rules if rule.kind not in (RuleKind.GROUP, RuleKind.ORGANISATION, RuleKind.TEXT)]
    form.rules.data = [str(rule.kind) for rule in plain if not rule.for_information]
    form.information.data = [str(rule.kind) for rule in plain if rule.for_information]
    form.groups.data = [str(rule.id) for rule in rules if rule.kind is RuleKind.GROUP]
    form.organisations.data = [str(rule.id) for rule in rules if rule.kind is RuleKind.ORGANISATION]
    form.others.data = "\n".join(rule.text for rule in rules if rule.kind is RuleKind.TEXT)
    form.addressee_text.data = "" if _is_automatic(letter) else letter.addressee_text
    form.version.data = str(letter.version)


def _is_automatic(letter: Letter) -> bool:
    """Say whether the words after the opening are those the rules give."""
    try:
        return letter.issuer is not None and phrase(letter.addressee_rules, letter.issuer) == letter.addressee_text
    except InvalidInput:
        return False


def content_of(form: DraftForm, letter: Letter) -> dict[str, Any]:
    """Give the posted form as draft fields (letters/draft_fields.py)."""
    content: dict[str, Any] = {name: form[name].data for name in PLAIN_FIELDS}
    rank = Rank(form.rank.data) if form.rank.data in list(Rank) else Rank.ORDINARY
    if rank is not rank_from_words(letter.opening, letter.closing):
        content["opening"], content["closing"] = words_for(letter.form, rank)
    if str(letter.signatory_id or "") == (form.signatory_id.data or ""):
        del content["signatory_id"]  # unchanged: the words under the name stay as they were written
    content["addressee_rules"] = _rules(form)
    content["addressee_text"] = (form.addressee_text.data or "").strip()
    return content


def _rules(form: DraftForm) -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = [{"rule": kind} for kind in form.rules.data or []]
    rules += [{"rule": "group", "id": int(one)} for one in form.groups.data or [] if _is_id(one)]
    rules += [{"rule": "organisation", "id": int(one)} for one in form.organisations.data or [] if _is_id(one)]
    rules += [{"rule": "text", "text": line.strip()} for line in (form.others.data or "").splitlines() if line.strip()]
    acting = {rule["rule"] for rule in rules}
    informed = [kind for kind in form.information.data or [] if kind not in acting]
    return rules + [{"rule": kind, "for_information": True} for kind in informed]


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 12


def posted_version(form: DraftForm) -> int:
    """Give the version the text was written on; 0 for a form without one, which meets every other save."""
    text = form.version.data or ""
    return int(text) if _is_id(text) else 0


class ThaiDateField(StringField):
    """A day typed as people write it: 18 เมษายน 2567, ๑๘ เม.ย. ๖๗, or chosen in the browser's calendar (ISO)."""

    day: dt.date | None = None

    def pre_validate(self, form: object) -> None:
        """Read the day. Raises ValidationError for words that name none."""
        text = (self.data or "").strip()
        if not text:
            return
        try:
            self.day = dt.date.fromisoformat(text)
        except ValueError:
            found = [one for one in find_dates(text) if one.precision == "day" and one.start]
            if len(found) != 1:
                raise ValidationError(_("อ่านวันที่ไม่ได้ ใส่เช่น 18 เมษายน 2567")) from None
            self.day = found[0].start


class EnclosureForm(FlaskForm):
    """One line of สิ่งที่ส่งมาด้วย, of any kind."""

    kind = HiddenField()
    text = StringField(_l("ชื่อสิ่งที่ส่งมาด้วย"))
    copies = StringField(_l("จำนวน"))
    url = StringField(_l("ที่อยู่เว็บไซต์"))
    ref_no = StringField(_l("เลขที่หนังสือ"))
    file = FileField(_l("ไฟล์"))
    opens_on = ThaiDateField(_l("เปิดให้ผู้รับตั้งแต่วันที่"))
    as_qr = BooleanField(_l("พิมพ์ QR Code ท้ายหนังสือ"))


class ReplaceForm(FlaskForm):
    """A new target for an enclosure, and why."""

    url = StringField(_l("ที่อยู่เว็บไซต์"))
    file = FileField(_l("ไฟล์"))
    reason = StringField(_l("เหตุผลที่เปลี่ยน"))


class NoteForm(FlaskForm):
    """A note with a step of the review."""

    note = TextAreaField(_l("บันทึกถึงผู้ร่าง"))
