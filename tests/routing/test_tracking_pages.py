"""The pages of tracking as different organisations meet them."""

import pytest

from accounts.permissions import Role
from core.audit import AuditEntry
from routing.acknowledge import reject
from tests.accounts.factories import make_user
from tests.factories.routing import NOW, send
from tests.routing.tracking_chain import make_chain


@pytest.fixture
def chain(session):
    return make_chain(subject="การประเมินมาตรฐานขั้นต่ำ")


@pytest.fixture
def browse(chain, sign_in_as):
    """The browser of somebody at a desk of the chain."""

    def at(desk, role=Role.CLERK):
        return sign_in_as(make_user(role, chain.land.desk[desk]))

    return at


def test_it_lists_what_the_office_sent_with_its_progress(chain, browse):
    page = browse("สถจ.").get("/tracking/").text
    assert "๑๕๐๗" in page
    assert "รับทราบ 0 จาก 4 แห่ง" in page
    assert "รับทราบ 0 จาก 7 แห่ง" in page
    assert "๕๘๓" in browse("สถจ.").get("/tracking/?scope=below").text


def test_it_leads_an_office_that_sent_nothing_to_its_organisations_letters(chain, browse):
    page = browse("จังหวัด").get("/tracking/").text
    assert "ยังไม่มีหนังสือที่ส่งออกไป" in page
    assert "scope=organisation" in page


def test_it_offers_to_clear_filters_that_leave_nothing(chain, browse):
    assert "ล้างตัวกรอง" in browse("สถจ.").get("/tracking/?q=ไข้เลือดออก").text


def test_it_walks_down_from_the_province_to_the_laos_of_a_district(chain, browse):
    browser = browse("สถจ.")
    down, last = f"/tracking/{chain.down.id}", f"/tracking/{chain.last.id}"
    page = browser.get(down).text
    assert f'href="{last}"' in page
    assert "ยังไม่ส่งต่อ" in page  # ชนแดน
    page = browser.get(last).text
    assert "นาป่า" in page
    assert f'href="{down}"' in page  # the trail back


def test_it_shows_why_a_recipient_refused_as_text(chain, browse):
    why = "<b>ไม่ใช่เขตเรา</b>"
    reject(chain.delivery("down", "ทม."), why, now=NOW, actor=chain.land.actor("ทม."))
    assert "&lt;b&gt;ไม่ใช่เขตเรา&lt;/b&gt;" in browse("สถจ.").get(f"/tracking/{chain.down.id}?doing=objected").text


WHO_SEES = {  # each organisation: the letters of the chain it may follow, all others are unknown to it
    "สปน.": {"root", "down", "last"},
    "สถจ.": {"root", "down", "last"},
    "เมือง": {"root", "down", "last"},
    "ชนแดน": {"root", "down"},
    "อบต.นาป่า": {"root", "down", "last"},
    "ทต.ดงขุย": set(),
}


@pytest.mark.parametrize("desk", WHO_SEES)
def test_it_knows_only_letters_that_an_organisation_may_see(chain, browse, desk):
    browser = browse(desk)
    found = {
        name
        for name in ("root", "down", "last")
        if browser.get(f"/tracking/{getattr(chain, name).id}").status_code == 200
    }
    assert found == WHO_SEES[desk]


def test_it_shows_a_recipient_itself_and_nobody_beside_it(chain, browse):
    page = browse("ชนแดน").get(f"/tracking/{chain.down.id}").text
    assert "ชนแดน" in page
    assert "หล่มสัก" not in page
    assert "เฉพาะหน่วยงานของท่าน" in page


@pytest.mark.parametrize("address", ["?doing=x", "?kind=x", "?province=%27", "?cursor=x", "?q=" + "ก" * 201])
def test_it_answers_a_made_up_filter_with_a_page_that_helps(chain, browse, address):
    answer = browse("สถจ.").get(f"/tracking/{chain.down.id}{address}")
    assert 400 <= answer.status_code < 500
    assert "<h1" in answer.text


@pytest.mark.parametrize("address", ["?scope=x", "?year=abc", "?year=1", "?urgency=x", "?cursor=x"])
def test_it_answers_a_made_up_filter_of_the_list_likewise(chain, browse, address):
    assert 400 <= browse("สถจ.").get(f"/tracking/{address}").status_code < 500


def test_it_has_no_map_for_a_letter_to_one_province(chain, browse):
    assert browse("สปน.").get(f"/tracking/{chain.root.id}/country").status_code == 404


def test_it_records_nothing_by_looking(chain, browse, session):
    browser = browse("สถจ.")
    before = session.query(AuditEntry).count()
    for path in ("/tracking/", f"/tracking/{chain.down.id}", f"/letters/{chain.down.id}/chain"):
        browser.get(path)
    assert session.query(AuditEntry).count() == before


def test_it_shows_confirming_and_cancelling_to_those_who_may(chain, browse):
    lao = send(chain.land.org["เมือง"], [chain.land.org["อบต.นาป่า"]], office_id=chain.land.desk["เมือง"].id)
    read_only = browse("เมือง", Role.READ_ONLY).get(f"/tracking/{lao.id}").text
    assert "ยกเลิกการส่ง" not in read_only
    assert "/calls" not in read_only
