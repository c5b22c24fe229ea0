"""How values look on Thai and on English pages."""

import datetime as dt
from collections.abc import Iterator

import pytest
from flask_babel import force_locale
from markupsafe import Markup

from core import jinja_filters as show
from tests.core.frame_app import make_frame_app

DAY = dt.date(2024, 3, 28)
INSTANT = dt.datetime(2024, 3, 28, 18, 5, tzinfo=dt.UTC)  # five past one in the night of the 29th in Bangkok


@pytest.fixture
def thai() -> Iterator[None]:
    with make_frame_app().app_context(), force_locale("th"):
        yield


@pytest.fixture
def english() -> Iterator[None]:
    with make_frame_app().app_context(), force_locale("en"):
        yield


@pytest.mark.usefixtures("thai")
def test_it_writes_dates_in_the_buddhist_era_with_thai_digits() -> None:
    assert show.date_long(DAY) == "๒๘ มีนาคม ๒๕๖๗"
    assert show.date_short(DAY) == "๒๘ มี.ค. ๖๗"
    assert show.date_weekday(DAY) == "วันพฤหัสบดีที่ ๒๘ มีนาคม ๒๕๖๗"


@pytest.mark.usefixtures("english")
def test_it_writes_english_dates_in_common_years() -> None:
    assert show.date_long(DAY) == "28 March 2024"
    assert show.date_short(DAY) == "28 Mar 2024"
    assert show.date_weekday(DAY) == "Thursday 28 March 2024"


@pytest.mark.usefixtures("thai")
def test_it_shows_an_instant_on_the_day_it_falls_on_in_bangkok() -> None:
    assert show.datetime_short(INSTANT) == "๒๙ มี.ค. ๖๗ ๐๑.๐๕\u00a0น."
    assert show.date_long(INSTANT) == "๒๙ มีนาคม ๒๕๖๗"


@pytest.mark.usefixtures("english")
def test_it_shows_english_times_with_a_colon() -> None:
    assert show.datetime_short(INSTANT) == "29 Mar 2024, 01:05"


@pytest.mark.usefixtures("thai")
def test_it_shows_nothing_where_there_is_no_date() -> None:
    assert show.date_long(None) == show.date_short(None) == show.datetime_short(None) == show.time(None) == ""


@pytest.mark.usefixtures("thai")
def test_it_keeps_the_number_of_a_letter_on_one_line() -> None:
    assert show.ref("พช 0023.6/ว 1507") == Markup('<span class="ref">ที่ พช ๐๐๒๓.๖/ว ๑๕๐๗</span>')
    assert show.ref("พช 0023.6/ว 1507", prefix=False) == Markup('<span class="ref">พช ๐๐๒๓.๖/ว ๑๕๐๗</span>')
    assert show.ref(None) == ""


@pytest.mark.usefixtures("english")
def test_it_keeps_arabic_digits_on_english_pages() -> None:
    assert show.ref("พช 0023.6/ว 1507") == Markup('<span class="ref">No. พช 0023.6/ว 1507</span>')
    assert show.thai_digits("ว 1507") == "ว 1507"
    assert show.count(7850) == "7,850"
    assert show.buddhist_year(2567) == "2024 (B.E. 2567)"


@pytest.mark.usefixtures("thai")
def test_it_leaves_addresses_and_markup_in_arabic_digits() -> None:
    assert show.thai_digits("ดู http://164.115.25.179/ ภายใน 3 วัน") == "ดู http://164.115.25.179/ ภายใน ๓ วัน"
    assert show.thai_digits(Markup('<b id="n1">1</b>&#39;2')) == Markup('<b id="n1">๑</b>&#39;๒')


@pytest.mark.usefixtures("thai")
def test_it_counts_in_thai_digits() -> None:
    assert show.count(7850) == "๗,๘๕๐"
    assert show.thai_digits(None) == ""


@pytest.mark.parametrize(
    ("size", "shown"), [(0, "0 B"), (999, "999 B"), (96_400, "96 kB"), (999_499, "999 kB"), (1_420_000, "1.4 MB")]
)
def test_it_says_how_heavy_a_file_is(size: int, shown: str) -> None:
    assert show.filesize(size).replace("\u00a0", " ") == shown


def test_it_keeps_words_whole_that_browsers_split() -> None:
    assert show.keep_words("องค์กรปกครองส่วนท้องถิ่น") == Markup('องค์กรปกครองส่วน<span class="nb">ท้องถิ่น</span>')


def test_it_keeps_a_compound_whole_not_only_its_end() -> None:
    assert show.keep_words("นายกรัฐมนตรี") == Markup('<span class="nb">นายกรัฐมนตรี</span>')


def test_it_escapes_what_people_typed() -> None:
    assert "<script>" not in show.keep_words("<script>ท้องถิ่น</script>")
    assert show.keep_line("<b>") == Markup('<span class="nb">&lt;b&gt;</span>')
    assert show.paragraphs("<i>\nสอง") == Markup("&lt;i&gt;<br>สอง")


def test_it_does_not_touch_words_inside_tags() -> None:
    assert show.keep_words(Markup('<a title="ท้องถิ่น">x</a>')) == Markup('<a title="ท้องถิ่น">x</a>')
