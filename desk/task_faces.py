"""How each kind of task looks on the desk: what it asks, the word on its button, its icon, where it leads."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import LazyString, lazy_pgettext
from flask_babel import lazy_gettext as _l

from desk.tasks import Task, TaskKind


@dataclass(frozen=True)
class Face:
    """`asks` stands under the urgency, `button` on the button; `by_post` acts at once instead of leading to a page."""

    asks: LazyString
    button: LazyString
    icon: str
    endpoint: str
    by_post: bool = False


K = TaskKind
FACES: dict[TaskKind, Face] = {
    K.RECEIVE: Face(_l("ลงรับ"), _l("ลงรับ"), "register", "routing.delivery"),
    K.ACKNOWLEDGE: Face(_l("รับทราบ"), _l("เปิดอ่านและรับทราบ"), "check", "routing.delivery"),
    K.ASSIGN: Face(_l("มอบหมาย"), _l("มอบหมายหน่วยงานใน"), "split", "routing.delivery"),
    K.FORWARD: Face(_l("แจ้งต่อ"), _l("เขียนหนังสือแจ้งต่อ"), "split", "routing.forward", by_post=True),
    K.CONTINUE_DRAFT: Face(_l("ร่างค้าง"), _l("เขียนต่อ"), "pencil", "letters.write"),
    K.MEND_RETURNED: Face(lazy_pgettext("done", "ส่งกลับให้แก้"), _l("แก้ร่าง"), "undo", "letters.write"),
    K.APPROVE: Face(_l("ตรวจร่าง"), _l("ตรวจร่าง"), "eye", "letters.show_letter"),
    K.SIGN: Face(_l("ลงนามและส่ง"), _l("ตรวจและลงนาม"), "send", "letters.show_letter"),
    K.ADD_SCAN: Face(_l("รอลงนามในกระดาษ"), _l("แนบฉบับที่ลงนาม"), "upload", "letters.show_letter"),
    K.SOURCE_RECALLED: Face(_l("ต้นเรื่องถูกเรียกคืน"), _l("ดูว่าต้องทำอะไร"), "warn", "letters.show_letter"),
    K.LOOK_AT_REFUSAL: Face(_l("ผู้รับแจ้งกลับ"), _l("ดูเหตุผล"), "no", "letters.show_letter"),
    K.DO_DUTY: Face(_l("ทำตามหนังสือ"), _l("เปิดรายการ"), "calendar", "deadlines.share"),
    K.SET_DAY: Face(_l("ยังไม่ระบุวัน"), _l("ตั้งวัน"), "calendar", "deadlines.of_letter"),
}


def address_of(task: Task) -> str:
    """Give the address the task's button leads to: a delivery's page, or a letter's."""
    endpoint = FACES[task.kind].endpoint
    if endpoint.startswith("routing."):
        return url_for(endpoint, delivery_id=task.delivery_id)
    if task.share_id is not None:
        return url_for(endpoint, obligation_id=task.share_id)
    return url_for(endpoint, letter_id=task.letter_id)
