"""Buddhist, calendar and fiscal years, as Thai offices count them.

Valid from 1 January 2484 BE (1941), when the year began to start in January; older dates are counted the
same way, without the April new year of their time.
"""

from datetime import date

BUDDHIST_OFFSET = 543
_FISCAL_START_MONTH = 10


def to_buddhist(year: int) -> int:
    """The Buddhist year (พ.ศ.) of a Gregorian one: 2024 is 2567."""
    return year + BUDDHIST_OFFSET


def to_gregorian(buddhist_year: int) -> int:
    """The Gregorian year (ค.ศ.) of a Buddhist one: 2567 is 2024."""
    return buddhist_year - BUDDHIST_OFFSET


def register_year(day: date) -> int:
    """The Buddhist year whose registers a letter of this day belongs to.

    Numbers of sent and received letters run through the calendar year and begin again on 1 January
    (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖).
    """
    return to_buddhist(day.year)


def year_bounds(buddhist_year: int) -> tuple[date, date]:
    """First and last day of a Buddhist calendar year."""
    year = to_gregorian(buddhist_year)
    return date(year, 1, 1), date(year, 12, 31)


def fiscal_year(day: date) -> int:
    """The fiscal year (ปีงบประมาณ, BE) of a day: 1 October 2566 already lies in 2567.

    พระราชบัญญัติวิธีการงบประมาณ พ.ศ. ๒๕๖๑ มาตรา ๔: 1 October of one year to 30 September of the next,
    named after the latter.
    """
    return to_buddhist(day.year + (day.month >= _FISCAL_START_MONTH))


def fiscal_year_bounds(buddhist_year: int) -> tuple[date, date]:
    """First and last day of a fiscal year (BE): 2567 is 1 October 2023 to 30 September 2024."""
    year = to_gregorian(buddhist_year)
    return date(year - 1, _FISCAL_START_MONTH, 1), date(year, 9, 30)
