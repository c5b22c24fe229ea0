import re

import pytest

from organisations import queries


def page(browser, address, status=200):
    answer = browser.get(address)
    assert answer.status_code == status, answer.text[:2000]
    return re.sub(r'<span class="nb">(.*?)</span>', r"\1", answer.text)


def of(code):
    return f"/organisations/{queries.by_code(code).id}"


def test_it_shows_the_provinces_with_what_lies_in_each(clerk):
    text = page(clerk, "/organisations")
    assert "๗,๘๕๐" in text and "๘๗๘" in text
    assert text.count('<th scope="row"') == 76
    assert len(text.encode()) < 150_000


def test_it_finds_organisations_page_by_page(clerk):
    text = page(clerk, "/organisations?q=บ้านโคก")
    assert "อบต.บ้านโคก" in text and "จังหวัดเพชรบูรณ์" in text
    assert "ไม่พบองค์กร" in page(clerk, "/organisations?q=ไม่มีที่ใด")
    first = page(clerk, "/organisations?kind=sao")
    assert 'rel="next"' in first and 'rel="prev"' not in first
    assert page(clerk, "/organisations?kind=sao&cursor=broken", 422)


def test_it_shows_who_sends_letters_on_and_who_can_fill_in_an_empty_contact(clerk):
    lao = queries.search("อบต.สะเดียง", 1)[0]
    text = page(clerk, f"/organisations/{lao.id}")
    assert "รับหนังสือจาก" in text and "อำเภอเมืองเพชรบูรณ์" in text
    assert "นายกองค์การบริหารส่วนตำบลสะเดียง" in text
    assert "ยังไม่มีข้อมูลติดต่อ" in text and "ผู้กรอกได้" in text
    assert "แก้ข้อมูล" not in text


def test_it_shows_a_province_with_its_districts_and_those_it_writes_to_itself(clerk):
    text = page(clerk, of("67"))
    assert "๑๑ อำเภอ" in text and "ทม.หล่มสัก" in text and "อบจ.เพชรบูรณ์" in text
    assert "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดเพชรบูรณ์" in text


def test_it_shows_a_changed_lao_under_its_former_name(clerk):
    text = page(clerk, of("6501803"))
    assert "ประวัติชื่อและประเภท" in text and "องค์การบริหารส่วนตำบลสบโขง" in text


@pytest.mark.parametrize("code", ["PMO", "BMA", "PATTAYA", "67", "6701", "8404", "2670101"])
def test_it_shows_every_kind_of_organisation(clerk, code):
    assert queries.by_code(code).name in page(clerk, of(code))


def test_it_answers_what_is_not_there(clerk):
    assert "ไม่พบองค์กรนี้" in page(clerk, "/organisations/999999", 404)


def test_it_speaks_english(clerk):
    clerk.set_cookie("language", "en")
    text = page(clerk, of("67"))
    assert "Gets letters from" in text and "11 districts" in text


@pytest.mark.parametrize("address", ["/settings/office", "/contacts/import", "/offices/1", "/offices/1/edit"])
def test_it_keeps_settings_from_those_who_do_not_administer(clerk, address):
    page(clerk, address, 403)


def test_it_lets_an_administrator_change_what_is_theirs_and_below_only(admin):
    page(admin, of("67") + "/edit")
    page(admin, of("6701") + "/edit")
    page(admin, of("81") + "/edit", 403)
    page(admin, of("PMO") + "/edit", 403)
    page(admin, of("6501803") + "/kind", 403)
