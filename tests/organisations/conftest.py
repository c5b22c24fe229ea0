"""People of the province of เพชรบูรณ์ and their browsers, on the whole country."""

import pytest

from accounts.models import Membership
from accounts.permissions import Role
from organisations import queries
from tests.accounts.factories import make_user


@pytest.fixture
def office(country):
    """สถจ.เพชรบูรณ์."""
    return queries.offices_of(queries.by_code("67").id)[1]


@pytest.fixture
def clerk(office, sign_in_country):
    """A browser of its clerk."""
    return sign_in_country(make_user(Role.CLERK, office))


@pytest.fixture
def admin(country, office, sign_in_country):
    """A browser of its administrator, who also writes letters."""
    person = make_user(Role.ORGANISATION_ADMIN, office)
    country.add(Membership(user=person, role=Role.CLERK, office=office))
    return sign_in_country(person)


@pytest.fixture
def nation(country, sign_in_country):
    """A browser of the nation's administrator."""
    return sign_in_country(make_user(Role.NATIONAL_ADMIN, queries.central_desk(queries.by_code("PMO").id)))
