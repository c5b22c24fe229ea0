"""Guards of routes, on a small app of their own pages."""

import pytest
from flask import Blueprint, g

from accounts.access import current_actor, public, requires
from accounts.permissions import Permission, Role
from tests.accounts.factories import add_membership, make_own_office, make_user

bp = Blueprint("guarded", __name__)


@bp.route("/t/any", methods=["GET", "POST"])
@requires()
def anyone():
    return f"{current_actor().name} {g.office.id if g.office else '-'}" if "office" in g else current_actor().name


@bp.get("/t/issue")
@requires(Permission.LETTER_ISSUE)
def issue():
    return f"{g.office.id}"


@bp.get("/t/open")
@public
def open_to_all():
    return "open"


@pytest.fixture
def app(make_app, empty_template):
    """An app of its own: its pages come in before the first request."""
    app = make_app(empty_template)
    app.register_blueprint(bp)
    with app.app_context():
        yield app


def test_it_leads_a_visitor_to_sign_in_and_back(client):
    assert client.get("/t/any?tab=2").location == "/sign-in?next=/t/any?tab%3D2"


def test_it_answers_401_to_a_visitors_act(client):
    assert client.post("/t/any").status_code == 401


def test_it_shows_public_pages_to_visitors(client):
    assert client.get("/t/open").text == "open"


def test_it_says_who_may_when_someone_may_not(sign_in_as, session):
    page = sign_in_as(make_user(Role.CLERK)).get("/t/issue")
    assert page.status_code == 403
    assert "ผู้ลงนาม" in page.text


def test_it_decides_for_the_office_acted_for(sign_in_as, session):
    user = make_user(Role.CLERK)
    signs_here = make_own_office()
    add_membership(user, Role.SIGNATORY, signs_here)
    browser = sign_in_as(user)
    assert browser.get("/t/issue").status_code == 403
    user.last_office_id = signs_here.id
    assert browser.get("/t/issue").text == str(signs_here.id)


def test_it_refuses_someone_without_an_office_and_says_whom_to_ask(sign_in_as, session):
    page = sign_in_as(make_user(role=None)).get("/t/issue")
    assert page.status_code == 403
    assert "ยังไม่ได้อยู่ในหน่วยงานใด" in page.text


def test_it_forgets_a_deactivated_person_at_once(sign_in_as, session):
    user = make_user()
    browser = sign_in_as(user)
    assert browser.get("/t/any").status_code == 200
    user.active = False
    assert browser.get("/t/any").status_code == 302


def test_it_forgets_all_sessions_when_the_identifier_changes(sign_in_as, session):
    user = make_user()
    browser = sign_in_as(user)
    user.fs_uniquifier = "another"
    assert browser.get("/t/any").status_code == 302
