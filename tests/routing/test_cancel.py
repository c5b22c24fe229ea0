"""Taking a letter away: from one recipient, or from all when it is recalled; what went further keeps its numbers."""

import pytest

from core.errors import InvalidInput
from letters.status import LetterStatus
from routing.acknowledge import acknowledge
from routing.cancel import cancel_recipient, offices_downstream, recall_deliveries, source_was_recalled
from routing.status import DeliveryState as S
from tests.factories.routing import NOW, delivery_of, make_province, send


def test_it_cancels_one_recipient_with_a_reason_and_leaves_the_others(session):
    land = make_province()
    letter = send(land.org["จังหวัด"], [land.org["เมือง"], land.org["อบจ."]])
    gone, stays = delivery_of(letter, land.org["เมือง"]), delivery_of(letter, land.org["อบจ."])
    with pytest.raises(InvalidInput):
        cancel_recipient(gone, "", now=NOW, actor=land.actor("สถจ."))
    assert cancel_recipient(gone, "ส่งผิดอำเภอ", now=NOW, actor=land.actor("สถจ."))
    assert not cancel_recipient(gone, "ส่งผิดอำเภอ", now=NOW, actor=land.actor("สถจ."))
    assert (gone.state, gone.reason, stays.state) == (S.RECALLED, "ส่งผิดอำเภอ", S.DELIVERED)


def test_it_closes_the_letters_own_deliveries_and_leaves_those_further_down(session):
    land = make_province()
    root = send(land.org["สปน."], [land.org["จังหวัด"]])
    down = send(land.org["จังหวัด"], [land.org["เมือง"]], source_id=root.id, root_id=root.id)
    last = send(land.org["เมือง"], [land.org["อบต.นาป่า"]], source_id=down.id, root_id=root.id)
    first = delivery_of(root, land.org["จังหวัด"])
    acknowledge(first, now=NOW, actor=land.actor("จังหวัด"))
    assert recall_deliveries(root, "ข้อความผิด")["closed"] == 1
    assert recall_deliveries(root, "ข้อความผิด") == {}
    root.status = LetterStatus.RECALLED
    session.flush()
    assert (first.state, first.acknowledged_at) == (S.RECALLED, NOW)  # what was done stays on record
    assert delivery_of(down, land.org["เมือง"]).state is S.DELIVERED
    assert [source_was_recalled(one) for one in (root, down, last)] == [False, True, True]
    assert [one.short_name for one in offices_downstream(root)] == ["เพชรบูรณ์", "เมืองเพชรบูรณ์"]
