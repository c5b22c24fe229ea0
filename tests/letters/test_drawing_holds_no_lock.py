"""Drawing pages and looking into files is slow: while it goes on, somebody else can write."""

import io

import pytest

from accounts.permissions import Role
from core.stored_files import current_store
from letters import enclosures
from letters.enclosures import Details, Doing
from letters.routes import write_page
from tests.accounts.factories import make_user
from tests.factories.letters import NOW, make_draft, make_letter_office, writer
from tests.letters.test_enclosures import picture, upload
from tests.other_writer import writes_during


@pytest.fixture
def office(session):
    return make_letter_office()


@pytest.mark.parametrize("address", ["/letters/{}/autosave", "/letters/{}/write"])
def test_it_lets_others_write_while_it_draws_the_page(session, office, sign_in_as, monkeypatch, address):
    letter = make_draft(office)
    session.commit()
    browser = sign_in_as(make_user(Role.CLERK, office))
    writes = writes_during(monkeypatch, write_page, "pages_of")
    data = {"version": letter.version, "subject": "", "urgency": "normal", "rank": "ordinary", "act": "submit"}
    assert browser.post(address.format(letter.id), data=data).status_code in (200, 422)
    assert writes == ["pages_of"]


def test_it_lets_others_write_while_it_looks_into_the_file_that_replaces_another(
    session, office, sign_in_as, monkeypatch
):
    letter = make_draft(office)
    one = enclosures.add_file(letter, Details("แผนผัง"), upload(), current_store(), Doing(NOW, writer()))
    session.commit()
    browser = sign_in_as(make_user(Role.CLERK, office))
    writes = writes_during(monkeypatch, enclosures, "check_upload")
    data = {"file": (io.BytesIO(picture("black")), "ใหม่.png")}
    assert browser.post(f"/letters/{letter.id}/enclosures/{one.id}/replace", data=data).status_code == 302
    session.refresh(one)
    assert (writes, one.file_name) == (["check_upload"], "ใหม่.png")
