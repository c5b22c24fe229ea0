"""The words of a forwarding letter, from the words of its source (design.md section 3). Pure: text in, text out.

The body opens by one of three named patterns, as the example letters do, and then says what the source says; how the
source itself opened (its own source) is not repeated. The closing sentence follows the duty the source lays down:
for information, to act, to comply (saraban.md 1.4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from organisations.kinds import OrganisationKind

PATTERNS = ("A", "B", "C")
DETAILS = "รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย"
_NAME = r"[^\n]{2,160}?"
# how a source that is itself a forwarding letter opens: the one it heard from, then what was said
_OPENING = re.compile(rf"ด้วย(?:(?:{_NAME})ได้รับแจ้งจาก(?P<relayed>{_NAME})ว่า|(?P<direct>{_NAME})(?:ได้)?แจ้งว่า)\s*")
_SENTENCE = re.compile(r"จึงเรียน(?:มา)?เพื่อ")
_DETAILS_CLAUSE = re.compile(r"\s*(?:ดังมี)?รายละเอียดปรากฏตาม.*$", re.DOTALL)
_ACT = ("ดำเนินการ", "พิจารณา", "อนุเคราะห์", "ความร่วมมือ", "มอบหมาย")


@dataclass(frozen=True)
class SourceText:
    """What the source says: its issuer, subject, paragraphs of its body in order, and the issuer of its own source
    ("" when it is the first of the chain).
    """

    issuer: str
    subject: str
    paragraphs: tuple[str, ...]
    heard_from: str = ""


@dataclass(frozen=True)
class ForwardText:
    """The three parts of the forwarding letter's body."""

    cause: str
    purpose: str
    conclusion: str


def forward_text(source: SourceText, us: str, kind: OrganisationKind, pattern: str) -> ForwardText:
    """Write the body of a letter by which `us` (an organisation of `kind`) sends the source on.

    Pattern A: ด้วย<us>ได้รับแจ้งจาก<source>ว่า; B: ด้วย<source>แจ้งว่า; C: ด้วย<source>ได้รับแจ้งจาก<source's
    source>ว่า. Without a source of the source, C falls back to B. A source known by its scan only is named by its
    subject.
    """
    body = [one for one in source.paragraphs if not _SENTENCE.match(one)]
    if not body:
        opening = opening_words(source, us, pattern).removesuffix("ว่า")
        cause = f"{opening}เรื่อง {source.subject} {DETAILS}"
        return ForwardText(cause, "", conclusion(source, kind))
    first, _ = split_opening(body[0])
    cause = f"{opening_words(source, us, pattern)} {first}"
    rest = [_DETAILS_CLAUSE.sub("", one).rstrip() for one in body[1:]]
    rest = [one for one in rest if one]
    if rest:
        rest[-1] = f"{rest[-1]} {DETAILS}"
    else:
        cause = f"{_DETAILS_CLAUSE.sub('', cause).rstrip()} {DETAILS}"
    return ForwardText(cause, "\n".join(rest), conclusion(source, kind))


def opening_words(source: SourceText, us: str, pattern: str) -> str:
    """Give the words the body opens with, up to ว่า."""
    if pattern == "A":
        return f"ด้วย{us}ได้รับแจ้งจาก{source.issuer}ว่า"
    heard_from = source.heard_from or (split_opening(source.paragraphs[0])[1] if source.paragraphs else "")
    if pattern == "C" and heard_from:
        return f"ด้วย{source.issuer}ได้รับแจ้งจาก{heard_from}ว่า"
    return f"ด้วย{source.issuer}แจ้งว่า"


def split_opening(paragraph: str) -> tuple[str, str]:
    """Give what a first paragraph says without its opening, and whom it was heard from ("" when it says so not)."""
    found = _OPENING.match(paragraph)
    if found:
        return paragraph[found.end() :], (found["relayed"] or found["direct"]).strip()
    return paragraph.removeprefix("ด้วย").lstrip(), ""


def conclusion(source: SourceText, kind: OrganisationKind) -> str:
    """Give the closing sentence; a province adds the forwarding order to its districts (saraban.md 1.4)."""
    asked = " ".join(one for one in source.paragraphs if _SENTENCE.match(one))
    comply = "ถือปฏิบัติ" in asked
    act = not asked or any(word in asked for word in _ACT)
    if kind is OrganisationKind.DISTRICT:
        duty = "ทราบและถือปฏิบัติ" if comply else "ทราบและดำเนินการต่อไป" if act else "ทราบ"
        return f"จึงเรียนมาเพื่อ{duty}"
    duty = "ทราบและถือปฏิบัติ" if comply else "พิจารณาดำเนินการต่อไป" if act else "ทราบ"
    order = "ทราบและถือปฏิบัติ" if comply else "ดำเนินการ" if act else "ทราบ"
    if kind is not OrganisationKind.PROVINCE:
        return f"จึงเรียนมาเพื่อ{duty}"
    return f"จึงเรียนมาเพื่อ{duty} สำหรับอำเภอให้แจ้งเทศบาลตำบลและองค์การบริหารส่วนตำบลในพื้นที่{order}ด้วย"
