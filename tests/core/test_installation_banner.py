"""A demo says so on every page."""

from flask import Flask
from flask.testing import FlaskClient

from core import clock
from core.extensions import db
from core.installation import InstallationKind, claim_installation


def claim(kind: InstallationKind) -> None:
    claim_installation(kind, clock.now())
    db.session.commit()


def test_a_demo_carries_its_banner(app: Flask, client: FlaskClient) -> None:
    claim(InstallationKind.DEMO)
    assert "ระบบสาธิต" in client.get("/nowhere").text


def test_a_real_system_has_none(app: Flask, client: FlaskClient) -> None:
    claim(InstallationKind.REAL)
    assert "ระบบสาธิต" not in client.get("/nowhere").text


def test_a_page_of_a_system_not_yet_set_up_has_none(app: Flask, client: FlaskClient) -> None:
    assert "ระบบสาธิต" not in client.get("/nowhere").text
