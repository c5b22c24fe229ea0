"""Tracking the whole country costs a fixed number of statements, each answered from indexes."""

import datetime as dt
import re

import pytest
import sqlalchemy as sa

from core.extensions import db
from letters.models import Letter
from organisations.queries import by_code, offices_of
from routing.country_view import country, province
from routing.policy import standings, tracked_deliveries
from routing.sent_letters import Scope, SentFilter, sent_letters
from routing.tracking import Doing, RecipientFilter, Tracked, choices, direct_counts, recipients
from tests.factories.country_chain import acknowledge_some, make_country_chain
from tests.statements import statements

TODAY = dt.date(2024, 4, 1)
SCAN = re.compile(r"SCAN deliveries\b(?! USING)|Seq Scan on deliveries")
HOT = {  # each question of the pages with the statements it may cost
    "list of the centre": 3,
    "list of districts, unfinished": 3,
    "recipients of the first letter": 3,
    "recipients of a district's letter, outstanding": 3,
    "a province's branch of the first letter": 3,
    "figures": 1,
    "choices": 2,
    "country": 3,
    "province": 3,
}


def ask(name, chain):
    root = db.session.get(Letter, chain.root_id)
    whole = Tracked(root.id, sa.true(), TODAY)
    centre, unit = offices_of(root.issuer_id)[0], offices_of(by_code("67").id)[-1]
    seen = tracked_deliveries(unit.organisation_id, standings(unit.organisation_id, root))
    district = Tracked(chain.letters["6701"], sa.true(), TODAY)
    questions = {
        "list of the centre": lambda: sent_letters(centre, SentFilter(Scope.ORGANISATION)),
        "list of districts, unfinished": lambda: sent_letters(unit, SentFilter(Scope.BELOW, unfinished=True)),
        "recipients of the first letter": lambda: recipients(whole, RecipientFilter()),
        "recipients of a district's letter, outstanding": lambda: recipients(
            district, RecipientFilter(Doing.OUTSTANDING, text="อบต.")
        ),
        "a province's branch of the first letter": lambda: recipients(Tracked(root.id, seen, TODAY), RecipientFilter()),
        "figures": lambda: direct_counts(whole),
        "choices": lambda: choices(whole),
        "country": lambda: country(root, TODAY),
        "province": lambda: province(root, "67", TODAY),
    }
    with statements() as noted:
        answer = questions[name]()
    return answer, noted


@pytest.fixture
def chain(country_app):
    made = make_country_chain()
    acknowledge_some(made.root_id)
    return made


def test_it_answers_every_question_in_few_statements_from_indexes(chain):
    for name, most in HOT.items():
        _answer, noted = ask(name, chain)
        assert 1 <= len(noted.reads) <= most, name
        for plan in noted.plans():
            assert not SCAN.search(plan), f"{name}\n{plan}"


def test_it_adds_up_from_the_country_to_the_district(chain):
    whole, _ = ask("country", chain)
    assert (whole.laos.total, whole.laos.reached) == (7850, 7850)
    assert len(whole.squares) == len(whole.slowest_first) == 77
    parts, _ = ask("province", chain)
    phetchabun = next(one.part for one in whole.squares if one.tile.code == "67")
    assert sum(one.laos.acknowledged for one in parts) == phetchabun.laos.acknowledged
    page, _ = ask("recipients of a district's letter, outstanding", chain)
    town = next(one for one in parts if one.name == "อำเภอเมืองเพชรบูรณ์")
    sao = [one for one in page.items if one.organisation.label.startswith("อบต.")]
    assert len(sao) == len(page.items) <= town.laos.total - town.laos.acknowledged
