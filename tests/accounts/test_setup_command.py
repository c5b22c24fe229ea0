"""flask setup and flask users."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from accounts.models import User
from accounts.permissions import Role
from core import clock
from core.audit import AuditEntry, verify
from core.installation import InstallationKind, claim_installation, kind_of_installation
from organisations.country_list import CENTRE_CODE
from organisations.queries import by_code
from tests.accounts.factories import PASSWORD, make_user

ROOT = Path(__file__).resolve().parents[2]
JOINING = {
    "email": "first@example.invalid",
    "name": "นางสาวคนแรก",
    "password": PASSWORD,
    "again": PASSWORD,
    "terms": "y",
}


def run(app, *args):
    return app.test_cli_runner().invoke(args=args)


def link_of(output):
    return re.search(r"http://\S+?(/join/\S+)", output)[1]


def test_it_sets_up_a_real_system_and_lets_the_first_administrator_in(country_app, country):
    result = run(country_app, "setup")
    assert result.exit_code == 0, result.output
    assert kind_of_installation() is InstallationKind.REAL
    country.commit()
    visitor = country_app.test_client()
    assert visitor.post(link_of(result.output), data={**JOINING, "email": ""}).status_code == 422
    assert visitor.post(link_of(result.output), data=JOINING).status_code == 302
    first = country.query(User).one()
    assert [one.role for one in first.memberships] == [Role.NATIONAL_ADMIN]
    assert visitor.get("/people").status_code == 200
    country.commit()
    again = run(country_app, "setup")
    assert again.exit_code == 0
    assert "/join/" not in again.output
    assert list(verify()) == []


def test_its_link_ends_when_a_new_one_is_printed(country_app, country):
    old, new = link_of(run(country_app, "setup").output), link_of(run(country_app, "setup").output)
    country.commit()
    assert country_app.test_client().get(old).status_code == 404
    assert country_app.test_client().get(new).status_code == 200
    acts = [str(entry.act) for entry in country.query(AuditEntry).order_by(AuditEntry.id)]
    assert acts.count("system:set_up") == 1


def test_it_refuses_a_demo(app, session):
    claim_installation(InstallationKind.DEMO, clock.now())
    session.commit()
    result = run(app, "setup")
    assert result.exit_code == 2
    assert "สาธิต" in result.output
    assert "Traceback" not in result.output


def test_it_does_not_take_the_demos_database_when_none_is_named(tmp_path):
    environment = {"PATH": os.environ["PATH"], "FLASK_APP": "app", "WIAN_VAR": str(tmp_path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "flask", "setup"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "wian.db").exists()
    assert not (tmp_path / "demo.db").exists()
    assert "8,805" in done.stdout  # the centre, 76 provinces, 878 districts, 7,850 LAOs


def test_it_invites_lists_and_closes_from_the_command_line(country_app, country):
    province = by_code("67")
    invited = run(country_app, "users", "invite", "a@example.invalid", "--organisation", "67", "--role", "clerk")
    assert invited.exit_code == 0, invited.output
    user = make_user(Role.CLERK, province.offices[0], email="b@example.invalid")
    make_user(Role.CLERK, by_code(CENTRE_CODE).offices[0], email="c@example.invalid")
    country.commit()
    listed = run(country_app, "users", "list", "--organisation", "67").output
    assert "b@example.invalid" in listed
    assert "67:clerk" in listed
    assert "c@example.invalid" not in listed
    assert run(country_app, "users", "deactivate", "b@example.invalid").exit_code == 0
    country.expire_all()
    assert user.active is False


@pytest.mark.parametrize(
    "args",
    [
        ("invite", "no-address", "--organisation", "67", "--role", "clerk"),
        ("invite", "a@example.invalid", "--organisation", "nowhere", "--role", "clerk"),
        ("invite", "a@example.invalid", "--organisation", "67", "--role", "national_admin"),
        ("invite", "a@example.invalid", "--organisation", "67", "--role", "emperor"),
        ("deactivate", "nobody@example.invalid"),
        ("list", "--organisation", "nowhere"),
    ],
)
def test_it_ends_with_one_line_and_status_2_on_bad_input(country_app, country, args):
    result = run(country_app, "users", *args)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
