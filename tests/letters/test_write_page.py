import json
import re
import time

import pytest
import sqlalchemy as sa

from accounts.permissions import Role
from letters.models import DraftRevision, Letter
from letters.status import LetterStatus
from organisations.models import Office, SigningRoute
from routing.models import Delivery
from tests.accounts.factories import make_user
from tests.factories.letters import K as Kind
from tests.factories.letters import make_draft, make_letter_office, make_org


@pytest.fixture
def office(session):
    return make_letter_office()


@pytest.fixture
def clerk(office, sign_in_as):
    return sign_in_as(make_user(Role.CLERK, office))


@pytest.fixture
def signatory(office, sign_in_as):
    return sign_in_as(make_user(Role.SIGNATORY, office))


def form_of(letter, **changes):
    """What a browser would post from the page of this draft."""
    values = {
        "version": letter.version,
        "urgency": letter.urgency.value,
        "circular": "y",
        "subject": letter.subject,
        "rules": ["districts", "pao", "municipalities"],
        "body_cause": letter.body_cause,
        "body_purpose": letter.body_purpose,
        "body_conclusion": letter.body_conclusion,
        "signatory_id": letter.signatory_id or "",
        "rank": "ordinary",
        "thai_digits": "y",
        "owner_unit": "\n".join(letter.owner_unit),
        "contact_lines": "\n".join(letter.contact_lines),
        "office_lines": "\n".join(letter.office_lines),
        **changes,
    }
    return {name: value for name, value in values.items() if value is not None}


def url(letter, page="write"):
    return f"/letters/{letter.id}/{page}"


def test_it_begins_a_draft_in_one_press(clerk, session):
    answer = clerk.post("/letters/new", data={"form": "memo"})
    letter = session.scalars(sa.select(Letter)).one()
    assert answer.location == url(letter)
    page = clerk.get(answer.location)
    assert page.status_code == 200
    assert "ศาลากลางจังหวัดเพชรบูรณ์" in page.text


def test_it_refuses_a_form_of_letter_that_does_not_exist(clerk):
    assert clerk.post("/letters/new", data={"form": "poem"}).status_code == 422


def test_it_keeps_what_was_typed_and_words_the_addressees(clerk, office, session):
    letter = make_draft(office, addressee_rules=[])
    answer = clerk.post(url(letter), data=form_of(letter, subject="เรื่องใหม่"))
    assert answer.status_code == 302
    session.refresh(letter)
    assert (letter.subject, letter.version) == ("เรื่องใหม่", 2)
    assert letter.addressee_text.endswith("และนายกเทศมนตรีเมืองวิเชียรบุรี")


def test_it_saves_while_typing_and_says_which_pages_changed(clerk, office):
    letter = make_draft(office)
    answer = clerk.post(url(letter, "autosave"), data=form_of(letter, subject="กำลังพิมพ์"))
    pages = json.loads(answer.headers["HX-Trigger"])["livePage"]["pages"]
    assert pages == [f"/letters/{letter.id}/pages/1.svg?v=2"]
    assert 'id="version" value="2"' in answer.text
    picture = clerk.get(pages[0])
    assert picture.mimetype == "image/svg+xml"
    assert picture.text.startswith("<svg")


def test_it_shows_two_editors_both_texts_and_keeps_both(office, session, sign_in_as, clerk):
    letter = make_draft(office, subject="เดิม")
    first = sign_in_as(make_user(Role.OFFICER, office, name="นายหนึ่ง"))
    mine = form_of(letter, subject="ของฉัน")
    first.post(url(letter), data=form_of(letter, subject="ของนายหนึ่ง"))
    answer = clerk.post(url(letter), data=mine)
    assert answer.status_code == 409
    assert "นายหนึ่ง แก้ร่างนี้เมื่อ" in answer.text
    assert "ของฉัน" in answer.text
    assert "ของนายหนึ่ง" in answer.text
    session.refresh(letter)
    assert letter.subject == "ของนายหนึ่ง"
    kept = session.scalars(sa.select(DraftRevision).where(DraftRevision.set_aside)).one()
    over = clerk.post(url(letter), data={**mine, "over": letter.version})
    assert over.status_code == 302
    session.refresh(letter)
    assert letter.subject == "ของฉัน"
    assert clerk.get(url(letter, f"write?aside={kept.id}")).status_code == 200


