"""The words of a forwarding letter."""

import pytest

from organisations.kinds import OrganisationKind as K
from routing.forward_text import DETAILS, SourceText, conclusion, forward_text, split_opening

PMO, PROVINCE, DISTRICT = "สำนักงานปลัดสำนักนายกรัฐมนตรี", "จังหวัดเพชรบูรณ์", "อำเภอเมืองเพชรบูรณ์"
BODY = ("ด้วยคณะกรรมการมีมติให้ดำเนินการ", "จึงขอความร่วมมือ รายละเอียดปรากฏตาม QR Code ท้ายหนังสือฉบับนี้", "จึงเรียนมาเพื่อโปรดพิจารณา")


def source(**changes):
    return SourceText(**{"issuer": PMO, "subject": "การประเมิน", "paragraphs": BODY, **changes})


@pytest.mark.parametrize(
    ("pattern", "opening"),
    [
        ("A", f"ด้วย{PROVINCE}ได้รับแจ้งจาก{PMO}ว่า คณะกรรมการ"),
        ("B", f"ด้วย{PMO}แจ้งว่า คณะกรรมการ"),
        ("C", f"ด้วย{PMO}แจ้งว่า คณะกรรมการ"),  # the first of a chain has no source to name
    ],
)
def test_it_opens_by_the_named_pattern(pattern, opening):
    text = forward_text(source(), PROVINCE, K.PROVINCE, pattern)
    assert text.cause == f"{opening}มีมติให้ดำเนินการ"
    assert text.purpose == f"จึงขอความร่วมมือ {DETAILS}"


@pytest.mark.parametrize(
    "paragraph",
    [
        f"ด้วย{PMO}แจ้งว่า คณะกรรมการมีมติ",
        f"ด้วย{PMO}ได้แจ้งว่าคณะกรรมการมีมติ",
        f"ด้วย{PROVINCE}ได้รับแจ้งจาก{PMO}ว่า คณะกรรมการมีมติ",
    ],
)
def test_it_does_not_repeat_how_the_source_itself_opened(paragraph):
    assert split_opening(paragraph) == ("คณะกรรมการมีมติ", PMO)
    text = forward_text(source(issuer=PROVINCE, paragraphs=(paragraph,)), DISTRICT, K.DISTRICT, "C")
    assert text.cause == f"ด้วย{PROVINCE}ได้รับแจ้งจาก{PMO}ว่า คณะกรรมการมีมติ {DETAILS}"


def test_it_leaves_a_body_alone_that_follows_an_earlier_letter():
    assert split_opening("ตามที่ได้แจ้งให้ดำเนินการ นั้น")[0] == "ตามที่ได้แจ้งให้ดำเนินการ นั้น"


@pytest.mark.parametrize(
    ("asked", "kind", "said"),
    [
        ("จึงเรียนมาเพื่อทราบ", K.PROVINCE, "จึงเรียนมาเพื่อทราบ สำหรับอำเภอให้แจ้งเทศบาลตำบลและองค์การบริหารส่วนตำบลในพื้นที่ทราบด้วย"),
        ("จึงเรียนมาเพื่อโปรดทราบ", K.DISTRICT, "จึงเรียนมาเพื่อทราบ"),
        ("จึงเรียนมาเพื่อทราบและถือปฏิบัติต่อไป", K.DISTRICT, "จึงเรียนมาเพื่อทราบและถือปฏิบัติ"),
        ("จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป", K.DISTRICT, "จึงเรียนมาเพื่อทราบและดำเนินการต่อไป"),
        ("จึงเรียนมาเพื่อขอความร่วมมือ", K.CENTRAL, "จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป"),
    ],
)
def test_it_closes_with_the_duty_the_source_lays_down(asked, kind, said):
    assert conclusion(source(paragraphs=("ด้วยมีมติ", asked)), kind) == said


def test_it_names_the_subject_of_a_letter_known_by_its_scan_only():
    text = forward_text(source(paragraphs=()), PROVINCE, K.PROVINCE, "B")
    assert text.cause == f"ด้วย{PMO}แจ้งเรื่อง การประเมิน {DETAILS}"
    assert text.purpose == ""
