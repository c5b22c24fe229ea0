"""Thai digits, dates, years and number words. Pure: standard library only."""

from thai_numerals.dates import (
    format_date,
    format_date_en,
    format_month,
    format_month_range,
    format_range,
    format_time,
    format_time_range,
)
from thai_numerals.digits import to_arabic, to_thai
from thai_numerals.finding import find_dates
from thai_numerals.found_date import FoundDate
from thai_numerals.words import number_from_words, number_in_words
from thai_numerals.years import (
    fiscal_year,
    fiscal_year_bounds,
    register_year,
    to_buddhist,
    to_gregorian,
    year_bounds,
)

__all__ = [
    "FoundDate",
    "fiscal_year",
    "fiscal_year_bounds",
    "find_dates",
    "format_date",
    "format_date_en",
    "format_month",
    "format_month_range",
    "format_range",
    "format_time",
    "format_time_range",
    "number_from_words",
    "number_in_words",
    "register_year",
    "to_arabic",
    "to_buddhist",
    "to_gregorian",
    "to_thai",
    "year_bounds",
]
