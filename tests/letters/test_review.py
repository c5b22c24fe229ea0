import pytest
import sqlalchemy as sa

from accounts.permissions import ROLE_PERMISSIONS, Role
from core.audit import AuditEntry
from core.errors import InvalidInput, Refused
from letters import review
from letters.policy import LetterAct, acts_open, may
from letters.readiness import missing
from letters.status import LetterStatus, ReviewDecision
from organisations.models import SigningRoute
from tests.factories.letters import NOW, make_draft, make_letter_office, writer

A, S, D = LetterAct, LetterStatus, ReviewDecision
R = SigningRoute


def deciding(note=""):
    return review.Deciding(NOW, writer(), note)


@pytest.mark.parametrize(
    ("route", "desk"),
    [(R.ONE_SIGNATORY, S.TO_SIGN), (R.GROUP_THEN_SIGNATORY, S.IN_REVIEW), (R.DIRECT, S.TO_SIGN)],
)
def test_it_sends_a_draft_to_the_first_desk_of_the_route(session, route, desk):
    letter = make_draft(make_letter_office(signing_route=route))
    review.submit(letter, deciding())
    assert letter.status is desk


def test_it_passes_the_group_and_comes_back_with_a_note(session):
    letter = make_draft(make_letter_office(signing_route=R.GROUP_THEN_SIGNATORY))
    review.submit(letter, deciding())
    review.approve(letter, deciding("เห็นควรลงนาม"))
    assert letter.status is S.TO_SIGN
    review.return_draft(letter, deciding("แก้ปีงบประมาณ"))
    steps = review.steps_of(letter.id)
    assert [step.decision for step in steps] == [D.SUBMITTED, D.APPROVED, D.RETURNED]
    assert review.returned_note(letter, steps).note == "แก้ปีงบประมาณ"
    session.commit()
    acts = session.scalars(sa.select(AuditEntry.act).where(AuditEntry.chain == 0).order_by(AuditEntry.seq)).all()
    assert [str(act) for act in acts] == ["letter:submitted", "letter:approved", "letter:returned"]


def test_it_asks_what_is_to_be_mended_before_it_returns(session):
    letter = make_draft()
    review.submit(letter, deciding())
    with pytest.raises(InvalidInput) as refused:
        review.return_draft(letter, deciding("  "))
    assert refused.value.field == "note"


def test_it_is_withdrawn_only_while_it_waits(session):
    letter = make_draft()
    with pytest.raises(Refused):
        review.withdraw(letter, deciding())
    review.submit(letter, deciding())
    review.withdraw(letter, deciding())
    assert letter.status is S.DRAFT


def test_it_names_every_gap_of_an_empty_draft_at_once(session):
    letter = make_draft(subject="", addressee_rules=[], body_cause="", body_conclusion="", signatory_id=None)
    assert [gap.field for gap in missing(letter)] == ["subject", "addressee_text", "body_cause", "signatory_id"]
    with pytest.raises(InvalidInput) as refused:
        review.submit(letter, deciding())
    assert refused.value.field == "subject"


# What each role may do with a letter in each state, written out: the office's rule, not the code's.
CLERK = {
    S.DRAFT: {A.EDIT, A.DISCARD, A.SUBMIT, A.TO_PAPER, A.REPLACE_ENCLOSURE, A.COPY},
    S.TO_SIGN: {A.WITHDRAW, A.TO_PAPER, A.COPY},
    S.IN_REVIEW: {A.WITHDRAW, A.COPY},
    S.AWAITING_INK: {A.UPLOAD_SIGNED, A.COPY},
    S.ISSUED: {A.SUPERSEDE, A.REPLACE_ENCLOSURE, A.COPY},
    S.NUMBERED: {A.COPY},
    S.RECALLED: {A.COPY},
    S.SUPERSEDED: {A.COPY},
    S.DISCARDED: {A.UNDO_DISCARD},
}
CLERK = {status: acts | {A.HAND_IN} for status, acts in CLERK.items()}
OFFICER = {status: acts - {A.TO_PAPER, A.UPLOAD_SIGNED} for status, acts in CLERK.items()}
HEAD = {**OFFICER, S.IN_REVIEW: OFFICER[S.IN_REVIEW] | {A.APPROVE, A.RETURN}}
SIGNATORY = {
    **HEAD,
    S.DRAFT: HEAD[S.DRAFT] | {A.SIGN},
    S.TO_SIGN: HEAD[S.TO_SIGN] | {A.SIGN, A.RETURN},
    S.ISSUED: HEAD[S.ISSUED] | {A.RECALL},
}
NOBODY = {status: set() for status in S}
TABLE = {
    Role.CLERK: CLERK,
    Role.OFFICER: OFFICER,
    Role.GROUP_HEAD: HEAD,
    Role.SIGNATORY: SIGNATORY,
    Role.ORGANISATION_ADMIN: NOBODY,
    Role.NATIONAL_ADMIN: NOBODY,
    Role.READ_ONLY: NOBODY,
}


@pytest.mark.parametrize("status", S)
@pytest.mark.parametrize("role", Role)
def test_it_opens_to_each_role_what_the_office_allows(role, status):
    assert acts_open(status, R.ONE_SIGNATORY, ROLE_PERMISSIONS[role]) == TABLE[role][status]


@pytest.mark.parametrize(
    ("act", "role", "route", "allowed"),
    [
        (A.SIGN, Role.SIGNATORY, R.GROUP_THEN_SIGNATORY, False),
        (A.SIGN, Role.SIGNATORY, R.DIRECT, True),
        (A.SIGN, Role.CLERK, R.DIRECT, False),
        (A.SUBMIT, Role.SIGNATORY, R.DIRECT, False),
        (A.SUBMIT, Role.CLERK, R.DIRECT, True),
        (A.TO_PAPER, Role.CLERK, R.GROUP_THEN_SIGNATORY, False),
    ],
)
def test_it_signs_a_draft_only_where_the_route_lets_it(act, role, route, allowed):
    assert may(act, S.DRAFT, route, ROLE_PERMISSIONS[role]) is allowed
