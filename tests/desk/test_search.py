"""Who searches finds every letter that holds the words and that their organisation may see, and no other."""

import datetime as dt

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import InvalidInput
from core.extensions import db
from desk.search import search
from desk.search_filter import SearchFilter, SearchState
from letters.models import Letter
from letters.search_text import index_letter
from letters.search_words import wanted
from letters.status import Book, Urgency
from letters.status import LetterStatus as L
from routing.acknowledge import acknowledge
from routing.policy import letters_in_reach, visible_letters
from tests.factories.routing import NOW, delivery_of, make_letter, make_province, send

WORD = "ปะการังฟอกขาว"


@pytest.fixture
def land(session):
    return make_province()


def indexed(letter):
    index_letter(letter, NOW)
    return letter


def found(organisation, typed, wish=None, **more):
    page = search(organisation.id, wanted(typed), wish, **more)
    return page.letter_ids


TYPED = (
    *("พช 1507", "ว1507", "๑๕๐๗", "พช0023.6/ว1507", "พช ๐๐๒๓.๖/ว ๑๕๐๗", "ที่ พช 0023.6/ว 1507"),
    *("พช00236/ว1507", "พชว1507", "ว.1507", "พช", "ว", "0023.6"),
)


@pytest.mark.parametrize("typed", TYPED)
def test_it_finds_a_letter_by_its_number_however_it_is_typed(land, typed):
    here = land.org["จังหวัด"]
    letter = indexed(make_letter(here, ref_no="พช 0023.6/ว 1507"))
    assert found(here, typed) == [letter.id]


def test_it_puts_the_very_number_before_the_newer_letters_that_mention_it(land):
    here = land.org["จังหวัด"]
    meant = indexed(make_letter(here, ref_no="พช 0023.6/ว 1507", letter_date=dt.date(2023, 1, 5)))
    mentions = indexed(make_letter(here, subject="โทร 0 1507 000", letter_date=dt.date(2024, 3, 1)))
    longer = indexed(make_letter(here, ref_no="พช 0023.6/ว 15071", letter_date=dt.date(2024, 3, 2)))
    page = search(here.id, wanted("1507"))
    assert page.letter_ids == [meant.id, longer.id, mentions.id]
    assert page.by_number == 1


@pytest.mark.parametrize("part", ["subject", "body_cause", "body_conclusion", "addressee_text", "signature_name",
                                  "references", "owner_unit"])  # fmt: skip
def test_it_finds_words_in_every_part_of_a_letter(land, part):
    here = land.org["จังหวัด"]
    value = [f"ก่อนหน้า{WORD}"] if part in ("references", "owner_unit") else f"ก่อนหน้า{WORD[:6]}\n{WORD[6:]}"
    letter = indexed(make_letter(here, **{part: value}))
    assert found(here, WORD) == found(here, WORD[2:7]) == found(here, f"จังหวัด {WORD}") == [letter.id]
    assert found(here, f"{WORD}ก") == []


def test_it_matches_one_or_two_characters_in_numbers_and_names_only(land):
    here = land.org["จังหวัด"]
    named = indexed(make_letter(here, ref_no="กค 0405/9", subject="เรื่อง"))
    indexed(make_letter(here, ref_no="พช 0023/7", subject="กค"))
    assert found(here, "กค") == [named.id]
    assert found(here, "9") == [named.id]


@pytest.fixture
def chain(land):
    org = land.org
    same = {"subject": WORD}
    root = send(org["สปน."], [org["จังหวัด"]], **same)
    down = send(org["จังหวัด"], [org["เมือง"], org["อบจ."]], source_id=root.id, root_id=root.id, **same)
    last = send(org["เมือง"], [org["อบต.สะเดียง"]], source_id=down.id, root_id=root.id, **same)
    draft = make_letter(org["จังหวัด"], status=L.DRAFT, ref_no=None, root_id=root.id, **same)
    own = send(org["ชนแดน"], [org["ทต.ดงขุย"]], **same)
    gone = send(org["ชนแดน"], [org["ทต.ดงขุย"]], **same)
    gone.status = L.RECALLED
    local = send(org["อบต.นาป่า"], [org["เมือง"]], **same)
    letters = {"root": root, "down": down, "last": last, "draft": draft, "own": own, "gone": gone, "local": local}
    return {name: indexed(letter).id for name, letter in letters.items()}


SEES = {
    "สปน.": "root down last",
    "จังหวัด": "root down last draft own gone",
    "เมือง": "root down last local",
    "ชนแดน": "own gone",
    "อบจ.": "root down",
    "อบต.สะเดียง": "root down last",
    "อบต.นาป่า": "local",
    "ทต.ดงขุย": "own gone",
    "ทม.": "",
}


@pytest.mark.parametrize("few", [2_000, -1])
@pytest.mark.parametrize("name", SEES)
def test_it_shows_each_organisation_exactly_its_letters(land, chain, name, few, monkeypatch):
    """Both ways: beginning with the letters in reach, and by the index of words."""
    monkeypatch.setattr("desk.search.FEW", few)
    monkeypatch.setattr("desk.search.NEWEST", 2)
    expected = {chain[one] for one in SEES[name].split()}
    assert set(found(land.org[name], WORD)) == expected
    assert set(found(land.org[name], "", SearchFilter(year=2567))) == expected


