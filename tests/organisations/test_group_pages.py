import pytest
import sqlalchemy as sa

from organisations import queries, saved_groups
from organisations.models import SavedGroup


def ids(text, limit=50):
    return [one.id for one in queries.search(text, limit)]


def save(browser, address="/groups/new", status=302, members=(), **typed):
    base = {"version": "1", "name": "ริมแม่น้ำป่าสัก", "phrase": "นายก อบต. ตามบัญชีแนบท้าย", "do": "save"}
    answer = browser.post(address, data={**base, **typed, "member": [str(one) for one in members]})
    assert answer.status_code == status, answer.text[:2000]
    return answer.text


@pytest.fixture
def group(country, clerk):
    save(clerk, members=ids("อบต หล่มสัก")[:3])
    return country.scalars(sa.select(SavedGroup)).one()


def test_it_keeps_a_list_of_the_office(country, clerk, office, group):
    assert [(one.name, number) for one, number in saved_groups.groups_of(office.id)] == [("ริมแม่น้ำป่าสัก", 3)]
    assert "ริมแม่น้ำป่าสัก" in clerk.get("/groups").text


def test_it_finds_recipients_to_tick_without_losing_what_was_typed(country, clerk):
    chosen = ids("อบต.สะเดียง")[:1]
    text = save(clerk, status=200, members=chosen, do="find", find="อบต หล่มสัก", name="ชื่อที่พิมพ์ไว้")
    assert "ชื่อที่พิมพ์ไว้" in text and text.count('name="member"') == 1 + 19
    text = save(clerk, status=200, members=chosen, do="all", find="อบต หล่มสัก")
    assert text.count("checked") == 20


def test_it_changes_a_group(country, clerk, group):
    save(clerk, f"/groups/{group.id}", members=ids("อบต.สะเดียง")[:1], name="ใหม่")
    assert (group.name, len(group.members), group.version) == ("ใหม่", 1, 2)
    assert "มีผู้อื่นแก้" in save(clerk, f"/groups/{group.id}", 409, members=ids("อบต.สะเดียง")[:1], name="ช้าไป")


def test_it_brings_a_deleted_group_back(country, clerk, office, group):
    answer = clerk.post(f"/groups/{group.id}/delete", data={"version": "1"}, follow_redirects=True)
    assert "เลิกทำ" in answer.text and saved_groups.groups_of(office.id) == []
    clerk.post(f"/groups/{group.id}/restore", data={"version": "2"})
    assert len(saved_groups.groups_of(office.id)) == 1


def test_it_gives_the_name_of_a_deleted_group_to_another(country, clerk, group):
    clerk.post(f"/groups/{group.id}/delete", data={"version": "1"})
    save(clerk, members=ids("อบต.สะเดียง")[:1])
    assert clerk.post(f"/groups/{group.id}/restore", data={"version": "2"}).status_code == 409


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ({"name": ""}, 422, "ยังไม่ได้ใส่ชื่อกลุ่ม"),
        ({"phrase": ""}, 422, "ยังไม่ได้ใส่ข้อความ"),
        ({"members": []}, 422, "กลุ่มยังไม่มีผู้รับ"),
        ({"name": "อื่น", "members": [99999999]}, 422, "ไม่มีในรายชื่อองค์กร"),
        ({}, 409, "อยู่แล้ว"),
    ],
)
def test_it_says_what_a_group_lacks(country, clerk, group, typed, status, said):
    assert said in save(clerk, status=status, **{"members": ids("อบต.สะเดียง")[:1], **typed})


def test_it_counts_how_often_a_group_is_used(country, clerk, group):
    saved_groups.count_use([group.id])
    country.commit()
    assert group.use_count == 1


def test_it_shows_a_group_to_its_own_office_only(country, nation, clerk, group):
    assert nation.get(f"/groups/{group.id}").status_code == 404
