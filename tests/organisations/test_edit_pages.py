import datetime as dt

import pytest
import sqlalchemy as sa

from core.audit import AuditEntry
from core.audit_acts import AuditAct
from organisations import queries, tree
from organisations.kinds import OrganisationKind as K
from organisations.models import Organisation

FACTS = {"version": "1", "head_name": "", "head_title": "", "phone": "", "saraban_email": "", "address": ""}


def one(code="6701"):
    return queries.by_code(code)


def post(browser, url, status=302, **typed):
    answer = browser.post(url, data=typed)
    assert answer.status_code == status, answer.text[:3000]
    return answer


def edit(browser, code="6701", status=302, **typed):
    return post(browser, f"/organisations/{one(code).id}/edit", status, **{**FACTS, **typed})


def test_it_saves_contacts_with_who_gave_them_and_on_record(country, admin):
    edit(admin, head_name="นายตัวอย่าง  หนึ่ง", phone="โทร. ๐ ๕๖๗๑ ๒๘๔๔", saraban_email="Saraban@Mueang.invalid")
    changed = one()
    assert (changed.head_name, changed.phone) == ("นายตัวอย่าง หนึ่ง", "0 5671 2844")
    assert changed.saraban_email == "saraban@mueang.invalid"
    assert changed.contact_source.startswith("กรอกในระบบโดย") and changed.contact_as_of
    entry = country.scalars(sa.select(AuditEntry).where(AuditEntry.act == AuditAct.ORGANISATION_CHANGED)).one()
    assert entry.after["phone"] == "0 5671 2844" and entry.before["phone"] is None


def test_it_overrides_the_form_of_address_until_it_is_emptied(country, admin):
    edit(admin, head_title="ผู้รักษาราชการแทนนายอำเภอเมืองเพชรบูรณ์")
    assert one().form_of_address == "ผู้รักษาราชการแทนนายอำเภอเมืองเพชรบูรณ์"
    edit(admin, version="2")
    assert one().form_of_address == "นายอำเภอเมืองเพชรบูรณ์"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"saraban_email": "saraban.example.go.th"}, "อีเมลขาด @"),
        ({"saraban_email": "saraban@ไทย.go.th"}, "อักษรหรือเลขไทย"),
        ({"saraban_email": "a b@x.invalid"}, "อีเมลไม่ถูกรูปแบบ"),
        ({"phone": "ไม่มี"}, "หมายเลขโทรศัพท์ไม่ถูกรูปแบบ"),
        ({"head_name": "ก" * 300}, "ยาวเกินไป"),
    ],
)
def test_it_names_what_is_wrong_and_keeps_what_was_typed(country, admin, typed, said):
    text = edit(admin, status=422, address="ถนนสระบุรี", **typed).text
    assert said in text and "ถนนสระบุรี" in text
    assert one().address is None


def test_it_shows_the_latest_when_somebody_else_was_faster(country, admin):
    edit(admin, phone="0 5671 2844")
    text = edit(admin, status=409, phone="0 5671 9999").text
    assert "มีผู้อื่นแก้ข้อมูลนี้ไปก่อนแล้ว" in text
    assert "ในระบบตอนนี้: 0 5671 2844" in text and 'value="0 5671 9999"' in text
    assert one().phone == "0 5671 2844"
    edit(admin, version="2", phone="0 5671 9999")
    assert one().phone == "0 5671 9999"


def test_it_refuses_what_is_outside_ones_own_tree(country, admin):
    edit(admin, "81", 403, phone="0 7561 1899")
    edit(admin, "PMO", 403, phone="0 7561 1899")


def change(browser, lao, status=302, **typed):
    base = {"version": str(lao.version), "kind": "town_municipality", "short_name": lao.short_name}
    base |= {"valid_from": "2021-06-01", "source": "ราชกิจจานุเบกษา เล่ม 138"}
    return post(browser, f"/organisations/{lao.id}/kind", status, **{**base, **typed})


def an_sao(country):
    return country.scalars(tree.children(one().id).where(Organisation.kind == K.SAO)).first()


def test_it_makes_an_lao_a_town_from_a_day_on_and_moves_its_route_to_the_province(country, nation):
    lao = an_sao(country)
    identity, former, short = lao.id, lao.name, lao.short_name
    change(nation, lao)
    changed = country.get(Organisation, identity)
    assert (changed.name, changed.parent.code, changed.district_code) == (f"เทศบาลเมือง{short}", "67", "6701")
    assert [(p.name, p.valid_to) for p in queries.kind_periods(identity)] == [
        (former, dt.date(2021, 6, 1)),
        (changed.name, None),
    ]
    assert queries.central_desk(identity).name == changed.name
    change(nation, changed, kind="sao", valid_from="2022-01-01")
    assert country.get(Organisation, identity).parent.code == "6701"
    assert len(queries.kind_periods(identity)) == 3


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"valid_from": "2999-01-01"}, 422, "ยังมาไม่ถึง"),
        ({"valid_from": ""}, 422, "ใส่วันที่ประกาศมีผล"),
        ({"source": " "}, 422, "ยังไม่ได้ใส่ที่มา"),
        ({"short_name": ""}, 422, "ยังไม่ได้ใส่ชื่อ"),
        ({"kind": "sao"}, 409, "เหมือนเดิม"),
        ({"version": "77"}, 409, "มีผู้อื่นแก้"),
        ({"kind": "province"}, 422, ""),
    ],
)
def test_it_refuses_a_change_of_kind_that_cannot_be(country, nation, typed, status, said):
    lao = an_sao(country)
    assert said in change(nation, lao, status, **typed).text
    assert country.get(Organisation, lao.id).kind is K.SAO


def test_it_changes_kinds_of_municipalities_and_saos_only(country, nation, admin):
    assert "เปลี่ยนประเภทได้เฉพาะ" in change(nation, one("2670101"), 409).text
    change(admin, an_sao(country), 403)
