"""Drawing pages is slow: while it goes on, somebody else can write."""

import pytest
import sqlalchemy as sa

from accounts.permissions import Role
from letters.routes import write_page
from tests.accounts.factories import make_user
from tests.factories.letters import make_draft, make_letter_office


@pytest.fixture
def writes(session, monkeypatch):
    """Another connection that writes whenever a page is drawn."""
    done, draw = [], write_page.pages_of

    def pages_of(letter, store):
        with sa.create_engine(session.get_bind().url).connect() as other:
            if other.dialect.name == "sqlite":
                other.exec_driver_sql("PRAGMA busy_timeout=0")
            other.execute(sa.text("UPDATE letters SET urgency_by = '' WHERE id = -1"))
            other.commit()
        done.append(letter.id)
        return draw(letter, store)

    monkeypatch.setattr(write_page, "pages_of", pages_of)
    return done


@pytest.mark.parametrize("address", ["/letters/{}/autosave", "/letters/{}/write"])
def test_it_lets_others_write_while_it_draws_the_page(session, sign_in_as, writes, address):
    office = make_letter_office()
    letter = make_draft(office)
    session.commit()
    browser = sign_in_as(make_user(Role.CLERK, office))
    data = {"version": letter.version, "subject": "", "urgency": "normal", "rank": "ordinary", "act": "submit"}
    assert browser.post(address.format(letter.id), data=data).status_code in (200, 422)
    assert writes == [letter.id]
