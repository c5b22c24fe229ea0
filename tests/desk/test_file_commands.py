"""flask letters take-in and read-stored."""

import pytest

from accounts.permissions import Role
from core.extensions import db
from core.stored_files import current_store, keep
from desk.intake_models import IncomingFile
from desk.intake_status import IntakeSource, IntakeState
from letters.models import Letter
from letters.reading_models import KeptReading
from letters.status import LetterStatus, Origin
from tests.accounts.factories import make_user
from tests.desk.readings import scan
from tests.desk.seed_pdfs import bundle_pdf, letter_pdfs
from tests.factories.issuing import NOW, make_draft, make_office, make_phetchabun


@pytest.fixture
def office(app):
    return make_office()


def run(app, *words):
    db.session.commit()
    answer = app.test_cli_runner().invoke(args=["letters", *map(str, words)])
    db.session.expire_all()
    return answer


def test_it_takes_files_in_and_names_the_one_it_cannot(app, office, tmp_path):
    clerk = make_user(Role.CLERK, office)
    good, bad = tmp_path / "bundle.pdf", tmp_path / "bad.pdf"
    good.write_bytes(bundle_pdf("phetchabun"))
    bad.write_bytes(b"MZ")
    answer = run(app, "take-in", good, bad, "--office", "พช 0023.6", "--as", clerk.email)
    assert answer.exit_code == 2
    assert "พช 0023.7/ว 583, พช 0023.6/ว 1507, นร 0107/2199" in answer.output
    assert "bad.pdf: ไม่รับไฟล์ชนิดนี้" in answer.stderr
    incoming = db.session.query(IncomingFile).one()
    assert (incoming.state, incoming.source, len(incoming.letters)) == (IntakeState.READ, IntakeSource.COMMAND, 3)
    assert [(one.first_page, one.last_page) for one in incoming.letters] == [(1, 2), (3, 4), (5, 6)]
    again = run(app, "take-in", good, "--office", "67", "--as", clerk.email)
    assert (again.exit_code, "already taken in" in again.output) == (0, True)


@pytest.mark.parametrize(
    ("office_code", "email", "said"),
    [("99", "x@y", "--office 99"), ("67", "x@y", "no such account"), ("67", "reader@example.go.th", "does not keep")],
)
def test_it_says_in_one_line_what_is_wrong(app, office, tmp_path, office_code, email, said):
    make_user(Role.READ_ONLY, office, email="reader@example.go.th")
    path = tmp_path / "a.pdf"
    path.write_bytes(scan())
    answer = run(app, "take-in", path, "--office", office_code, "--as", email)
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_it_reads_stored_letters_once_and_keeps_what_they_ask(app):
    letter = make_draft(make_phetchabun(), status=LetterStatus.ISSUED, ref_no="พช 0023.6/ว 1507")
    letter.body_purpose = "จึงขอให้องค์กรปกครองส่วนท้องถิ่นบันทึกข้อมูลในระบบ ภายในวันที่ 31 กรกฎาคม 2567"
    make_draft(letter.office)
    assert "1 letters read" in run(app, "read-stored").output
    kept = db.session.query(KeptReading).one()
    assert (kept.letter_id, kept.reading["ref_no"], kept.checked) == (letter.id, "พช 0023.6/ว 1507", False)
    assert "2024-07-31" in str([kept.reading["deadline"], kept.reading["obligations"]])
    start, end, _page = kept.reading["found"]["ref_no"][0]
    assert kept.reading["text"][start:end] == "พช ๐๐๒๓.๖/ว ๑๕๐๗"
    assert "0 letters read" in run(app, "read-stored").output
    assert "1 letters read" in run(app, "read-stored", "--again").output


def test_it_reads_a_stored_scan_whose_words_nobody_typed(app):
    letter = make_draft(make_phetchabun(), status=LetterStatus.ISSUED, origin=Origin.PAPER, ref_no="นร 0107/2199")
    letter.body_cause = letter.body_conclusion = ""
    letter.scan_file = keep(letter_pdfs("phetchabun")[2], "application/pdf", current_store(), NOW)
    run(app, "read-stored")
    kept = db.session.query(KeptReading).one()
    assert kept.reading["signatory"]["name"] == "นายมงคลชัย สมอุดร"
    assert db.session.get(Letter, letter.id).body_cause == ""
