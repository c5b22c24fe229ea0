"""The e-mails of routing, in words."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from core.extensions import db
from core.public_address import public_url
from letters.models import Letter
from letters.status import URGENCY_WORDS, LetterStatus
from notifications.renderers import Words, renders
from routing.arrival_notices import KIND


@renders(KIND, lazy_gettext("หนังสือถึงหน่วยงาน"))
def letter_arrived(payload: dict[str, Any]) -> Words:
    """Tell a recipient that a letter has come; the link leads to it after signing in, and opens nothing by itself."""
    letter = db.session.get_one(Letter, payload["letter_id"])
    urgency = URGENCY_WORDS[letter.urgency]
    title = f"{urgency} {letter.subject}".strip()
    if letter.status is not LetterStatus.ISSUED:
        closing = _("หนังสือนี้ถูกเรียกคืนหรือมีฉบับใหม่แทนแล้ว ดูเหตุผลได้ที่หน้าหนังสือ")
    else:
        closing = _("การเปิดอ่านยังไม่ถือเป็นการรับทราบ โปรดกดรับทราบหรือลงรับเมื่อได้รับหนังสือแล้ว")
    return Words(
        subject=_("หนังสือถึงท่าน: %(title)s", title=title),
        paragraphs=(
            _("%(issuer)s ส่งหนังสือที่ %(ref)s ถึงหน่วยงานของท่าน", issuer=letter.issuer_name, ref=letter.ref_no or "-"),
            _("เรื่อง %(title)s", title=title),
        ),
        button=_("เปิดหนังสือ"),
        link=public_url(f"/in/letter/{letter.id}"),
        closing=(closing,),
    )
