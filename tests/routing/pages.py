"""A province with people, for the tests of pages."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from accounts.permissions import Role
from tests.accounts.factories import make_user
from tests.factories.routing import make_province


@pytest.fixture
def pages(session, sign_in_as):
    """`pages.at(desk)` gives the browser of somebody at that desk, a clerk unless a role is given."""
    land = make_province()

    def at(desk, role=Role.CLERK):
        return sign_in_as(make_user(office=land.desk[desk], role=role))

    return SimpleNamespace(land=land, org=land.org, desk=land.desk, at=at)
