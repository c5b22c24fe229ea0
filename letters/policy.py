"""Who may do what with a letter: pure rules on permissions. Who may see one is routing/policy.py."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from accounts.permissions import Permission
from letters.status import EDITABLE, LetterStatus
from organisations.models import SigningRoute

P = Permission
S = LetterStatus


class LetterAct(StrEnum):
    """What a person can do with a letter of their office."""

    EDIT = "edit"
    HAND_IN = "hand_in"  # text typed for a draft, whatever became of it meanwhile
    DISCARD = "discard"
    UNDO_DISCARD = "undo_discard"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    RETURN = "return"
    SIGN = "sign"  # number, freeze, send
    TO_PAPER = "to_paper"  # reserve a number, sign in ink
    UPLOAD_SIGNED = "upload_signed"
    RECALL = "recall"
    SUPERSEDE = "supersede"
    REPLACE_ENCLOSURE = "replace_enclosure"
    COPY = "copy"


A = LetterAct

# (statuses, permission needed in the letter's office); signing from a draft also asks the office's route.
RULES: dict[LetterAct, tuple[frozenset[LetterStatus], Permission]] = {
    A.EDIT: (EDITABLE, P.LETTER_DRAFT),
    A.HAND_IN: (frozenset(S), P.LETTER_DRAFT),
    A.DISCARD: (EDITABLE, P.LETTER_DRAFT),
    A.UNDO_DISCARD: (frozenset({S.DISCARDED}), P.LETTER_DRAFT),
    A.SUBMIT: (EDITABLE, P.LETTER_DRAFT),
    A.WITHDRAW: (frozenset({S.IN_REVIEW, S.TO_SIGN}), P.LETTER_DRAFT),
    A.APPROVE: (frozenset({S.IN_REVIEW}), P.LETTER_APPROVE),
    A.SIGN: (frozenset({S.DRAFT, S.TO_SIGN}), P.LETTER_ISSUE),
    A.TO_PAPER: (frozenset({S.DRAFT, S.TO_SIGN}), P.REGISTER_KEEP),
    A.UPLOAD_SIGNED: (frozenset({S.AWAITING_INK}), P.REGISTER_KEEP),
    A.RECALL: (frozenset({S.ISSUED}), P.LETTER_RECALL),
    A.SUPERSEDE: (frozenset({S.ISSUED}), P.LETTER_DRAFT),
    A.REPLACE_ENCLOSURE: (frozenset({S.DRAFT, S.ISSUED}), P.LETTER_DRAFT),
    A.COPY: (frozenset(S) - {S.DISCARDED}, P.LETTER_DRAFT),
}


def may(act: LetterAct, status: LetterStatus, route: SigningRoute, permissions: Collection[Permission]) -> bool:
    """Say whether somebody with `permissions` in the letter's office may do `act` now.

    A clerk who is no signatory submits, never signs; a head of group returns what waits for the group, a signatory
    what waits for the signature; unless the route asks for the group first, a signatory may sign a draft at once.
    """
    if act is A.RETURN:
        needed = {S.IN_REVIEW: P.LETTER_APPROVE, S.TO_SIGN: P.LETTER_ISSUE}.get(status)
        return needed in permissions
    statuses, needed = RULES[act]
    if status not in statuses or needed not in permissions:
        return False
    if act is A.SUBMIT and route is SigningRoute.DIRECT:
        return P.LETTER_ISSUE not in permissions
    if act in (A.SIGN, A.TO_PAPER) and status is S.DRAFT:
        return route is not SigningRoute.GROUP_THEN_SIGNATORY
    return True


def acts_open(status: LetterStatus, route: SigningRoute, permissions: Collection[Permission]) -> frozenset[LetterAct]:
    """Give everything this person may do with a letter in this state; pages show buttons from it."""
    return frozenset(act for act in LetterAct if may(act, status, route, permissions))


def first_desk(route: SigningRoute) -> LetterStatus:
    """Give where a submitted draft goes: to the head of group, or straight to the signatory."""
    return S.IN_REVIEW if route is SigningRoute.GROUP_THEN_SIGNATORY else S.TO_SIGN
