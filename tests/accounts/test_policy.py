"""The role table as a truth table: every role × every permission, written out once more by hand."""

from types import SimpleNamespace

import pytest

from accounts.permissions import ROLE_PERMISSIONS, Permission, Role
from accounts.policy import can, grantable_roles, permissions_in, roles_with

# columns: clerk, officer, group_head, signatory, organisation_admin, national_admin, read_only
TABLE = """
letter:read                 1 1 1 1 1 1 1
letter:draft                1 1 1 1 0 0 0
letter:approve              0 0 1 1 0 0 0
letter:issue                0 0 0 1 0 0 0
letter:recall               0 0 0 1 0 0 0
register:keep               1 0 0 0 0 0 0
delivery:acknowledge        1 1 1 1 0 0 0
delivery:confirm_on_behalf  1 1 1 1 0 0 0
tracking:read               1 1 1 1 1 1 1
organisation:read           1 1 1 1 1 1 1
organisation:edit           0 0 0 0 1 1 0
office:edit                 0 0 0 0 1 1 0
people:invite               0 0 0 0 1 1 0
nation:edit                 0 0 0 0 0 1 0
audit:read                  0 0 0 0 1 1 0
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
CASES = [(Role(role), Permission(row[0]), row[i + 1] == "1") for row in ROWS for i, role in enumerate(Role)]


def person(*memberships, active=True):
    held = [SimpleNamespace(office_id=office, permissions=ROLE_PERMISSIONS[role]) for office, role in memberships]
    return SimpleNamespace(active=active, memberships=held)


def test_it_decides_on_every_role_and_permission_there_is():
    assert {(role, permission) for role, permission, _ in CASES} == {(r, p) for r in Role for p in Permission}


@pytest.mark.parametrize(("role", "permission", "allowed"), CASES)
def test_it_allows_what_the_role_table_says(role, permission, allowed):
    assert can(person((1, role)), permission, 1) is allowed


def test_it_allows_nothing_in_another_office():
    assert not can(person((1, Role.SIGNATORY)), Permission.LETTER_ISSUE, 2)


def test_it_allows_nothing_without_an_office():
    assert not can(person((1, Role.SIGNATORY)), Permission.LETTER_ISSUE, None)


def test_it_allows_nothing_to_a_deactivated_person():
    assert not can(person((1, Role.CLERK), active=False), Permission.LETTER_READ, 1)


def test_it_adds_up_the_roles_of_one_office():
    both = person((1, Role.CLERK), (1, Role.SIGNATORY), (2, Role.NATIONAL_ADMIN))
    assert permissions_in(both, (1,)) == ROLE_PERMISSIONS[Role.CLERK] | ROLE_PERMISSIONS[Role.SIGNATORY]


def test_it_names_who_may_issue():
    assert roles_with(Permission.LETTER_ISSUE) == (Role.SIGNATORY,)


def test_it_lets_only_a_national_administrator_make_another():
    assert grantable_roles(person((1, Role.NATIONAL_ADMIN)), {1}) == tuple(Role)
    assert Role.NATIONAL_ADMIN not in grantable_roles(person((1, Role.ORGANISATION_ADMIN)), {1})
    assert len(grantable_roles(person((1, Role.ORGANISATION_ADMIN)), {1})) == len(Role) - 1


@pytest.mark.parametrize("role", [Role.CLERK, Role.OFFICER, Role.GROUP_HEAD, Role.SIGNATORY, Role.READ_ONLY])
def test_it_lets_no_other_role_hand_out_roles(role):
    assert grantable_roles(person((1, role)), {1}) == ()
