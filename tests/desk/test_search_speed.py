"""A page of results costs a fixed number of statements, each answered from indexes: by words, or by few letters."""

import re

import pytest

from core.extensions import db
from desk.found import load
from desk.search import search
from desk.search_filter import SearchFilter, SearchState
from letters.search_text import index_letter
from letters.search_words import wanted
from letters.status import Book, Urgency
from tests.factories.routing import NOW, make_letter, make_province, send
from tests.statements import statements

BIG = "letters|search_texts|deliveries|letter_days|addressees"
SCAN = re.compile(rf"SCAN ({BIG})\b(?! USING)|Seq Scan on ({BIG})\b")
DEEP_SEARCH = ("ปะการัง", SearchFilter())
ASKED = [
    DEEP_SEARCH,
    ("ปะการัง หญ้าทะเล ว 12", SearchFilter(year=2567)),
    ("พช 1507", SearchFilter()),
    ("กบ", SearchFilter()),
    ("ปะการัง", SearchFilter(book=Book.RECEIVED, urgency=Urgency.URGENT, state=SearchState.WAITING)),
    ("ปะการัง", SearchFilter(other=3, state=SearchState.RECALLED)),
    ("", SearchFilter(year=2567)),
]


@pytest.fixture
def land(session):
    made = make_province()
    for number in range(8):
        index_letter(send(made.org["เมือง"], [made.org["อบต.สะเดียง"]], subject=f"ปะการัง {number}"), NOW)
        index_letter(make_letter(made.org["เมือง"], subject="หญ้าทะเล"), NOW)
    db.session.commit()
    return made


@pytest.mark.parametrize("few", [2_000, -1])
@pytest.mark.parametrize("asked", ASKED, ids=str)
@pytest.mark.parametrize("who", ["เมือง", "อบต.สะเดียง", "สปน."])
def test_it_answers_from_indexes_in_few_statements(land, who, asked, few, monkeypatch):
    monkeypatch.setattr("desk.search.FEW", few)
    monkeypatch.setattr("desk.search.NEWEST", 3)
    reader = land.org[who].id
    typed, wish = asked
    with statements() as noted:
        found = search(reader, wanted(typed), wish)
        load(found, reader, wanted(typed).shown)
    most = 1 + 2 * 3 + 4  # the sizes; newest, walk and index of each part; letters, enclosures, deliveries, offices
    assert len(noted.reads) <= most
    for plan in noted.plans():
        assert not SCAN.search(plan), plan
