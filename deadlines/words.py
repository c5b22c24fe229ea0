"""What is left until a day, and how long a thing has lain, in working days and in words for pages and messages."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext, ngettext

from core.jinja_filters import count
from deadlines.working_days import working_days_between


def remaining(day: dt.date, today: dt.date) -> str:
    """อีก ๓ วันทำการ, วันนี้, พรุ่งนี้ (when that is a working day), เลยมา ๒ วันทำการ, in the page's language.

    A day that lies ahead with no working day between (a Saturday seen on Friday) is told in plain days.
    """
    days = working_days_between(today, day)
    ahead = (day - today).days
    if ahead == 0:
        return gettext("วันนี้")
    if ahead == 1:
        return gettext("พรุ่งนี้")
    if ahead > 0 and days == 0:
        return ngettext("อีก %(days)s วัน", "อีก %(days)s วัน", ahead, days=count(ahead))
    if ahead > 0:
        return ngettext("อีก %(days)s วันทำการ", "อีก %(days)s วันทำการ", days, days=count(days))
    if days == 0:
        return ngettext("เลยมา %(days)s วัน", "เลยมา %(days)s วัน", -ahead, days=count(-ahead))
    return ngettext("เลยมา %(days)s วันทำการ", "เลยมา %(days)s วันทำการ", -days, days=count(-days))


def held_since(day: dt.date, today: dt.date) -> str:
    """ค้างที่เรา ๓ วันทำการ, มาถึงวันนี้."""
    days = working_days_between(day, today)
    if day >= today:
        return gettext("มาถึงวันนี้")
    if days <= 0:
        plain = (today - day).days
        return ngettext("ค้างที่เรา %(days)s วัน", "ค้างที่เรา %(days)s วัน", plain, days=count(plain))
    return ngettext("ค้างที่เรา %(days)s วันทำการ", "ค้างที่เรา %(days)s วันทำการ", days, days=count(days))
