"""The desk as its page."""

from accounts.permissions import Role
from core import clock
from tests.accounts.factories import make_user
from tests.factories.routing import delivery_of, make_province, send


def test_it_shows_what_needs_me_and_how_long_it_lies_here(session, sign_in_as):
    land = make_province()
    letter = send(land.org["สปน."], [land.org["จังหวัด"]], subject="ขอเชิญประชุม")
    delivery_of(letter, land.org["จังหวัด"]).sent_at = clock.now()
    session.commit()
    page = sign_in_as(make_user(Role.CLERK, land.desk["จังหวัด"])).get("/").text
    assert "ขอเชิญประชุม" in page
    assert "มาถึงวันนี้" in page
