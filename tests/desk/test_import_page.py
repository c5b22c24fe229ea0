"""The import page: files in, one look, registered."""

import io

import pytest
from lxml import html

from accounts.permissions import Role
from core import clock
from core.extensions import db
from desk import jobs
from desk.intake_models import IncomingFile
from desk.intake_status import IntakeState
from desk.read_file import ReadFile, ReadLetter, Unreadable
from letters.models import Letter
from letters.reading_models import KeptReading
from routing.models import Receipt
from tests.accounts.factories import make_user
from tests.desk.readings import PMO, PROVINCE, bundle, one, scan
from tests.factories.issuing import make_office, make_organisation
from tests.statements import statements

MARKS = {"ref_no": [[1, 10, 15, 24, 3]], "subject": [[1, 10, 22, 70, 5]], "urls": [[1, 60, 64, 19, 3]]}


@pytest.fixture
def office(app):
    return make_office()


@pytest.fixture
def clerk(office, sign_in_as):
    return sign_in_as(make_user(Role.CLERK, office))


@pytest.fixture
def reads(monkeypatch):
    """Let the reader give this for every file; an exception is raised."""

    def give(what):
        def read_file(_content, _name, *, ocr):
            if isinstance(what, Exception):
                raise what
            return what

        monkeypatch.setattr(jobs, "read_file", read_file)

    give(ReadFile((ReadLetter(PMO, MARKS),), page_count=1))
    return give


def upload(browser, *files, **headers):
    data = {"files": [(io.BytesIO(content), name) for content, name in files]}
    return browser.post("/import/", data=data, content_type="multipart/form-data", headers=headers)


def form_of(page):
    form = html.document_fromstring(page.text).get_element_by_id("look")
    return {name: value.removeprefix("\n") for name, value in form.form_values()}  # as a browser reads a textarea


def test_one_file_is_read_and_opened_at_once(clerk, reads):
    answer = upload(clerk, (scan(), "ว1507.pdf"))
    page = clerk.get(answer.location)
    values = form_of(page)
    assert (values["ref_no"], values["letter_date"]) == ("นร 0107/2199", "14 มีนาคม 2567")
    assert values["signature_name"] == "นายมงคลชัย สมอุดร"
    marks = html.document_fromstring(page.text).xpath("//figure//a[@data-mark]")
    assert [mark.get("href") for mark in marks] == ["#f-ref_no", "#f-subject", "#f-urls"]
    assert "บันทึกข้อมูล" in page.text
    picture = clerk.get(f"{answer.location}/pages/1.png")
    assert (picture.status_code, picture.mimetype) == (200, "image/png")
    kept = clerk.get(f"{answer.location}/pages/1.png", headers={"If-None-Match": picture.headers["ETag"]})
    assert kept.status_code == 304
    assert clerk.get(f"{answer.location}/pages/9.png").status_code == 404


def test_one_press_registers_and_offers_the_next_file(clerk, reads):
    where = upload(clerk, (scan(), "a.pdf")).location
    second = upload(clerk, (scan(shade=200), "b.pdf")).location
    answer = clerk.post(where, data=form_of(clerk.get(where)) | {"struck": "obligations:1"})
    assert answer.location == where
    page = clerk.get(where).text
    assert f'href="{second}"' in page
    letter, receipt = db.session.query(Letter).one(), db.session.query(Receipt).one()
    assert (letter.subject, receipt.number) == (PMO["subject"], "1")
    assert db.session.get(KeptReading, letter.id).struck == ["obligations:1"]
    assert clerk.post(where, data={}).location == where
    assert db.session.query(Receipt).count() == 1


def test_each_file_gets_its_answer_and_the_good_ones_go_on(clerk, reads):
    answer = upload(clerk, (b"MZ", "a.exe"), (scan(), "b.pdf"), (b"", "c.pdf"))
    page = clerk.get(answer.location).text
    assert "a.exe: ไม่รับไฟล์ชนิดนี้" in page
    assert "c.pdf: ไฟล์ว่างเปล่า" in page
    assert db.session.query(IncomingFile).one().file_name == "b.pdf"


def test_a_script_gets_the_answers_as_json(clerk, reads):
    told = upload(clerk, (scan(), "b.pdf"), (b"MZ", "a.exe"), Accept="application/json").json["answers"]
    assert [one["state"] for one in told] == ["taken", "refused"]
    again = upload(clerk, (scan(), "b.pdf"), Accept="application/json").json["answers"][0]
    assert (again["state"], again["url"]) == ("again", told[0]["url"])
    assert "นำเข้าแล้วเมื่อ" in again["text"]
    assert upload(clerk, Accept="application/json").status_code == 422


def test_a_doubt_keeps_its_field_until_it_is_settled(clerk, reads):
    reads(one(PROVINCE))
    where = upload(clerk, (scan(), "a.pdf")).location
    page = clerk.get(where)
    assert "ในหนังสือเห็นเพียงเดือนและปี" in page.text
    refused = clerk.post(where, data=form_of(page))
    assert refused.status_code == 422
    assert db.session.query(Letter).count() == 0
    clerk.post(where, data=form_of(page) | {"letter_date": "28 มีนาคม 2567"})
    assert db.session.query(Letter).one().letter_date.isoformat() == "2024-03-28"


