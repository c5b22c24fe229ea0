"""Opening and closing words by who is addressed (ระเบียบงานสารบรรณ ภาคผนวก ๒; saraban.md 1.8). Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from documents.letter_document import LetterForm


class Rank(StrEnum):
    """Whom the words are for."""

    ORDINARY = "ordinary"
    HIGHEST = "highest"
    SOMDET = "somdet"
    RACHAKHANA = "rachakhana"
    MONK = "monk"


@dataclass(frozen=True)
class Salutation:
    """The two words and how a page names the people they are for."""

    opening: str
    closing: str
    label: LazyString


SALUTATIONS: dict[Rank, Salutation] = {
    Rank.ORDINARY: Salutation("เรียน", "ขอแสดงความนับถือ", _l("ข้าราชการและบุคคลทั่วไป")),
    Rank.HIGHEST: Salutation(
        "กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง", _l("ประธานองคมนตรี รัฐบุรุษ นายกรัฐมนตรี ประธานสภา ประธานศาล องค์กรอิสระ")
    ),
    Rank.SOMDET: Salutation("นมัสการ", "ขอนมัสการด้วยความเคารพอย่างยิ่ง", _l("สมเด็จพระราชาคณะ รองสมเด็จพระราชาคณะ")),
    Rank.RACHAKHANA: Salutation("นมัสการ", "ขอนมัสการด้วยความเคารพอย่างสูง", _l("พระราชาคณะ")),
    Rank.MONK: Salutation("นมัสการ", "ขอนมัสการด้วยความเคารพ", _l("พระภิกษุสงฆ์ทั่วไป")),
}

STAMP_OPENING = "ถึง"  # ข้อ 13: a stamp letter is to an office and has no closing words

_HIGHEST = re.compile(
    r"^(?:ประธานองคมนตรี|รัฐบุรุษ|นายกรัฐมนตรี|ประธานรัฐสภา|ประธานสภาผู้แทนราษฎร|ประธานวุฒิสภา|ประธานศาลฎีกา"
    r"|ประธานศาลรัฐธรรมนูญ|ประธานศาลปกครองสูงสุด|ประธานกรรมการการเลือกตั้ง|ประธานผู้ตรวจการแผ่นดิน"
    r"|ประธานกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ|ประธานกรรมการตรวจเงินแผ่นดิน"
    r"|ประธานกรรมการสิทธิมนุษยชนแห่งชาติ|อัยการสูงสุด)(?:\s|$)"
)
_SOMDET = re.compile(r"^(?:สมเด็จพระ(?:สังฆราช|มหา|พุทธ|ธีร|วัน|ญาณ|อริย)|พระ(?:พรหม|วิสุทธิ|ธรรมปัญญา)บดี)")
_MONK = re.compile(r"^(?:พระ(?:ครู|มหา|ปลัด|สมุห์|ใบฎีกา|อธิการ|อาจารย์|ภิกษุ)|เจ้าอาวาส|เจ้าคณะ)")


def rank_of(addressee: str) -> Rank:
    """Guess the rank from the words after the opening; whoever writes may choose another.

    Only sure signs count: a deputy of one of the highest is an ordinary addressee.
    """
    text = addressee.strip()
    if _HIGHEST.match(text):
        return Rank.HIGHEST
    if _SOMDET.match(text):
        return Rank.SOMDET
    return Rank.MONK if _MONK.match(text) else Rank.ORDINARY


def words_for(form: LetterForm, rank: Rank) -> tuple[str, str]:
    """Give (opening, closing) of a form: a memo has no closing words, a stamp letter says ถึง."""
    if form is LetterForm.STAMP:
        return STAMP_OPENING, ""
    words = SALUTATIONS[rank]
    return words.opening, "" if form is LetterForm.MEMO else words.closing


def rank_from_words(opening: str, closing: str) -> Rank:
    """Give the rank whose words these are, ORDINARY for words of one's own."""
    for rank, words in SALUTATIONS.items():
        if words.opening == opening and closing in ("", words.closing):
            return rank
    return Rank.ORDINARY