def test_it_tells_who_else_has_the_draft_open(office, sign_in_as, clerk):
    letter = make_draft(office)
    first = sign_in_as(make_user(Role.OFFICER, office, name="นายหนึ่ง"))
    first.post(url(letter), data=form_of(letter, subject="พิมพ์อยู่"))
    answer = clerk.post(url(letter, "presence"), data={"version": 1})
    assert "นายหนึ่ง เปิดร่างนี้อยู่" in answer.text
    assert "มีคนอื่นแก้ร่างนี้แล้ว" in answer.text


def test_it_finds_an_organisation_and_sends_to_it(clerk, office, session):
    letter = make_draft(office)
    other = make_org(Kind.SAO, "สะเดียง")
    found = clerk.post(url(letter), data=form_of(letter, act="find", find="สะเดียง"), follow_redirects=True)
    assert f'value="{other.id}"' in found.text
    session.refresh(letter)
    clerk.post(url(letter), data=form_of(letter, rules=[], organisations=[other.id]))
    session.refresh(letter)
    assert letter.addressee_text == "นายกองค์การบริหารส่วนตำบลสะเดียง"


def test_it_leads_to_every_gap_instead_of_greying_the_button(clerk, office):
    letter = make_draft(office)
    answer = clerk.post(url(letter), data=form_of(letter, subject="", rules=[], signatory_id="", act="submit"))
    assert answer.status_code == 422
    assert 'href="#subject"' in answer.text
    assert 'href="#rules"' in answer.text
    assert 'href="#signatory_id"' in answer.text
    assert 'id="version" value="2"' in answer.text  # what was typed is kept; the next save does not meet itself


def test_it_refuses_characters_no_paper_can_print_beside_their_field(signatory, office, session):
    letter = make_draft(office)
    answer = signatory.post(url(letter), data=form_of(letter, subject="ประชุม \U0001f600", act="sign"))
    assert answer.status_code == 422
    session.refresh(letter)
    assert letter.status is LetterStatus.DRAFT


def test_it_takes_the_clerk_one_press_to_submit_and_the_signatory_one_to_send(clerk, signatory, office, session):
    letter = make_draft(office)
    clerk.post(url(letter), data=form_of(letter, act="submit"))
    session.refresh(letter)
    assert letter.status is LetterStatus.TO_SIGN
    page = signatory.get(f"/letters/{letter.id}")
    assert "ลงนาม ออกเลขและส่ง ๖ แห่ง" in page.text
    answer = signatory.post(url(letter, "sign"), data={"version": letter.version}, follow_redirects=True)
    assert "ส่งแล้ว ๖ แห่ง เลขที่ พช ๐๐๒๓.๖/ว ๑" in answer.text
    session.refresh(letter)
    assert (letter.status, letter.ref_no) == (LetterStatus.ISSUED, "พช 0023.6/ว 1")
    assert session.scalar(sa.select(sa.func.count()).select_from(Delivery)) == 6


def test_it_lets_a_clerk_submit_but_never_sign(clerk, office, session):
    letter = make_draft(office)
    assert clerk.post(url(letter), data=form_of(letter, act="sign")).status_code == 403
    clerk.post(url(letter), data=form_of(letter, version=letter.version + 0, act="submit"))
    assert clerk.post(url(letter, "sign"), data={}).status_code == 403
    session.refresh(letter)
    assert letter.ref_no is None