@pytest.mark.parametrize("name", SEES)
def test_every_letter_one_may_see_is_in_reach(land, chain, name):
    us = land.org[name].id
    reach = set(db.session.scalars(sa.union_all(*letters_in_reach(us).ways)))
    assert set(db.session.scalars(sa.select(Letter.id).where(visible_letters(us)))) <= reach


def test_it_pages_through_everything_once_newest_first(land, monkeypatch):
    here = land.org["จังหวัด"]
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=7 * (n % 5)) for n in range(12)]
    letters = [indexed(make_letter(here, subject=WORD, letter_date=day)) for day in days]
    letters[3].ref_no = letters[7].ref_no = "พช 0023.6/9"
    letters[3].issuer_name = "อื่น"
    for one in letters:
        indexed(one)
    for typed, few in ((WORD, 2_000), (WORD, -1), ("9", 2_000)):
        monkeypatch.setattr("desk.search.FEW", few)
        monkeypatch.setattr("desk.search.NEWEST", 2)
        pages, cursor = [], None
        while True:
            page = search(here.id, wanted(typed), cursor=cursor, size=5)
            pages += page.letter_ids
            cursor = page.next
            if cursor is None:
                break
        assert len(pages) == len(set(pages))
        if typed == WORD:
            newest_first = sorted(letters, key=lambda one: (one.letter_date, one.id), reverse=True)
            assert pages == [one.id for one in newest_first]
        else:
            assert set(pages[:2]) == {letters[3].id, letters[7].id}


def test_it_narrows_by_every_filter(land):
    org, here = land.org, land.org["เมือง"]
    near = dt.date(2024, 4, 30)
    sent = indexed(make_letter(here, subject=WORD, circular=False, ref_no="พช 1/2"))
    circular = indexed(make_letter(here, subject=WORD, circular=True, urgency=Urgency.VERY_URGENT))
    old = indexed(make_letter(here, subject=WORD, letter_date=dt.date(2020, 2, 3), status=L.SUPERSEDED))
    came = indexed(send(org["จังหวัด"], [here], subject=WORD, body_purpose="ภายในวันที่ 30 เมษายน 2567"))
    read = indexed(send(org["จังหวัด"], [here], subject=WORD))
    acknowledge(delivery_of(read, here), now=NOW, actor=land.actor("เมือง"))
    onward = indexed(send(here, [org["อบต.สะเดียง"]], subject=WORD))
    wishes = {
        SearchFilter(year=2563): {old},
        SearchFilter(book=Book.RECEIVED): {came, read},
        SearchFilter(book=Book.CIRCULAR): {circular},
        SearchFilter(book=Book.SENT): {sent, old, onward},
        SearchFilter(urgency=Urgency.VERY_URGENT): {circular},
        SearchFilter(state=SearchState.SUPERSEDED): {old},
        SearchFilter(state=SearchState.WAITING): {came},
        SearchFilter(state=SearchState.RECEIVED): {read},
        SearchFilter(state=SearchState.DRAFT): set(),
        SearchFilter(other=org["จังหวัด"].id): {came, read},
        SearchFilter(other=org["อบต.สะเดียง"].id): {onward},
        SearchFilter(due=(near, near)): {came},
        SearchFilter(due=(near, near), state=SearchState.RECEIVED): set(),
    }
    for wish, expected in wishes.items():
        assert set(found(here, WORD, wish)) == set(found(here, "", wish)) == {one.id for one in expected}, wish


def test_it_does_not_tell_a_recipient_to_whom_else_a_letter_went(land):
    org = land.org
    letter = indexed(send(org["เมือง"], [org["อบต.สะเดียง"], org["อบต.นาป่า"]], subject=WORD))
    to_neighbour = SearchFilter(other=org["อบต.นาป่า"].id)
    assert found(org["อบต.สะเดียง"], WORD, to_neighbour) == []
    assert found(org["อบต.นาป่า"], WORD, to_neighbour) == [letter.id]
    assert found(org["เมือง"], WORD, to_neighbour) == found(org["จังหวัด"], WORD, to_neighbour) == [letter.id]


def test_it_asks_for_words_or_a_filter(land):
    with pytest.raises(InvalidInput) as refused:
        search(land.org["เมือง"].id, wanted("  "))
    assert refused.value.field == "q"


@pytest.mark.parametrize("cursor", ["x", "WzAsMV0", "WzAsNSwxXQ", "ก"])
def test_it_refuses_a_made_up_cursor(land, cursor):
    with pytest.raises(InvalidInput):
        search(land.org["เมือง"].id, wanted(WORD), cursor=cursor)


WORDS = ["การประชุม", "ที่", " ", "๒๕๖๗", "น้ำ", "Zoom", "(ฉบับที่ 2)", "เมืองพัทยา", '"', "100%", "_", "'", "ๆ", "AND"]
PIECES = st.lists(st.sampled_from(WORDS), min_size=2, max_size=7)


@given(pieces=PIECES, data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_finds_a_letter_by_any_three_characters_of_its_subject(land, pieces, data):
    here = land.org["จังหวัด"]
    subject = "".join(pieces)
    letter = indexed(make_letter(here, subject=subject))
    start = data.draw(st.integers(0, max(0, len(subject) - 3)))
    typed = subject[start : data.draw(st.integers(min(start + 3, len(subject)), len(subject)))].replace('"', " ")
    if any(len(word) >= 3 for word in wanted(typed).shown):
        assert letter.id in found(here, typed, size=200)
