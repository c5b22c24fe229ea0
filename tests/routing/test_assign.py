"""เกษียน: the letter goes to another office or person of the organisation."""

import pytest

from accounts.models import Membership, User
from accounts.permissions import Role
from core.errors import InvalidInput
from routing.acknowledge import reject
from routing.assign import Assigning, assign
from routing.queries import assignments_of
from routing.status import DeliveryState as S
from tests.factories.routing import NOW, delivery_of, make_province, send


@pytest.fixture
def arrived(session):
    land = make_province()
    return land, delivery_of(send(land.org["สปน."], [land.org["จังหวัด"]]), land.org["จังหวัด"])


def person(session, office, **changes):
    user = User(email="one@example.invalid", name="นายชาญ ตั้งใจ", fs_uniquifier="u1", created_at=NOW, **changes)
    session.add(user)
    session.flush()
    session.add(Membership(user_id=user.id, office_id=office.id, role=Role.OFFICER))
    session.flush()
    return user


def test_it_moves_the_letter_to_the_other_desk_with_its_note(session, arrived):
    land, delivery = arrived
    user = person(session, land.desk["สถจ."])
    wish = Assigning(delivery, land.desk["สถจ."], user, "เห็นควรแจ้งอำเภอทุกอำเภอ")
    assign(wish, now=NOW, actor=land.actor("จังหวัด"))
    session.flush()
    assert (delivery.holder_office_id, delivery.state) == (land.desk["สถจ."].id, S.OPENED)
    last = assignments_of(delivery.id)[0]
    assert (last.note, last.to_user_id, last.from_office_id) == (
        "เห็นควรแจ้งอำเภอทุกอำเภอ",
        user.id,
        land.desk["จังหวัด"].id,
    )


def test_it_lets_the_newest_assignment_hold(session, arrived):
    land, delivery = arrived
    assign(Assigning(delivery, land.desk["สถจ."]), now=NOW, actor=land.actor("จังหวัด"))
    assign(Assigning(delivery, land.desk["จังหวัด"], note="ส่งคืน"), now=NOW, actor=land.actor("สถจ."))
    session.flush()
    assert (assignments_of(delivery.id)[0].note, delivery.holder_office_id) == ("ส่งคืน", land.desk["จังหวัด"].id)


def test_it_refuses_another_organisation_a_stranger_and_a_closed_letter(session, arrived):
    land, delivery = arrived
    with pytest.raises(InvalidInput) as error:
        assign(Assigning(delivery, land.desk["เมือง"]), now=NOW, actor=land.actor("จังหวัด"))
    assert error.value.field == "to_office"
    stranger = person(session, land.desk["เมือง"])
    with pytest.raises(InvalidInput) as error:
        assign(Assigning(delivery, land.desk["สถจ."], stranger), now=NOW, actor=land.actor("จังหวัด"))
    assert error.value.field == "to_user"
    reject(delivery, "ส่งผิด", now=NOW, actor=land.actor("จังหวัด"))
    with pytest.raises(Exception, match="ปฏิเสธ"):
        assign(Assigning(delivery, land.desk["สถจ."]), now=NOW, actor=land.actor("จังหวัด"))
