"""What deadlines and the states of obligations are called."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from deadlines.status import DeadlineKind, Evidence, ObligationState

K, S = DeadlineKind, ObligationState

KIND_LABELS: dict[DeadlineKind, LazyString] = {
    K.FORWARD: _l("แจ้งต่อ"),
    K.ACKNOWLEDGE: _l("รับทราบและถือปฏิบัติ"),
    K.REGISTER_ATTENDEES: _l("แจ้งรายชื่อผู้เข้าร่วม"),
    K.ATTEND: _l("เข้าร่วมประชุม"),
    K.ENTER_DATA: _l("บันทึกข้อมูลในระบบ"),
    K.SUBMIT_REPORT: _l("ส่งรายงาน"),
}
KIND_ICONS: dict[DeadlineKind, str] = {
    K.FORWARD: "split",
    K.ACKNOWLEDGE: "check",
    K.REGISTER_ATTENDEES: "user",
    K.ATTEND: "video",
    K.ENTER_DATA: "pencil",
    K.SUBMIT_REPORT: "send",
}
EVIDENCE_LABELS: dict[Evidence, LazyString] = {
    Evidence.NONE: _l("ไม่ต้องแสดงหลักฐาน"),
    Evidence.NOTE: _l("พิมพ์ผลการดำเนินการ"),
    Evidence.FILE: _l("แนบไฟล์"),
}
STATE_LABELS: dict[ObligationState, LazyString] = {
    S.AWAITING: _l("หนังสือยังมาไม่ถึง"),
    S.OPEN: _l("ยังไม่เสร็จ"),
    S.SETTLED: _l("เสร็จแล้ว"),
    S.WAIVED: _l("ได้รับยกเว้น"),
}
