"""What roles are called on pages and in messages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from accounts.permissions import Role

ROLE_LABELS: dict[Role, LazyString] = {
    Role.CLERK: _l("เจ้าหน้าที่สารบรรณ"),
    Role.OFFICER: _l("เจ้าหน้าที่"),
    Role.GROUP_HEAD: _l("หัวหน้ากลุ่มงาน"),
    Role.SIGNATORY: _l("ผู้ลงนาม"),
    Role.ORGANISATION_ADMIN: _l("ผู้ดูแลของหน่วยงาน"),
    Role.NATIONAL_ADMIN: _l("ผู้ดูแลทั้งประเทศ"),
    Role.READ_ONLY: _l("ดูอย่างเดียว"),
}
"""A page with several roles lists them in this order."""
