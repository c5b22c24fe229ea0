"""Letters forwarded by e-mail: a Maildir folder, a real IMAP server, and what a sender may get wrong."""

import contextlib
import imaplib
import mailbox
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.clock import now
from core.extensions import db
from desk import intake_addresses, jobs
from desk.intake_models import IncomingFile, TakenMail
from desk.mail_message import parse, tokens
from desk.mailbox import TAKEN, UNCLAIMED, ImapMailbox, MailboxFailed, open_mailbox
from desk.read_file import ReadFile
from tests.desk.mails import mail
from tests.desk.readings import PMO, one, scan
from tests.factories.issuing import NOW, actor_of, make_office


@pytest.fixture(autouse=True)
def reader(monkeypatch):
    monkeypatch.setattr(jobs, "read_file", lambda *_given, ocr: one(PMO) if ocr else ReadFile((), 1))


@pytest.fixture
def office(app):
    return make_office()


def address(app, office, url):
    """The office's address, with the mailbox at `url`."""
    settings = app.config["WIAN"]
    changed = {**settings.__dict__, "mailbox_url": url, "mailbox_address": "wian@example.go.th"}
    app.config["WIAN"] = type(settings)(**changed)
    intake_addresses.make(office, now=NOW, actor=actor_of(office))
    db.session.commit()
    return intake_addresses.address_of(office.id, app.config["WIAN"])


@pytest.fixture
def maildir(tmp_path):
    return mailbox.Maildir(tmp_path / "mail", create=True)


@pytest.fixture
def to(app, office, tmp_path):
    return address(app, office, f"maildir://{tmp_path / 'mail'}")


def files():
    return [one.file_name for one in db.session.query(IncomingFile).order_by(IncomingFile.id)]


def test_a_forwarded_mail_becomes_files_to_look_at_with_its_words_as_a_note(maildir, to, office):
    maildir.add(mail(to, ("ว1507.pdf", scan()), ("กำหนดการ.pdf", scan(2))))
    assert (jobs.poll_mailbox(), jobs.read_waiting()) == (1, 2)
    assert files() == ["ว1507.pdf", "กำหนดการ.pdf"]
    incoming = db.session.query(IncomingFile).first()
    assert (incoming.office_id, incoming.taken_by_name) == (office.id, "สถจ.กระบี่ <saraban@krabi.example>")
    assert (incoming.mail.subject, incoming.mail.note) == ("ส่งหนังสือ ว 1507", "เรียน เจ้าหน้าที่\n\nโปรดดูไฟล์แนบ")
    assert incoming.letters[0].reading["ref_no"] == PMO["ref_no"]
    assert (len(maildir), len(maildir.get_folder(TAKEN))) == (0, 1)


def test_the_same_mail_and_the_same_file_are_noticed(maildir, to):
    maildir.add(mail(to, ("a.pdf", scan())))
    maildir.add(mail(to, ("a.pdf", scan())))
    maildir.add(mail(to, ("again.pdf", scan()), Message_ID="<two@krabi.example>"))
    assert jobs.poll_mailbox() == 3
    assert files() == ["a.pdf"]
    assert db.session.query(TakenMail).count() == 2


def test_mail_for_nobody_is_kept_aside_and_logged(maildir, to, caplog):
    maildir.add(mail("wian@example.go.th", ("a.pdf", scan())))
    maildir.add(mail("wian+guess@example.go.th", ("a.pdf", scan())))
    jobs.poll_mailbox()
    assert files() == []
    assert len(maildir.get_folder(UNCLAIMED)) == 2
    assert "is for no office's address" in caplog.text


def test_a_revoked_address_takes_nothing_more(maildir, to, office):
    intake_addresses.revoke(office, now=NOW, actor=actor_of(office))
    maildir.add(mail(to, ("a.pdf", scan())))
    jobs.poll_mailbox()
    assert files() == []
    assert intake_addresses.make(office, now=NOW, actor=actor_of(office)).token not in to


def test_bad_attachments_are_told_and_the_good_ones_taken(maildir, to):
    maildir.add(mail(to, ("virus.exe", b"MZ"), ("a.pdf", scan())))
    maildir.add(mail(to, Message_ID="<bare@krabi.example>"))
    jobs.poll_mailbox()
    told = [taken.refusals for taken in db.session.query(TakenMail).order_by(TakenMail.id)]
    assert [one["name"] for one in told[0]] == ["virus.exe"]
    assert "ไม่รับไฟล์ชนิดนี้" in told[0][0]["reason"]
    assert "ไม่มีไฟล์แนบ" in told[1][0]["reason"]
    assert files() == ["a.pdf"]


