"""Words of routing's enums."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from routing.queries import InboxTab
from routing.status import BehalfMethod

METHOD_LABELS: dict[BehalfMethod, LazyString] = {
    BehalfMethod.PHONE: _l("โทรศัพท์"),
    BehalfMethod.LINE: _l("ไลน์"),
    BehalfMethod.FAX: _l("โทรสาร"),
    BehalfMethod.PAPER: _l("หนังสือกระดาษ"),
    BehalfMethod.EMAIL: _l("อีเมล"),
    BehalfMethod.IN_PERSON: _l("มาด้วยตนเอง"),
}

TAB_LABELS: dict[InboxTab, LazyString] = {
    InboxTab.WAITING: _l("รอรับ"),
    InboxTab.RECEIVED: _l("รับแล้ว"),
    InboxTab.RETURNED: _l("แจ้งกลับและเรียกคืน"),
    InboxTab.ALL: _l("ทั้งหมด"),
}
