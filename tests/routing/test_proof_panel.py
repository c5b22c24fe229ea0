"""The forwarding page proof-reads: both example chains, a reason on record, live while one types."""

import re
import time

import pytest

from accounts.permissions import Role
from core.audit import AuditEntry
from core.audit_acts import AuditAct
from core.clock import at
from core.errors import InvalidInput, Refused
from letters.comparing.outcome import Kind
from letters.draft import Saving, save
from letters.proofread import pass_finding, proofread
from letters.readiness import missing
from routing.forward import Forwarding, draft_from
from tests.accounts.factories import make_user
from tests.routing.seed_chains import CLERK, KRABI, PMO_KRABI, PMO_PHETCHABUN, arrived, body_of, office_of

RIGHT, WRONG = "www.odloc.go.th", "www.oldoc.go.th"


@pytest.fixture
def krabi(country):
    """The draft as the province wrote it: its own paragraphs, the address misspelt."""
    office = office_of("81", "สถจ")
    delivery = arrived(PMO_KRABI, office_of("81"), "PMO")
    now = at(delivery.letter.letter_date, 11)
    draft = draft_from(Forwarding(delivery, office, "A"), now=now, actor=CLERK)
    cause, purpose, *rest = body_of(KRABI)
    content = {"body_cause": cause, "body_purpose": purpose, "body_conclusion": "\n".join(rest)}
    save(draft, Saving(content, draft.version, now, CLERK))
    country.commit()
    return draft


@pytest.fixture
def clerk(krabi, sign_in_country):
    return sign_in_country(make_user(Role.CLERK, krabi.office))


def form_of(letter, **changes):
    fields = ("subject", "body_cause", "body_purpose", "body_conclusion")
    values = {name: getattr(letter, name) for name in fields}
    values |= {"version": letter.version, "urgency": letter.urgency.value, "circular": "y", "rank": "ordinary"}
    return values | {"rules": ["districts", "pao", "municipalities"], "thai_digits": "y"} | changes


def test_what_wian_writes_itself_contradicts_nothing(country):
    delivery = arrived(PMO_PHETCHABUN, office_of("67"), "PMO")
    wish = Forwarding(delivery, office_of("67", "สถจ"), "B")
    draft = draft_from(wish, now=at(delivery.letter.letter_date, 11), actor=CLERK)
    assert proofread(draft).found == ()


def test_it_finds_the_misspelt_address_and_stops_the_letter(krabi):
    (one,) = proofread(krabi).blocking
    assert (one.compared.kind, one.compared.source.text, one.compared.forwarded.text) == (Kind.URL, RIGHT, WRONG)
    assert "proof" in [gap.field for gap in missing(krabi)]


def test_a_reason_lets_it_pass_and_stays_on_record(country, krabi):
    (one,) = proofread(krabi).blocking
    with pytest.raises(InvalidInput):
        pass_finding(krabi, one.key, " - ", now=krabi.updated_at, actor=CLERK)
    pass_finding(krabi, one.key, "เจ้าของเรื่องแจ้งว่าเปลี่ยนที่อยู่แล้ว", now=krabi.updated_at, actor=CLERK)
    assert "proof" not in [gap.field for gap in missing(krabi)]
    country.commit()
    entry = country.query(AuditEntry).filter_by(act=AuditAct.FINDING_PASSED).one()
    assert entry.note == "เจ้าของเรื่องแจ้งว่าเปลี่ยนที่อยู่แล้ว"
    other = {"body_purpose": krabi.body_purpose.replace(WRONG, "www.oldco.go.th")}
    save(krabi, Saving(other, krabi.version, krabi.updated_at, CLERK))
    assert "proof" in [gap.field for gap in missing(krabi)]  # another slip needs a reason of its own
    with pytest.raises(Refused):
        pass_finding(krabi, one.key, "เจ้าของเรื่องแจ้งว่าเปลี่ยนที่อยู่แล้ว", now=krabi.updated_at, actor=CLERK)


def test_the_page_shows_both_texts_and_the_checks(krabi, clerk):
    page = clerk.get(f"/letters/{krabi.id}/write").get_data(as_text=True)
    panel = page[page.index('id="proof"') : page.index('id="source-text"')]
    words = re.sub(r"<[^>]+>", "", panel)
    assert RIGHT in words and WRONG in words
    for check in ("เลขไทย", "ประจำปีงบประมาณ พ.ศ.๒๕๖๖", "หมายเลข IP"):
        assert check in words


def test_a_reason_is_given_without_javascript(krabi, clerk):
    (one,) = proofread(krabi).blocking
    address = f"/letters/{krabi.id}/write"
    refused = clerk.post(address, data=form_of(krabi, act=f"pass-{one.key}"))
    assert refused.status_code == 422 and "ยังไม่ได้บอกเหตุผล" in refused.get_data(as_text=True)
    told = {f"reason-{one.key}": "ตามที่เจ้าของเรื่องแจ้ง", "act": f"pass-{one.key}"}
    assert clerk.post(address, data=form_of(krabi, **told)).status_code == 302
    assert "ตามที่เจ้าของเรื่องแจ้ง" in clerk.get(address).get_data(as_text=True)


def test_one_press_takes_the_words_of_the_source(country, krabi, clerk):
    (one,) = proofread(krabi).blocking
    clerk.post(f"/letters/{krabi.id}/write", data=form_of(krabi, act=f"source-{one.key}"))
    country.expire_all()
    assert RIGHT in krabi.body_purpose and WRONG not in krabi.body_purpose
    assert "proof" not in [gap.field for gap in missing(krabi)]


def test_the_panel_follows_while_one_types(krabi, clerk):
    address = f"/letters/{krabi.id}/autosave"
    mended = krabi.body_purpose.replace(WRONG, RIGHT)
    answer = clerk.post(address, data=form_of(krabi, body_purpose=mended)).get_data(as_text=True)
    assert 'id="proof"' in answer and WRONG not in answer
    seen = re.search(r'name="proof_seen" value="(\w+)"', answer)[1]
    again = clerk.post(address, data=form_of(krabi, body_purpose=mended, proof_seen=seen)).get_data(as_text=True)
    assert 'id="proof"' not in again  # nothing new: what is being typed there stays


def test_the_source_is_shown_with_the_words_marked(krabi, clerk):
    page = clerk.get(f"/letters/{krabi.id}/source").get_data(as_text=True)
    assert re.search(rf'<mark id="at-\w+">{re.escape(RIGHT)}</mark>', page)


def test_proof_reading_takes_less_than_a_tenth_of_a_second(krabi):
    proofread(krabi)
    krabi.body_purpose += " "
    begun = time.process_time()
    proofread(krabi)
    assert time.process_time() - begun < 0.1
