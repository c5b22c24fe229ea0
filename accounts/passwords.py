"""What makes a password good enough, and changing one."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Sequence

from flask_babel import gettext

from accounts.models import User
from accounts.sign_in import Attempt, forget_failures
from core.actor import Actor
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.jinja_filters import count
from notifications.outbox import Message, enqueue

SHORTEST = 10
LONGEST = 200
GOOD = 3  # of 4 on zxcvbn's scale: safe against ten thousand guesses a second
LOOKED_AT = 72  # characters; judging a longer one takes long and changes nothing


def weakness(password: str, about: Sequence[str]) -> str:
    """Say what is wrong with a new password and what would be better; "" when it is good. `about`: the person's own
    words (name, address, office), which anyone would try first.
    """
    from zxcvbn import zxcvbn  # loads its word lists; only this needs them

    if len(password) < SHORTEST:
        return gettext("รหัสผ่านสั้นไป ใช้อย่างน้อย %(least)s ตัวอักษร เช่น คำไทยสามคำต่อกัน", least=count(SHORTEST))
    if len(password) > LONGEST:
        return gettext("รหัสผ่านยาวเกิน %(most)s ตัวอักษร", most=count(LONGEST))
    parts = [part for text in about for part in (text, *re.split(r"[@.\s]+", text))]
    words = [part for part in parts if len(part) > 2]
    if zxcvbn(password[:LOOKED_AT], user_inputs=words)["score"] < GOOD:
        return gettext("รหัสผ่านนี้เดาได้ง่าย เลี่ยงชื่อ วันเกิด และเลขเรียง ลองใช้คำหลายคำที่ไม่เกี่ยวกัน")
    return ""


def change_password(user: User, password_hash: str, actor: Actor, now: dt.datetime) -> None:
    """Set a new password: every session everywhere ends, a lock is lifted, the person is told by mail."""
    user.password = password_hash
    user.fs_uniquifier = secrets.token_hex(32)
    forget_failures(Attempt(user.email, "", now))
    record(Act(actor, AuditAct.USER_PASSWORD_RESET, user, now))
    key = f"password_changed:{user.id}:{user.fs_uniquifier[:16]}"
    enqueue(Message("accounts.password_changed", user.email, key, now, {"at": now.isoformat()}, locale=user.locale))


def request_reset(user: User | None, now: dt.datetime) -> None:
    """Send a person the link to a new password, at most every 5 minutes; nobody, or one who has not joined or was
    deactivated, gets nothing, and the page says the same to all.
    """
    if user is not None and user.active and user.password:
        key = f"password_reset:{user.id}:{int(now.timestamp()) // 300}"
        enqueue(Message("accounts.password_reset", user.email, key, now, {"user": user.id}, locale=user.locale))
