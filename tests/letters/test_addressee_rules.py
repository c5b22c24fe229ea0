import pytest
import sqlalchemy as sa

from core.errors import InvalidInput
from letters.addressee_rules import copies_phrases, parse, phrase, select
from organisations.models import Organisation
from tests.factories.letters import (
    KRABI,
    K,
    make_district_laos,
    make_group,
    make_letter_office,
    make_org,
    make_province,
)

ALL_BELOW = [{"rule": "districts"}, {"rule": "pao"}, {"rule": "municipalities"}]


def named(session, rules, issuer):
    chosen = select(rules, issuer).subquery()
    rows = session.execute(
        sa.select(Organisation.short_name, chosen.c.position, chosen.c.for_information)
        .join(chosen, chosen.c.organisation_id == Organisation.id)
        .order_by(chosen.c.position, Organisation.code)
    )
    return [tuple(row) for row in rows]


def test_it_words_a_province_letter_as_phetchabun_did(session):
    assert phrase(ALL_BELOW, make_province()) == (
        "นายอำเภอ ทุกอำเภอ นายกองค์การบริหารส่วนจังหวัดเพชรบูรณ์ นายกเทศมนตรีเมืองเพชรบูรณ์ "
        "นายกเทศมนตรีเมืองหล่มสัก และนายกเทศมนตรีเมืองวิเชียรบุรี"
    )


def test_it_words_a_province_letter_as_krabi_did(session):
    krabi = make_province("กระบี่", "81", KRABI)
    assert phrase(ALL_BELOW, krabi) == ("นายอำเภอ ทุกอำเภอ นายกองค์การบริหารส่วนจังหวัดกระบี่ และนายกเทศมนตรีเมืองกระบี่")


def test_it_words_a_district_letter_as_mueang_phetchabun_did(session):
    district = make_org(K.DISTRICT, "เมืองเพชรบูรณ์")
    make_district_laos(district, towns=3, saos=15)
    words = phrase([{"rule": "subdistrict_laos"}], district)
    assert words == "นายกเทศมนตรีตำบล และนายกองค์การบริหารส่วนตำบล ทุกแห่ง"


def test_it_leaves_out_a_kind_the_district_does_not_have(session):
    district = make_org(K.DISTRICT, "ไม่มีเทศบาล")
    make_district_laos(district, towns=0, saos=2)
    assert phrase([{"rule": "subdistrict_laos"}], district) == "นายกองค์การบริหารส่วนตำบล ทุกแห่ง"


def test_it_words_a_letter_to_all_governors(session):
    central = make_org(K.CENTRAL, "สำนักงานปลัดสำนักนายกรัฐมนตรี")
    assert phrase([{"rule": "provinces"}], central) == "ผู้ว่าราชการจังหวัดทุกแห่ง"


def test_it_names_a_city_before_towns(session):
    province = make_province()
    make_org(K.CITY_MUNICIPALITY, "ใหญ่", code="9999999", parent_id=province.id)
    assert phrase([{"rule": "municipalities"}], province).startswith("นายกเทศมนตรีนครใหญ่ นายกเทศมนตรีเมืองเพชรบูรณ์")


def test_it_selects_each_organisation_once_with_the_rule_that_named_it_first(session):
    province = make_province()
    pao = session.scalars(sa.select(Organisation).where(Organisation.kind == K.PAO)).one()
    rules = [{"rule": "pao"}, {"rule": "organisation", "id": pao.id}, {"rule": "districts"}]
    assert named(session, rules, province) == [
        ("เพชรบูรณ์", 0, False),
        ("เมืองเพชรบูรณ์", 2, False),
        ("ชนแดน", 2, False),
    ]


def test_it_lets_acting_outweigh_information(session):
    province = make_province()
    rules = [{"rule": "districts", "for_information": True}, {"rule": "districts"}]
    assert {row[2] for row in named(session, rules, province)} == {False}
    informed = [{"rule": "districts", "for_information": True}]
    assert {row[2] for row in named(session, informed, province)} == {True}
    assert phrase(informed, province) == ""
    assert copies_phrases(informed, province) == ["นายอำเภอ ทุกอำเภอ"]


def test_it_reaches_only_the_issuers_own_and_none_dissolved(session):
    province = make_province()
    other = make_province("กระบี่", "81", KRABI)
    make_org(K.DISTRICT, "ยุบแล้ว", parent_id=province.id, active=False)
    assert len(named(session, ALL_BELOW, province)) == 6
    assert len(named(session, ALL_BELOW, other)) == 4


def test_it_reaches_every_lao_directly_from_the_centre(session):
    province = make_province()
    district = session.scalars(sa.select(Organisation).where(Organisation.code == "6701")).one()
    make_district_laos(district, towns=1, saos=2)
    central = make_org(K.CENTRAL, "สำนักงานปลัดสำนักนายกรัฐมนตรี")
    rules = [{"rule": "all_laos"}, {"rule": "provinces", "for_information": True}]
    rows = named(session, rules, central)
    assert [row[2] for row in rows] == [False] * 7 + [True]
    assert rows[-1][0] == province.short_name


def test_it_reaches_a_saved_group_of_the_issuers_own_office_only(session):
    office = make_letter_office()
    member = make_org(K.SAO, "สมาชิก")
    group = make_group(office, member, phrase="นายกสมาชิก ทุกแห่ง")
    rules = [{"rule": "group", "id": group.id}]
    assert named(session, rules, office.organisation) == [("สมาชิก", 0, False)]
    assert phrase(rules, office.organisation) == "นายกสมาชิก ทุกแห่ง"
    stranger = make_org(K.PROVINCE, "อื่น")
    assert named(session, rules, stranger) == []
    with pytest.raises(InvalidInput, match="รายการที่ 1"):
        phrase(rules, stranger)


def test_it_prints_free_text_and_sends_it_to_nobody(session):
    province = make_province()
    rules = [{"rule": "pao"}, {"rule": "text", "text": "  ผู้อำนวยการ  โรงเรียนบ้านทดสอบ "}]
    assert phrase(rules, province) == "นายกองค์การบริหารส่วนจังหวัดเพชรบูรณ์ และผู้อำนวยการ โรงเรียนบ้านทดสอบ"
    assert len(named(session, rules, province)) == 1
    assert named(session, rules[1:], province) == []


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        ("districts", "อ่านได้"),
        ([{"rule": "everybody"}], "everybody"),
        ([{"rule": "pao"}, {"rule": "organisation"}], "รายการที่ 2"),
        ([{"rule": "organisation", "id": True}], "ยังไม่ได้เลือก"),
        ([{"rule": "text", "text": " "}], "1 ถึง 400"),
        ([7], "รายการที่ 1"),
        ([{"rule": "pao"}] * 401, "400"),
    ],
)
def test_it_refuses_bad_rules_by_name(session, rules, says):
    with pytest.raises(InvalidInput) as refused:
        parse(rules)
    assert says in refused.value.message
    assert refused.value.field == "addressee_rules"


def test_it_refuses_a_rule_the_issuer_does_not_have(session):
    with pytest.raises(InvalidInput, match="ใช้กติกานี้ไม่ได้"):
        select([{"rule": "provinces"}], make_province())


def test_it_drops_a_rule_given_twice(session):
    assert len(parse([{"rule": "pao"}, {"rule": "pao"}])) == 1
