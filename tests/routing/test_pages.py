"""The inbox, the chain, the slip, cancelling; and that looking at any page changes nothing."""

import io

import pypdfium2
import sqlalchemy as sa
from flask import url_for

from accounts.access import GUARD, PUBLIC
from accounts.permissions import Role
from core.extensions import db
from routing.acknowledge import acknowledge
from routing.models import Delivery
from routing.receive import Receiving, receive
from routing.status import DeliveryState as S
from tests.factories.routing import NOW, delivery_of, send
from tests.routing.page_words import words


def test_it_lists_what_waits_first_and_the_rest_by_its_part(pages):
    org = pages.org["เมือง"]
    first, second = (send(pages.org["จังหวัด"], [org], subject=text) for text in ("เรื่องที่ค้าง", "เรื่องที่รับแล้ว"))
    acknowledge(delivery_of(second, org), now=NOW, actor=pages.land.actor("เมือง"))
    clerk = pages.at("เมือง")
    waiting, received = words(clerk.get("/in/")), words(clerk.get("/in/?tab=received"))
    assert "เรื่องที่ค้าง" in waiting
    assert "เรื่องที่รับแล้ว" not in waiting
    assert "ค้างที่เรา" in waiting
    assert "เรื่องที่รับแล้ว" in received
    assert "ไม่มีหนังสือรอรับ" in words(pages.at("ชนแดน").get("/in/"))
    assert clerk.get("/in/?tab=nonsense").status_code == 200
    assert clerk.get("/in/?cursor=broken").status_code == 422
    assert first.id != second.id


def test_it_shows_the_way_of_a_letter_with_days_and_who_holds_it(pages):
    root = send(pages.org["สปน."], [pages.org["จังหวัด"]], ref_no="นร 0107/2199")
    hall = pages.desk["จังหวัด"]
    receive(Receiving(delivery_of(root, pages.org["จังหวัด"]), hall, number=""), now=NOW, actor=pages.land.actor("จังหวัด"))
    to = [pages.org["เมือง"], pages.org["ชนแดน"]]
    down = send(pages.org["จังหวัด"], to, source_id=root.id, root_id=root.id, circular=True)
    page = words(pages.at("สถจ.").get(f"/letters/{down.id}/chain"))
    for text in ("นร ๐๑๐๗/๒๑๙๙", "เลขรับ ๑", "อำเภอชนแดน", "ยังไม่ส่งต่อ", "กระทบ อปท. ๕ แห่ง", "ถึง ๕ จาก ๗ แห่ง"):
        assert text in page
    assert pages.at("ทต.ดงขุย").get(f"/letters/{down.id}/chain").status_code == 404
    lao = send(pages.org["เมือง"], [pages.org["อบต.นาป่า"]], source_id=down.id, root_id=root.id)
    seen_by_lao = words(pages.at("อบต.นาป่า").get(f"/letters/{lao.id}/chain"))
    assert "นร ๐๑๐๗/๒๑๙๙" in seen_by_lao


def test_it_prints_the_slip_for_either_side_once_the_letter_is_received(pages):
    lao = pages.org["อบต.นาป่า"]
    letter = send(pages.org["เมือง"], [lao], ref_no="พช 0023.7/ว 583", subject="การประชุมชี้แจง")
    delivery = delivery_of(letter, lao)
    assert pages.at("เมือง").get(f"/in/{delivery.id}/slip.pdf").status_code == 409
    wish = Receiving(delivery, pages.desk["อบต.นาป่า"], number="812")
    receive(wish, now=NOW, actor=pages.land.actor("อบต.นาป่า", "นางสาวใจดี มีสุข"))
    for desk in ("เมือง", "อบต.นาป่า"):
        answer = pages.at(desk).get(f"/in/{delivery.id}/slip.pdf")
        assert answer.mimetype == "application/pdf"
        text = pypdfium2.PdfDocument(io.BytesIO(answer.data))[0].get_textpage().get_text_range()
        for part in ("พช ๐๐๒๓.๗/ว ๕๘๓", "๘๑๒", "นางสาวใจดี มีสุข", "๒๘ มีนาคม ๒๕๖๗"):
            assert part in text
    assert pages.at("ชนแดน").get(f"/in/{delivery.id}/slip.pdf").status_code == 404


def test_it_cancels_one_recipient_with_a_reason(pages):
    letter = send(pages.org["จังหวัด"], [pages.org["เมือง"], pages.org["ชนแดน"]])
    delivery = delivery_of(letter, pages.org["ชนแดน"])
    boss = pages.at("สถจ.", Role.SIGNATORY)
    assert "อำเภอชนแดน" in words(boss.get(f"/in/{delivery.id}/cancel"))
    assert boss.post(f"/in/{delivery.id}/cancel", data={"reason": " "}).status_code == 422
    boss.post(f"/in/{delivery.id}/cancel", data={"reason": "ส่งผิดอำเภอ"})
    db.session.expire_all()
    assert db.session.get(Delivery, delivery.id).state is S.RECALLED
    assert pages.at("สถจ.", Role.CLERK).get(f"/in/{delivery.id}/cancel").status_code == 403
    assert pages.at("เมือง", Role.SIGNATORY).post(f"/in/{delivery.id}/cancel", data={"reason": "x"}).status_code == 404


def everything():
    """All rows of all tables that a look may not change; when people were last seen is their own business."""
    db.session.rollback()
    tables = [
        table for table in db.metadata.sorted_tables if table.name not in {"users", "draft_presences", "presence"}
    ]
    return {table.name: sorted(map(repr, db.session.execute(sa.select(table)).all())) for table in tables}


def test_looking_at_a_page_changes_nothing(app, pages, monkeypatch):
    monkeypatch.setattr("tests.clients.faults_of", lambda _page: [])  # how pages look is tested beside them
    root = send(pages.org["สปน."], [pages.org["จังหวัด"]])
    down = send(pages.org["จังหวัด"], [pages.org["เมือง"], pages.org["อบจ."]], source_id=root.id, root_id=root.id)
    last = send(pages.org["เมือง"], [pages.org["อบต.นาป่า"]], source_id=down.id, root_id=root.id)
    delivery = delivery_of(last, pages.org["อบต.นาป่า"])
    acknowledge(delivery_of(root, pages.org["จังหวัด"]), now=NOW, actor=pages.land.actor("จังหวัด"))
    ids = {
        "delivery_id": [one.id for one in db.session.scalars(sa.select(Delivery))],
        "letter_id": [root.id, down.id, last.id],
    }
    browsers = [
        pages.at(desk, role)
        for desk, role in (("สถจ.", Role.SIGNATORY), ("เมือง", Role.CLERK), ("อบต.นาป่า", Role.CLERK))
    ]
    before = everything()
    asked = 0
    for rule in app.url_map.iter_rules():
        guard = getattr(app.view_functions[rule.endpoint], GUARD, None)
        if "GET" not in rule.methods or guard in (None, PUBLIC) or not rule.arguments <= ids.keys():
            continue
        name = next(iter(rule.arguments), None)
        for value in ids.get(name or "", [None]):
            with app.test_request_context():
                address = url_for(rule.endpoint, **({name: value} if name else {}))
            for browser in browsers:
                assert browser.get(address).status_code < 500, address
                asked += 1
    assert asked > 60
    assert everything() == before
    assert delivery.state is S.DELIVERED
