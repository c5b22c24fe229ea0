"""What of the library is in use: sessions, hashes, tokens. Its mailer, pages and commands are not."""

import pytest


def test_its_mailer_sends_nothing_beside_the_outbox(app):
    mailer = app.extensions["security"]._mail_util
    with pytest.raises(RuntimeError, match="outbox"):
        mailer.send_mail("reset", "subject", "a@example.invalid", "wian@example.invalid", "text", "html")


def test_its_commands_do_not_stand_beside_ours(app):
    assert sorted(app.cli.commands["users"].commands) == ["deactivate", "invite", "list"]
    assert "roles" not in app.cli.commands


def test_it_takes_no_token_in_an_address(client):
    assert client.get("/account?auth_token=anything").status_code == 302