def test_a_message_too_large_is_told_not_loaded(maildir, to, app, tmp_path):
    maildir.add(mail(to, ("a.pdf", scan())))
    box = open_mailbox(app.config["WIAN"].mailbox_url, 500)
    seen = []
    box.each(lambda content, whole: seen.append(whole) or TAKEN)
    assert seen == [False]


def test_a_crash_while_taking_leaves_the_message_findable(maildir, to, monkeypatch, caplog):
    monkeypatch.setattr(jobs, "take_mail", lambda *_given: 1 / 0)
    maildir.add(mail(to, ("a.pdf", scan())))
    jobs.poll_mailbox()
    assert len(maildir.get_folder(UNCLAIMED)) == 1
    assert "cannot be taken in" in caplog.text


def test_the_envelope_goes_before_the_header():
    content = mail("all@example.go.th", X_Original_To="wian+first@example.go.th", Cc="Wian+Second@example.go.th")
    assert tokens(parse(content)) == ["first", "second"]


def test_a_letter_forwarded_as_a_message_is_found_inside_and_a_logo_is_none():
    import email
    import email.policy
    from email.message import EmailMessage

    outer = EmailMessage()
    outer["To"] = "wian+x@example.go.th"
    outer.set_content("<p>ส่งต่อ</p><script>x</script>&amp; ดู", subtype="html")
    outer.add_related(b"png", maintype="image", subtype="png", cid="<logo>", filename="logo.png")
    inner = email.message_from_bytes(mail("a@b.c", ("ใน.pdf", b"%PDF")), policy=email.policy.default)
    outer.add_attachment(inner)
    read = parse(outer.as_bytes())
    assert [one.file_name for one in read.attachments] == ["ใน.pdf"]
    assert read.note == "ส่งต่อ\n& ดู"
    assert read.message_id.startswith("sha256:")


@given(st.binary(max_size=2000), st.integers(0, 400))
@settings(max_examples=150, deadline=None)
def test_no_message_breaks_the_reading_of_mail(noise, at):
    sound = mail("wian+x@example.go.th", ("a.pdf", b"%PDF-1.4"))
    parse(noise)
    parse(sound[:at] + noise + sound[at:])


@pytest.fixture
def imap():
    """A real IMAP server (pymap) with one mailbox; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = str(Path(sys.executable).with_name("pymap"))
    command = [program, "--no-service", "managesieve", "--no-service", "admin", "--host", "127.0.0.1"]
    who = ["--demo-user", "wian", "--demo-password", "p@ss word"]
    server = subprocess.Popen([*command, "--port", str(port), "--no-tls", "dict", *who], stderr=subprocess.PIPE)
    try:
        for _attempt in range(100):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(10)


def test_it_takes_mail_from_an_imap_server(imap, app, office):
    to = address(app, office, f"imap://wian:p%40ss%20word@127.0.0.1:{imap}/INBOX")
    server = imaplib.IMAP4("127.0.0.1", imap)
    server.login("wian", "p@ss word")
    for content in (mail(to, ("a.pdf", scan())), mail("x@example.go.th", Message_ID="<x@y>")):
        assert server.append("INBOX", "", imaplib.Time2Internaldate(now()), content)[0] == "OK"
    assert jobs.poll_mailbox() == 2
    assert jobs.poll_mailbox() == 0
    assert files() == ["a.pdf"]
    held = {name: int(server.select(name)[1][0]) for name in ("INBOX", "INBOX/taken", "INBOX/unclaimed")}
    assert held == {"INBOX": 0, "INBOX/taken": 1, "INBOX/unclaimed": 1}
    server.logout()


def test_a_server_that_refuses_is_one_line_without_the_password(imap, app, office, caplog):
    address(app, office, f"imap://wian:secret-wrong@127.0.0.1:{imap}")
    assert jobs.poll_mailbox() == 0
    assert "127.0.0.1" in caplog.text
    assert "secret-wrong" not in caplog.text
    with pytest.raises(MailboxFailed):
        box = open_mailbox("imap://a:b@127.0.0.1:9", 1000)
        assert isinstance(box, ImapMailbox)
        box.each(lambda _content, _whole: TAKEN)
