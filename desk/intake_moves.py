"""The one place where the state of a file taken in changes (the moves themselves stand in desk/intake_status.py)."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from core.claims import claim
from core.errors import Refused, StaleState
from core.extensions import db
from desk.intake_models import IncomingFile
from desk.intake_status import INTAKE_MOVES, IntakeState


def move(incoming: IncomingFile, to: IntakeState, **change: Any) -> None:  # noqa: ANN401
    """Set the state, and `change` with it, while the row still has the state this caller saw.

    Raises Refused for a move that is none, StaleState when somebody else moved it first.
    """
    seen = incoming.state
    if to not in INTAKE_MOVES[seen]:
        raise Refused(_("ทำเช่นนี้กับไฟล์นี้ในขั้นตอนนี้ไม่ได้"), _("กลับไปหน้านำเข้าหนังสือแล้วดูสถานะปัจจุบัน"))
    if not claim(IncomingFile, incoming.id, {"state": seen}, {"state": to, **change}):
        raise StaleState(_("มีคนอื่นดำเนินการกับไฟล์นี้ไปก่อนแล้ว"), _("กลับไปหน้านำเข้าหนังสือแล้วดูสถานะปัจจุบัน"))
    db.session.refresh(incoming)