def test_the_letters_of_a_bundle_are_looked_at_in_turn_and_registered_together(clerk, reads):
    reads(bundle({**PROVINCE, "doubts": [], "date": "2024-03-28"}, {**PMO, "doubts": PROVINCE["doubts"]}))
    where = upload(clerk, (scan(2), "a.pdf")).location
    answer = clerk.post(where, data=form_of(clerk.get(where)) | {"subject": "เรื่องที่แก้แล้ว"})
    assert answer.location == f"{where}?part=2"
    second = clerk.get(answer.location)
    assert "ยังมีจุดต้องตรวจ" in second.text
    clerk.post(where, data=form_of(second) | {"ticked": "d0"})
    province, pmo = db.session.query(Letter).order_by(Letter.ref_no.desc())
    assert (province.subject, province.source_id, pmo.source_id) == ("เรื่องที่แก้แล้ว", pmo.id, None)
    assert db.session.query(Receipt).one().letter_id == province.id
    assert clerk.get(f"/letters/{pmo.id}").status_code == 200
    assert clerk.get(f"/letters/{province.id}/stamped.pdf").status_code == 200


def test_it_goes_to_another_letter_of_the_file_without_losing_what_was_typed(clerk, reads):
    reads(bundle({**PROVINCE, "doubts": []}, PMO))
    where = upload(clerk, (scan(2), "a.pdf")).location
    clerk.post(where, data=form_of(clerk.get(where)) | {"subject": "พิมพ์ค้างไว้", "go": "2"})
    assert form_of(clerk.get(where))["subject"] == "พิมพ์ค้างไว้"


def test_a_letter_that_reads_otherwise_is_shown_beside_what_wian_has(clerk, reads):
    first = upload(clerk, (scan(), "a.pdf")).location
    clerk.post(first, data=form_of(clerk.get(first)))
    where = upload(clerk, (scan(shade=200), "b.pdf")).location
    page = clerk.post(where, data=form_of(clerk.get(where)) | {"subject": "เรื่องอื่น"})
    assert page.status_code == 409
    assert "หนังสือนี้มีในเวียนแล้ว แต่ข้อความต่างกัน" in page.text
    clerk.post(where, data=form_of(page) | {"accept": "known"})
    assert db.session.query(Letter).one().subject == PMO["subject"]


def test_a_refusal_stands_beside_its_field(clerk, reads):
    where = upload(clerk, (scan(), "a.pdf")).location
    typed = form_of(clerk.get(where)) | {"letter_date": "1 มกราคม 2599"}
    page = clerk.post(where, data=typed)
    error = html.document_fromstring(page.text).xpath("//*[@id='letter_date-err']")[0].text_content()
    assert "อนาคต" in error
    assert clerk.post(where, data=typed | {"secrecy": "secret"}).status_code >= 400
    assert db.session.query(Letter).count() == 0


def test_an_unreadable_file_is_typed_from_its_picture(clerk, reads):
    reads(Unreadable("ไฟล์เป็นภาพสแกน ระบบนี้ยังไม่มี OCR"))
    where = upload(clerk, (scan(), "a.pdf")).location
    page = clerk.get(where)
    assert "ไฟล์เป็นภาพสแกน" in page.text
    typed = {"issuer_name": "จังหวัดกระบี่", "letter_date": "1 มี.ค. 67", "subject": "แจ้งแนวทาง"}
    clerk.post(where, data=form_of(page) | typed)
    assert db.session.query(Letter).one().subject == "แจ้งแนวทาง"


def test_a_reader_that_breaks_leaves_the_file_to_be_typed(clerk, reads):
    reads(RuntimeError("boom"))
    where = upload(clerk, (scan(), "a.pdf")).location
    assert "อ่านไฟล์นี้ไม่สำเร็จ" in clerk.get(where).text


def test_a_scan_waits_for_the_worker(clerk, reads):
    reads(ReadFile((), page_count=1, waits_for_ocr=True))
    where = upload(clerk, (scan(), "a.pdf")).location
    assert db.session.query(IncomingFile).one().state is IntakeState.WAITING
    reads(one(PMO))
    db.session.commit()
    assert jobs.read_waiting() == 1
    assert form_of(clerk.get(where))["ref_no"] == "นร 0107/2199"


def test_a_file_set_aside_comes_back(clerk, reads):
    where = upload(clerk, (scan(), "a.pdf")).location
    clerk.post(f"{where}/aside")
    assert where not in clerk.get("/import/").text
    assert f"{where}/back" in clerk.get("/import/?tab=aside").text
    clerk.post(f"{where}/back")
    assert form_of(clerk.get(where))["ref_no"] == "นร 0107/2199"


def test_another_offices_file_is_not_there(clerk, reads, sign_in_as):
    where = upload(clerk, (scan(), "a.pdf")).location
    stranger = sign_in_as(make_user(Role.CLERK, make_office(make_organisation("81", "จังหวัดกระบี่"), prefix="กบ")))
    for address in (where, f"{where}/pages/1.png", f"{where}/file"):
        assert stranger.get(address).status_code == 404
    assert stranger.post(where, data={}).status_code == 404


def test_it_is_for_register_keepers(office, sign_in_as):
    officer = sign_in_as(make_user(Role.OFFICER, office))
    assert officer.get("/import/").status_code == 403


def test_the_pages_ask_a_fixed_number_of_questions(clerk, reads):
    def asked(address):
        with statements() as seen:
            clerk.get(address)
        return len(seen.reads)

    where = upload(clerk, (scan(), "a.pdf")).location
    first = asked("/import/"), asked(where)
    reads(bundle(PMO, PROVINCE, PMO))
    for shade in (10, 20, 30, 40):
        upload(clerk, (scan(3, shade), f"{shade}.pdf"))
    latest = db.session.query(IncomingFile.id).order_by(IncomingFile.id.desc()).first()[0]
    assert (asked("/import/"), asked(f"/import/{latest}")) == first
    assert clock.today() is not None