def test_it_signs_under_nobody_elses_name(office, session, sign_in_as, signatory):
    letter = make_draft(office)
    governor = make_user(Role.SIGNATORY, office)
    letter.signatory.user_id = governor.id
    session.flush()
    refused = signatory.post(url(letter), data=form_of(letter, act="sign"))
    assert refused.status_code == 409
    assert "ให้ นายสืบพงษ์ นิ่มพูลสวัสดิ์ ลงนาม" in refused.text
    assert sign_in_as(governor).post(url(letter, "sign"), data={}).status_code == 302


def test_it_goes_past_the_head_of_group_and_back_with_a_note(office, session, sign_in_as, clerk):
    session.execute(sa.update(Office).values(signing_route=SigningRoute.GROUP_THEN_SIGNATORY))
    letter = make_draft(office)
    head = sign_in_as(make_user(Role.GROUP_HEAD, office))
    clerk.post(url(letter), data=form_of(letter, act="submit"))
    assert "ส่งกลับพร้อมบันทึก" in head.get(f"/letters/{letter.id}").text
    head.post(url(letter, "return"), data={"note": "แก้ปีงบประมาณ"})
    page = clerk.get(url(letter)).text
    assert "แก้ปีงบประมาณ" in page


def test_it_is_not_shown_to_another_province(office, sign_in_as):
    letter = make_draft(office)
    stranger = sign_in_as(make_user(Role.SIGNATORY))
    for page in ("", "/write", "/pages/1.svg", "/files/pdf", "/versions"):
        assert stranger.get(f"/letters/{letter.id}{page}").status_code == 404


def test_it_discards_with_an_undo(clerk, office, session):
    letter = make_draft(office)
    page = clerk.post(url(letter, "discard"), follow_redirects=True)
    assert url(letter, "undo-discard") in page.text
    clerk.post(url(letter, "undo-discard"))
    session.refresh(letter)
    assert letter.status is LetterStatus.DRAFT


def test_it_shows_earlier_texts_and_brings_one_back(clerk, office, session):
    letter = make_draft(office, subject="แรก")
    clerk.post(url(letter), data=form_of(letter, subject="หลัง"))
    page = clerk.get(url(letter, "versions")).text
    first = re.search(rf"/letters/{letter.id}/versions/(\d+)/restore", page).group(1)
    clerk.post(url(letter, f"versions/{first}/restore"))
    session.refresh(letter)
    assert letter.subject == "แรก"


def test_it_works_in_english(clerk, office):
    letter = make_draft(office)
    clerk.get("/language/en?next=/")
    page = clerk.get(url(letter))
    assert "Submit to signatory" in page.text


def test_it_tells_the_page_when_the_recipients_changed(clerk, office):
    letter = make_draft(office)
    same = clerk.post(url(letter, "autosave"), data=form_of(letter, subject="ก"))
    assert "recipientsChanged" not in same.headers["HX-Trigger"]
    fewer = clerk.post(url(letter, "autosave"), data=form_of(letter, subject="ก", version=2, rules=["pao"]))
    assert "recipientsChanged" in fewer.headers["HX-Trigger"]


def test_it_saves_and_draws_within_a_blink(clerk, office):
    letter = make_draft(office, body_purpose="ขอให้ดำเนินการตามที่แจ้งไว้ในหนังสือนี้ให้แล้วเสร็จ " * 20)
    clerk.post(url(letter, "autosave"), data=form_of(letter, subject="อุ่นเครื่อง"))
    times = []
    for number in range(5):
        form = form_of(letter, version=number + 2, subject=f"ครั้งที่ {number}")
        started = time.process_time()
        answer = clerk.post(url(letter, "autosave"), data=form)
        clerk.get(json.loads(answer.headers["HX-Trigger"])["livePage"]["pages"][0])
        times.append(time.process_time() - started)
    # 150 ms of a quiet machine; work is counted, not waiting, as other tests run beside this one
    assert min(times) < 0.25
