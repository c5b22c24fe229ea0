"""Every endpoint is guarded, or stands in this short list of pages anybody may open."""

from accounts.access import GUARD, PUBLIC
from tests.architecture.addresses import address_of

# Packages below accounts cannot carry its marks: their pages stand here alone.
UNMARKED = {"static", "assets.file", "language.choose"}
MARKED = {
    "accounts.forgot_password",
    "accounts.join",
    "accounts.reset_password",
    "accounts.sign_in",
    "letters.code",
    "letters.compare",
    "letters.verify",
    "system.health",
}


def marks(app):
    return {name: getattr(view, GUARD, None) for name, view in app.view_functions.items()}


def test_it_guards_every_route_that_is_not_in_the_public_list(app):
    assert [name for name, mark in marks(app).items() if mark is None and name not in UNMARKED] == []


def test_it_lists_every_public_page_and_no_other(app):
    assert {name for name, mark in marks(app).items() if mark == PUBLIC} == MARKED


def test_it_shows_no_page_of_the_security_library(app):
    assert [rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint.startswith("security")] == []


def guarded_addresses(app, method):
    for rule in app.url_map.iter_rules():
        if marks(app)[rule.endpoint] not in (None, PUBLIC) and method in rule.methods:
            yield address_of(app, rule)


def test_it_leads_a_visitor_from_every_guarded_page_to_sign_in(app, client):
    led = {address: client.get(address).location for address in guarded_addresses(app, "GET")}
    assert [address for address, location in led.items() if not (location or "").startswith("/sign-in")] == []


def test_it_refuses_every_act_of_a_visitor(app, client):
    answers = {address: client.post(address).status_code for address in guarded_addresses(app, "POST")}
    assert [address for address, status in answers.items() if status != 401] == []
