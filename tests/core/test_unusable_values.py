"""Values in an address that no database holds and no number is: a page that says so, never a fault."""

import pytest

from accounts.permissions import Role
from tests.accounts.factories import make_user
from tests.factories.letters import make_letter_office


@pytest.fixture
def clerk(session, sign_in_as):
    return sign_in_as(make_user(Role.CLERK, make_letter_office()))


@pytest.mark.parametrize("address", ["/letters/{}", "/in/{}", "/in/{}/slip.pdf", "/calls?letter={}"])
def test_it_explains_a_number_that_is_too_large(clerk, address):
    page = clerk.get(address.format("9" * 30))
    assert page.status_code == 400
    assert "อ่านไม่ได้" in page.text


def test_it_takes_raised_digits_in_the_address_of_a_book_for_words(clerk):
    assert clerk.get("/registers/received?year=²²²²&month=²&q=²").status_code == 200


def test_it_refuses_raised_digits_as_a_first_number(clerk):
    given = {"first_number": "²", "paper_book": "เล่มเดิม", "reason": "เริ่มกลางปี"}
    assert clerk.post("/registers/received/open", data=given).status_code == 422
