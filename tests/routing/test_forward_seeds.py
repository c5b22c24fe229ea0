"""The forwarding drafts of both example chains, held against the letters that were really written."""

import pytest

from core.clock import at
from letters.draft_fields import content_of
from letters.status import URGENCY_WORDS, LetterStatus
from routing.forward import Forwarding, draft_from
from tests.routing.seed_chains import (
    CLERK,
    KRABI,
    MUEANG,
    PHETCHABUN,
    PMO_KRABI,
    PMO_PHETCHABUN,
    SEEDS,
    arrived,
    body_of,
    office_of,
    plain,
)

OPENINGS = {
    PHETCHABUN: ("B", "ด้วยสำนักงานปลัดสำนักนายกรัฐมนตรีแจ้งว่า คณะกรรมการการกระจายอำนาจ"),
    MUEANG: ("C", "ด้วยจังหวัดเพชรบูรณ์ได้รับแจ้งจากสำนักงานปลัดสำนักนายกรัฐมนตรีว่า คณะกรรมการการกระจายอำนาจ"),
    KRABI: ("A", "ด้วยจังหวัดกระบี่ได้รับแจ้งจากสำนักงานปลัดสำนักนายกรัฐมนตรีว่า คณะกรรมการการกระจายอำนาจ"),
}


def forwarded(seed):
    """The draft that Wian makes where the letter of the seed was written by hand."""
    if seed == KRABI:
        delivery, office = arrived(PMO_KRABI, office_of("81"), "PMO"), office_of("81", "สถจ")
    elif seed == PHETCHABUN:
        delivery, office = arrived(PMO_PHETCHABUN, office_of("67"), "PMO"), office_of("67", "สถจ")
    else:
        first = arrived(PMO_PHETCHABUN, office_of("67"), "PMO")
        office = office_of("6701")
        delivery = arrived(PHETCHABUN, office, "67", source=first.letter)
        office.prefix, office.code = "พช", "0023.7"
    now = at(delivery.letter.letter_date, 11)
    return delivery, draft_from(Forwarding(delivery, office, OPENINGS[seed][0]), now=now, actor=CLERK)


@pytest.mark.parametrize("seed", OPENINGS)
def test_it_writes_what_the_real_letter_says_in_urgency_addressees_and_enclosure(country, seed):
    delivery, draft = forwarded(seed)
    real = SEEDS[seed]["labels"]
    assert URGENCY_WORDS[draft.urgency] == real["urgency"]
    line = SEEDS[seed]["text"].split("เรียน ", 1)[1].split("\n", 1)[0]
    assert plain(draft.addressee_text) == plain(line)
    (enclosure,) = draft.enclosures
    (expected,) = real["enclosures"]
    assert plain(f"{enclosure.text} {enclosure.copies}") == plain(f"{expected['text']} จำนวน {expected['copies']}")
    assert enclosure.linked_letter_id == delivery.letter_id
    assert (draft.subject, draft.circular, draft.status) == (delivery.letter.subject, True, LetterStatus.DRAFT)


@pytest.mark.parametrize("seed", OPENINGS)
def test_it_opens_the_body_by_the_named_pattern_and_goes_on_with_the_sources_words(country, seed):
    delivery, draft = forwarded(seed)
    opening = OPENINGS[seed][1]
    assert plain(draft.body_cause).startswith(plain(opening))
    assert plain(body_of(seed)[0]).startswith(plain(opening))  # so does the real one
    told = plain(delivery.letter.body_cause)
    assert plain(draft.body_cause).endswith(told[told.index(plain("คณะกรรมการการกระจายอำนาจ")) :])
    assert draft.opening_pattern == OPENINGS[seed][0]


@pytest.mark.parametrize("seed", OPENINGS)
def test_it_leaves_nothing_to_type(country, seed):
    _, draft = forwarded(seed)
    said = content_of(draft)
    for name in ("subject", "body_cause", "body_purpose", "body_conclusion", "addressee_text", "office_lines"):
        assert said[name], name
    assert draft.body_purpose.endswith("รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย")
    assert "ท้ายหนังสือ" not in draft.body_purpose  # the source's codes are not at the foot of this letter
    assert draft.body_purpose.count("รายละเอียดปรากฏตาม") == 1


def test_it_closes_as_the_real_letters_do(country):
    assert plain(forwarded(KRABI)[1].body_conclusion) == plain(body_of(KRABI)[-1])
    assert plain(forwarded(MUEANG)[1].body_conclusion) == plain(body_of(MUEANG)[-1])


def test_it_orders_the_districts_to_pass_it_on(country):
    conclusion = forwarded(PHETCHABUN)[1].body_conclusion
    assert conclusion.startswith("จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป สำหรับอำเภอให้แจ้ง")
