"""What pages call the states, forms and urgencies of a letter."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from flask_babel.speaklater import LazyString

from documents.letter_document import LetterForm
from letters.status import EnclosureKind, LetterStatus, ReviewDecision, Urgency

STATUS_LABELS: dict[LetterStatus, LazyString] = {
    LetterStatus.DRAFT: _l("ร่าง"),
    LetterStatus.IN_REVIEW: _l("รอหัวหน้ากลุ่มตรวจ"),
    LetterStatus.TO_SIGN: _l("รอลงนาม"),
    LetterStatus.AWAITING_INK: _l("รอฉบับลงนามจริง"),
    LetterStatus.NUMBERED: _l("กำลังทำไฟล์"),
    LetterStatus.ISSUED: _l("ออกเลขแล้ว"),
    LetterStatus.RECALLED: _l("เรียกคืนแล้ว"),
    LetterStatus.SUPERSEDED: _l("มีฉบับใหม่แทนแล้ว"),
    LetterStatus.DISCARDED: _l("ทิ้งร่างแล้ว"),
}

FORM_LABELS: dict[LetterForm, LazyString] = {
    LetterForm.EXTERNAL: _l("หนังสือภายนอก"),
    LetterForm.MEMO: _l("บันทึกข้อความ"),
    LetterForm.STAMP: _l("หนังสือประทับตรา"),
}

URGENCY_LABELS: dict[Urgency, LazyString] = {
    Urgency.NORMAL: _l("ปกติ"),
    Urgency.URGENT: _l("ด่วน"),
    Urgency.VERY_URGENT: _l("ด่วนมาก"),
    Urgency.MOST_URGENT: _l("ด่วนที่สุด"),
    Urgency.URGENT_BY: _l("ด่วนภายใน"),
}

ENCLOSURE_LABELS: dict[EnclosureKind, LazyString] = {
    EnclosureKind.FILE: _l("ไฟล์"),
    EnclosureKind.LINK: _l("ลิงก์"),
    EnclosureKind.LETTER: _l("สำเนาหนังสือ"),
    EnclosureKind.PAPER: _l("กระดาษ"),
}

REVIEW_LABELS: dict[ReviewDecision, LazyString] = {
    ReviewDecision.SUBMITTED: lazy_pgettext("done", "เสนอ"),
    ReviewDecision.APPROVED: lazy_pgettext("done", "เห็นชอบ"),
    ReviewDecision.RETURNED: lazy_pgettext("done", "ส่งกลับให้แก้"),
    ReviewDecision.WITHDRAWN: lazy_pgettext("done", "ถอนเรื่องคืน"),
    ReviewDecision.SIGNED: lazy_pgettext("done", "ลงนาม"),
}
