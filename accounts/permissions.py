"""What a person may do: one list of permissions and one table of roles."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """Named thing:verb."""

    LETTER_READ = "letter:read"
    LETTER_DRAFT = "letter:draft"
    LETTER_APPROVE = "letter:approve"  # head of group
    LETTER_ISSUE = "letter:issue"  # sign, number, send
    LETTER_RECALL = "letter:recall"
    REGISTER_KEEP = "register:keep"  # receive, reserve, void, record paper letters
    DELIVERY_ACKNOWLEDGE = "delivery:acknowledge"
    DELIVERY_CONFIRM = "delivery:confirm_on_behalf"
    TRACKING_READ = "tracking:read"
    ORGANISATION_READ = "organisation:read"
    ORGANISATION_EDIT = "organisation:edit"  # own organisation and those below it
    OFFICE_EDIT = "office:edit"
    PEOPLE_INVITE = "people:invite"  # own offices and organisations below
    NATION_EDIT = "nation:edit"
    AUDIT_READ = "audit:read"


class Role(StrEnum):
    """The role of a person in one office."""

    CLERK = "clerk"  # สารบรรณ
    OFFICER = "officer"
    GROUP_HEAD = "group_head"
    SIGNATORY = "signatory"
    ORGANISATION_ADMIN = "organisation_admin"
    NATIONAL_ADMIN = "national_admin"
    READ_ONLY = "read_only"


P = Permission
_READ = frozenset({P.LETTER_READ, P.TRACKING_READ, P.ORGANISATION_READ})
_OFFICER = _READ | {P.LETTER_DRAFT, P.DELIVERY_ACKNOWLEDGE, P.DELIVERY_CONFIRM}
_CLERK = _OFFICER | {P.REGISTER_KEEP}
_ADMIN = _READ | {P.ORGANISATION_EDIT, P.OFFICE_EDIT, P.PEOPLE_INVITE, P.AUDIT_READ}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CLERK: _CLERK,
    Role.OFFICER: _OFFICER,
    Role.GROUP_HEAD: _OFFICER | {P.LETTER_APPROVE},
    Role.SIGNATORY: _OFFICER | {P.LETTER_APPROVE, P.LETTER_ISSUE, P.LETTER_RECALL},
    Role.ORGANISATION_ADMIN: _ADMIN,
    Role.NATIONAL_ADMIN: _ADMIN | {P.NATION_EDIT},
    Role.READ_ONLY: _READ,
}
