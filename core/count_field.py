"""A form field for a whole number, typed with Thai or Arabic digits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from wtforms import IntegerField

from thai_numerals import to_arabic


class CountField(IntegerField):
    """๗, 7 or " 7 "; None for an empty field. Raises ValueError, shown at the field, for anything else."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read the number."""
        text = to_arabic(str(valuelist[0])).strip() if valuelist else ""
        self.data = None
        if not text:
            return
        if not (text.isascii() and text.isdigit() and len(text) <= 6):
            raise ValueError(_("อ่านจำนวนไม่ได้ พิมพ์ตัวเลข เช่น 7"))
        self.data = int(text)
