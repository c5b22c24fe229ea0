"""A district confirms for its LAOs by telephone, several at once."""

import pytest
import sqlalchemy as sa

from accounts.permissions import Role
from core.extensions import db
from routing.acknowledge import acknowledge
from routing.models import Delivery
from routing.status import BehalfMethod
from routing.status import DeliveryState as S
from tests.factories.routing import NOW, delivery_of, send
from tests.routing.page_words import words

NAMES = ("ทต.ท่าพล", "อบต.สะเดียง", "อบต.นาป่า")


@pytest.fixture
def sent(pages):
    """Two letters of the district to its three LAOs; ทต.ท่าพล has acknowledged both."""
    letters = [
        send(pages.org["เมือง"], [pages.org[name] for name in NAMES], ref_no=f"พช 0023.7/ว {n}") for n in (571, 583)
    ]
    for letter in letters:
        acknowledge(delivery_of(letter, pages.org["ทต.ท่าพล"]), now=NOW, actor=pages.land.actor("ทต.ท่าพล"))
    return [{name: delivery_of(letter, pages.org[name]).id for name in NAMES} for letter in letters], letters


def heard(*ids, **changes):
    return {"delivery": list(ids), "method": "phone", "person": "ธุรการ", "when": "28 มี.ค. 2567 10.30 น.", **changes}


def state(delivery_id):
    db.session.expire_all()
    return db.session.get(Delivery, delivery_id).state


def test_it_lists_the_laos_that_still_owe_an_answer(pages, sent):
    page = words(pages.at("เมือง").get("/calls"))
    assert "อบต.สะเดียง" in page
    assert "ทต.ท่าพล" not in page
    assert "พช ๐๐๒๓.๗/ว ๕๗๑" in page
    assert "ทต.ท่าพล" in words(pages.at("เมือง").get("/calls?all=1"))


def test_it_confirms_the_ticked_ones_in_one_go(pages, sent):
    (first, second), _letters = sent
    ids = [first["อบต.สะเดียง"], second["อบต.สะเดียง"], second["อบต.นาป่า"]]
    answer = pages.at("เมือง").post("/calls", data=heard(*ids), follow_redirects=True)
    assert "ยืนยันแทนแล้ว ๓ แห่ง" in words(answer)
    assert [state(one) for one in ids] == [S.ACKNOWLEDGED] * 3
    assert state(first["อบต.นาป่า"]) is S.DELIVERED
    one = db.session.get(Delivery, ids[0])
    assert (one.behalf_method, one.behalf_person) == (BehalfMethod.PHONE, "ธุรการ")
    assert one.acknowledged_at.isoformat() == "2024-03-28T03:30:00+00:00"


def test_it_keeps_ticks_and_words_when_something_is_missing(pages, sent):
    (first, _second), _letters = sent
    clerk = pages.at("เมือง")
    answer = clerk.post("/calls", data=heard(first["อบต.นาป่า"], person=""))
    assert answer.status_code == 422
    assert "ใส่ว่าใครเป็นผู้ยืนยัน" in words(answer)
    assert f'value="{first["อบต.นาป่า"]}" checked' in answer.text
    nothing = clerk.post("/calls", data=heard())
    assert nothing.status_code == 422
    assert "ยังไม่ได้เลือก อปท." in words(nothing)
    ahead = clerk.post("/calls", data=heard(first["อบต.นาป่า"], when="1 มกราคม 2690"))
    assert "หลังเวลาปัจจุบัน" in words(ahead)
    assert state(first["อบต.นาป่า"]) is S.DELIVERED


def test_it_undoes_one_confirmation(pages, sent):
    (first, _second), letters = sent
    clerk = pages.at("เมือง")
    clerk.post("/calls", data=heard(first["อบต.นาป่า"]))
    page = clerk.get(f"/calls?letter={letters[0].id}&all=1")
    assert "ถอนการยืนยันแทน" in words(page)
    answer = clerk.post(f"/in/{first['อบต.นาป่า']}/unconfirm", follow_redirects=True)
    assert "ถอนการยืนยันแทน อบต.นาป่า แล้ว" in words(answer)
    assert state(first["อบต.นาป่า"]) is S.DELIVERED


def test_it_confirms_for_nobody_elses_laos(pages, sent):
    (first, _second), letters = sent
    for desk in ("ชนแดน", "สปน."):
        answer = pages.at(desk).post("/calls", data=heard(first["อบต.นาป่า"]))
        assert answer.status_code == 403
    assert pages.at("ชนแดน").get(f"/calls?letter={letters[0].id}").status_code == 404
    assert pages.at("เมือง", Role.READ_ONLY).get("/calls").status_code == 403
    assert pages.at("เมือง").post("/calls", data=heard(999)).status_code == 403
    assert state(first["อบต.นาป่า"]) is S.DELIVERED


def test_it_says_when_there_is_nobody_to_call(pages):
    assert "ไม่มี อปท. ที่ต้องยืนยันแทน" in words(pages.at("ชนแดน").get("/calls"))


def test_it_reads_the_table_in_a_fixed_number_of_statements(pages, sent):
    clerk = pages.at("เมือง")
    clerk.get("/calls")
    seen = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    clerk.get("/calls?all=1")
    assert len([one for one in seen if one.startswith("SELECT")]) <= 10, seen


def test_it_keeps_from_the_district_what_the_centre_sent_past_it_to_an_lao(pages):
    past = send(pages.org["สปน."], [pages.org["อบต.นาป่า"]])
    one = delivery_of(past, pages.org["อบต.นาป่า"])
    acknowledge(one, now=NOW, actor=pages.land.actor("อบต.นาป่า"))
    district = pages.at("เมือง")
    assert district.get(f"/in/{one.id}/slip.pdf").status_code == 404
    assert district.get(f"/in/{one.id}").status_code == 404
    assert district.post("/calls", data=heard(one.id)).status_code == 403
    assert pages.at("สปน.").get(f"/in/{one.id}/slip.pdf").status_code == 200
    assert pages.at("อบต.นาป่า").get(f"/in/{one.id}/slip.pdf").status_code == 200


def test_it_shows_a_recipient_nobody_elses_deliveries(pages, sent):
    (first, _second), letters = sent
    page = pages.at("อบต.สะเดียง").get(f"/calls?letter={letters[0].id}&all=1")
    assert "อบต.นาป่า" not in words(page)
    assert f'value="{first["อบต.นาป่า"]}"' not in page.text
