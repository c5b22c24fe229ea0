"""Who may see a letter, who may act on a delivery: the rules as tables, and the SQL that says the same."""

from itertools import product

import pytest
import sqlalchemy as sa

from accounts.permissions import ROLE_PERMISSIONS, Role
from letters.models import Letter
from letters.status import LetterStatus as L
from organisations.kinds import OrganisationKind as K
from routing.models import Delivery
from routing.policy import (
    DeliveryFacts,
    Hands,
    Standing,
    can_acknowledge,
    can_cancel,
    can_confirm,
    can_forward,
    can_read_delivery,
    can_receive,
    can_see,
    confirmable,
    facts_of,
    may_see,
    visible_letters,
)
from routing.status import DeliveryState as S
from tests.factories.routing import make_letter, make_province, send

OUTSIDE = {L.ISSUED, L.RECALLED, L.SUPERSEDED}


@pytest.mark.parametrize("status", L)
@pytest.mark.parametrize("standing", [None, *Standing])
def test_it_shows_a_draft_to_its_issuer_only_and_what_left_the_house_to_its_chain(standing, status):
    standings = frozenset([standing] if standing else [])
    expected = standing is Standing.ISSUER or (standing is not None and status in OUTSIDE)
    assert can_see(standings, status) == expected


ME, OTHER, SENDER, PARENT = 1, 2, 3, 4
CLERK, OFFICER = {Role.CLERK}, {Role.OFFICER, Role.GROUP_HEAD, Role.SIGNATORY, Role.CLERK}
RULES = {  # rule: (roles that may, from which organisation)
    can_receive: (CLERK, {ME}),
    can_acknowledge: (OFFICER, {ME}),
    can_confirm: (OFFICER, {SENDER, PARENT}),
    can_cancel: ({Role.SIGNATORY}, {SENDER}),
    can_read_delivery: (OFFICER | {Role.READ_ONLY, Role.ORGANISATION_ADMIN, Role.NATIONAL_ADMIN}, {ME, SENDER, PARENT}),
}


def facts_with(kind=K.SAO, state=S.DELIVERED, seen=True):
    return DeliveryFacts(ME, kind, parent_id=PARENT, sender_id=SENDER, state=state, seen=seen)


@pytest.mark.parametrize(("role", "where", "rule"), list(product(Role, (ME, OTHER, SENDER, PARENT), RULES)))
def test_it_lets_act_who_has_the_role_in_the_right_organisation(role, where, rule):
    facts = facts_with()
    roles, organisations = RULES[rule]
    hands = Hands(where, 9, ROLE_PERMISSIONS[role])
    assert rule(hands, facts) == (role in roles and where in organisations)


@pytest.mark.parametrize(("kind", "state"), list(product(K, S)))
def test_it_lets_only_offices_of_the_state_forward_and_not_what_was_recalled(kind, state):
    facts = facts_with(kind, state)
    hands = Hands(ME, 9, ROLE_PERMISSIONS[Role.OFFICER])
    expected = kind in (K.CENTRAL, K.PROVINCE, K.DISTRICT) and state not in (S.RECALLED, S.REJECTED)
    assert can_forward(hands, facts) == expected
    assert not can_forward(Hands(OTHER, 9, hands.permissions), facts)


@pytest.mark.parametrize("kind", [K.DISTRICT, K.PROVINCE, K.CENTRAL])
def test_it_confirms_for_laos_only(kind):
    facts = facts_with(kind)
    assert not can_confirm(Hands(PARENT, 9, ROLE_PERMISSIONS[Role.OFFICER]), facts)


@pytest.mark.parametrize("rule", [can_confirm, can_read_delivery])
def test_it_lets_the_office_above_do_nothing_about_a_letter_it_may_not_see(rule):
    hands = Hands(PARENT, 9, ROLE_PERMISSIONS[Role.OFFICER])
    assert rule(hands, facts_with())
    assert not rule(hands, facts_with(seen=False))


@pytest.fixture
def chain(session):
    """centre → province → district เมือง → LAO, a draft of the province, a letter of ชนแดน, one of an LAO."""
    land = make_province()
    org = land.org
    root = send(org["สปน."], [org["จังหวัด"]])
    down = send(org["จังหวัด"], [org["เมือง"], org["อบจ."]], source_id=root.id, root_id=root.id)
    last = send(org["เมือง"], [org["อบต.สะเดียง"]], source_id=down.id, root_id=root.id)
    draft = make_letter(org["จังหวัด"], status=L.DRAFT, ref_no=None, root_id=root.id)
    own = send(org["ชนแดน"], [org["ทต.ดงขุย"]])
    local = send(org["อบต.นาป่า"], [org["เมือง"]])
    return land, {"root": root, "down": down, "last": last, "draft": draft, "own": own, "local": local}


SEES = {
    "สปน.": "root down last",
    "จังหวัด": "root down last draft own",
    "เมือง": "root down last local",
    "ชนแดน": "own",
    "อบจ.": "root down",
    "อบต.สะเดียง": "root down last",
    "อบต.นาป่า": "local",
    "ทต.ดงขุย": "own",
    "ทม.": "",
}


@pytest.mark.parametrize("name", SEES)
def test_it_shows_each_organisation_exactly_its_letters_by_rule_and_by_select(session, chain, name):
    land, letters = chain
    organisation = land.org[name].id
    by_rule = {key for key, letter in letters.items() if may_see(organisation, letter)}
    found = set(session.scalars(sa.select(Letter.id).where(visible_letters(organisation))))
    by_select = {key for key, letter in letters.items() if letter.id in found}
    assert by_rule == by_select == set(SEES[name].split())


# Who may confirm on behalf: delivery as (letter, recipient); past: sent by the centre to an LAO, past its district.
CONFIRMS = {
    "สปน.": "past→อบต.นาป่า",
    "จังหวัด": "down→อบจ.",
    "เมือง": "last→อบต.สะเดียง",
    "ชนแดน": "own→ทต.ดงขุย",
    "อบต.สะเดียง": "",
    "อบต.นาป่า": "",
}


@pytest.mark.parametrize("name", CONFIRMS)
def test_it_lets_each_confirm_for_its_laos_the_letters_it_may_see_by_rule_and_by_select(session, chain, name):
    land, letters = chain
    letters["past"] = send(land.org["สปน."], [land.org["อบต.นาป่า"]])
    organisation = land.org[name].id
    hands = Hands(organisation, 9, ROLE_PERMISSIONS[Role.OFFICER])
    desks = {organisation.id: key for key, organisation in land.org.items()}
    keys = {letter.id: key for key, letter in letters.items()}
    every = session.scalars(sa.select(Delivery)).all()
    by_rule = {one for one in every if can_confirm(hands, facts_of(one, organisation))}
    by_select = set(session.scalars(sa.select(Delivery).where(confirmable(organisation))))
    assert by_rule == by_select
    assert {f"{keys[one.letter_id]}→{desks[one.organisation_id]}" for one in by_rule} == set(CONFIRMS[name].split())
