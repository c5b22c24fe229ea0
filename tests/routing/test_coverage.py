"""Every LAO in scope exactly once: on small lists by hand, on the real country by the official list."""

import pytest
import sqlalchemy as sa

from organisations.kinds import OrganisationKind as K
from organisations.models import Organisation
from routing.chain import Node, cover, coverage, coverage_of
from tests.factories.routing import make_letter, make_province

PROVINCE = Node(1, K.PROVINCE, "จังหวัดหนึ่ง", "หนึ่ง")
EAST, WEST = Node(2, K.DISTRICT, "อำเภอตะวันออก", "ตะวันออก", (1,)), Node(3, K.DISTRICT, "อำเภอตะวันตก", "ตะวันตก", (1,))
PAO = Node(4, K.PAO, "อบจ.หนึ่ง", "หนึ่ง", (1,))
LAOS = [
    PAO,
    Node(5, K.SAO, "อบต.ก", "ก", (2, 1)),
    Node(6, K.SAO, "อบต.ข", "ข", (2, 1)),
    Node(7, K.SAO, "อบต.ค", "ค", (3, 1)),
]
STRANGER = Node(8, K.SAO, "อบต.ไกล", "ไกล", (9, 10))


def ids(nodes):
    return [node.id for node in nodes]


def test_it_is_complete_when_each_lao_is_reached_once():
    proof = cover(PROVINCE, [*LAOS, STRANGER], [EAST, WEST, PAO])
    assert (proof.in_scope, proof.reached, proof.complete) == (4, 4, True)
    assert ids(proof.direct) == [4]
    assert [(one.node.id, one.laos) for one in proof.through] == [(2, 2), (3, 1)]


def test_it_names_those_nobody_reaches_and_those_two_ways_reach():
    proof = cover(PROVINCE, LAOS, [EAST, LAOS[1]])
    assert (ids(proof.missing), ids(proof.doubled), proof.complete) == ([4, 7], [5], False)


@pytest.mark.parametrize(("recipients", "missing"), [([EAST], []), ([], [5, 6])])
def test_it_asks_of_a_district_only_its_own(recipients, missing):
    proof = cover(EAST, LAOS, [LAOS[1], LAOS[2]] if recipients else [])
    assert ids(proof.missing) == missing
    assert proof.in_scope == 2


RULES = {
    K.PROVINCE: [{"rule": "districts"}, {"rule": "pao"}, {"rule": "municipalities"}],
    K.DISTRICT: [{"rule": "subdistrict_laos"}],
}


def prove(session, code, rules=None):
    issuer = session.scalars(sa.select(Organisation).where(Organisation.code == code)).one()
    return coverage(RULES[issuer.kind] if rules is None else rules, issuer)


def test_it_proves_krabi_as_the_official_list_has_it(country):
    proof = prove(country, "81")
    assert (proof.in_scope, proof.reached, proof.complete) == (62, 62, True)
    assert [node.label for node in proof.direct] == ["อบจ.กระบี่", "ทม.กระบี่"]
    counts = {one.node.short_name: one.laos for one in proof.through}
    assert counts == {
        "เมืองกระบี่": 8,
        "เขาพนม": 7,
        "เกาะลันตา": 6,
        "คลองท่อม": 9,
        "อ่าวลึก": 11,
        "ปลายพระยา": 5,
        "ลำทับ": 5,
        "เหนือคลอง": 9,
    }


def test_it_proves_phetchabun_and_its_capital_district(country):
    proof = prove(country, "67")
    assert (proof.in_scope, len(proof.direct), len(proof.through), proof.complete) == (128, 4, 11, True)
    assert next(one.laos for one in proof.through if one.node.short_name == "เมืองเพชรบูรณ์") == 18
    assert prove(country, "6701").in_scope == 18


def test_it_names_the_town_a_province_forgets_and_the_one_it_names_twice(country):
    forgotten = prove(country, "67", RULES[K.PROVINCE][:2])
    assert sorted(node.label for node in forgotten.missing) == ["ทม.วิเชียรบุรี", "ทม.หล่มสัก", "ทม.เพชรบูรณ์"]
    lao = country.scalars(sa.select(Organisation).where(Organisation.name == "องค์การบริหารส่วนตำบลสะเดียง")).one()
    twice = prove(country, "67", [*RULES[K.PROVINCE], {"rule": "organisation", "id": lao.id}])
    assert [node.label for node in twice.doubled] == ["อบต.สะเดียง"]


def test_it_finds_bangkok_missing_from_a_letter_to_all_governors(country):
    proof = prove(country, "PMO", [{"rule": "provinces"}])
    assert (proof.in_scope, [node.label for node in proof.missing]) == (7850, ["กรุงเทพมหานคร"])
    both = [{"rule": "all_laos"}, {"rule": "provinces", "for_information": True}]
    assert prove(country, "PMO", both).complete  # for information reaches nobody twice


def test_it_owes_no_forwarding_where_a_district_has_nobody_below(country):
    proof = prove(country, "84")
    assert proof.complete
    code = sa.select(Organisation.id).where(Organisation.code == "8404")
    empty = country.scalars(code).one()
    assert {one.laos for one in proof.through if one.node.id == empty} == {0}


def test_it_proves_an_issued_letter_by_its_frozen_list(session):
    land = make_province()
    letter = make_letter(land.org["จังหวัด"], [land.org["เมือง"], land.org["อบจ."], land.org["ทม."]])
    proof = coverage_of(letter)
    assert (proof.in_scope, [node.label for node in proof.missing]) == (7, ["ทต.ดงขุย", "อบต.ซับพุทรา"])
