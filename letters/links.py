"""Addresses of websites as stored and printed in codes: http or https, ASCII (design rule 5). Pure."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from flask_babel import gettext as _

from core.errors import InvalidInput
from thai_numerals import to_arabic

LONGEST_URL = 2000
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")
_KEEP = "/?#[]@!$&'()*+,;=:%~-._"


def ascii_url(text: str, field: str = "url") -> str:
    """Give `text` as an ASCII URL: Thai digits become Arabic, Thai hosts punycode, Thai paths percent-encoded.

    An address without a scheme gets https. Raises InvalidInput for anything that is no http(s) address.
    """
    address = "".join(to_arabic(text).split())
    if not _SCHEME.match(address):
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").encode("idna").decode("ascii"), parts.port
    except (ValueError, UnicodeError):
        raise _bad(field) from None
    if parts.scheme not in ("http", "https") or "." not in host.strip(".") or parts.username is not None:
        raise _bad(field)
    place = f"{host}:{port}" if port else host
    url = urlunsplit((parts.scheme, place, *(quote(part, safe=_KEEP) for part in parts[2:])))
    if len(url) > LONGEST_URL:
        raise _bad(field)
    return url


def _bad(field: str) -> InvalidInput:
    return InvalidInput(
        _("ที่อยู่เว็บไซต์ใช้ไม่ได้"), _("ใส่ที่อยู่ที่ขึ้นต้นด้วย http:// หรือ https:// เช่น https://www.example.go.th/"), field
    )
