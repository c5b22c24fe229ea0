"""Where a line of Thai may end.

Thai has no spaces between words, and a typesetter's own guess splits สำนัก|งาน and พฤศจิกาย|น. Here the words come
from PyThaiNLP's newmm; inside a word the letters are joined (U+2060), after it stands a break mark (U+200B). Dates,
letter numbers, counts, telephone numbers, people's and places' names stay whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from documents.place_names import name_spans
from documents.printable_text import LONGEST_RUN, refuse_unbroken_run

JOINER = "\u2060"
BREAK = "\u200b"
NO_BREAK_SPACE = "\u00a0"

_CLUSTER = re.compile(r".[\u0e31\u0e33-\u0e3a\u0e45\u0e47-\u0e4e]*", re.DOTALL)
_STAYS_WITH_LEFT = re.compile(r"[ๆฯะาๅ)\]}»”’\"',.:;!?%/-]")
_STAYS_WITH_RIGHT = re.compile(r"[(\[{«“‘/-]$")
_ADDRESS = re.compile(r"^[!-~]+$")
_MONTHS = (
    r"(?:มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    r"|ม\.ค\.|ก\.พ\.|มี\.ค\.|เม\.ย\.|พ\.ค\.|มิ\.ย\.|ก\.ค\.|ส\.ค\.|ก\.ย\.|ต\.ค\.|พ\.ย\.|ธ\.ค\.)"
)
_D = "[0-9๐-๙]"
_KEPT_WHOLE = re.compile(
    "|".join(
        (
            rf"{_MONTHS}(?: {_D}{{4}})? [-–] {_MONTHS}(?: {_D}{{2,4}})?",
            rf"(?:ที่ )?{_D}{{1,2}} (?:{_MONTHS} )?[-–] {_D}{{1,2}} {_MONTHS}(?: {_D}{{2,4}})?",
            rf"(?:วัน[ก-๎]{{2,12}}ที่ |ที่ )?{_D}{{1,2}} {_MONTHS}(?: (?:พ\.ศ\. ?)?{_D}{{2,4}})?",
            rf"{_MONTHS} (?:พ\.ศ\. ?)?{_D}{{2,4}}",
            rf"พ\.ศ\. ?{_D}{{4}}",
            rf"(?:ที่ )?[ก-ฮ]{{1,3}}\.? (?:\([^)]{{1,12}}\) ?)?{_D}[0-9๐-๙.]*/(?:ว ?)?{_D}+",
            rf"จำนวน {_D}+ ?(?:ชุด|ฉบับ|แผ่น|หน้า|เล่ม|คน|ราย|แห่ง|รายการ|แผ่นพับ)?",
            rf"{_D}{{1,2}}\.{_D}{{2}} ?(?:[-–] ?{_D}{{1,2}}\.{_D}{{2}} ?)?น\.",
            rf"(?:ครั้งที่|ข้อ|ข้อที่|ฉบับที่|มาตรา|ปีที่|รุ่นที่|กลุ่มที่) {_D}[0-9๐-๙/.]*",
            rf"(?:โทร|โทรสาร)\. {_D}[0-9๐-๙ -]{{5,16}}{_D}",
            rf"(?:^|(?<= )){_D}{{1,4}}(?:[.,]{_D}{{1,4}})*\.? [^ (]",
            r"(?<![ก-๎])\(?(?:และ|หรือ|โดย|ให้|กับ|แก่)?"
            r"(?:นาย(?!ก(?:เทศ|องค์|สมาคม|เมือง|รัฐ|สภา| |$)|อำเภอ|ทะเบียน|แพทย์|ช่าง|จ้าง)|นาง(?:สาว)?)"
            r"[ก-๎]{2,24} [ก-๎]{2,28}\)?",
            r" [ๆฯ](?= |$)",
            r" [–-] [^ ]",
        )
    )
)


@dataclass(frozen=True)
class Word:
    """A stretch of text after which a line may end: `text` as read, `hinted` as given to the typesetter."""

    text: str
    hinted: str


def warm_up() -> None:
    """Load the dictionary (about 0.6 s and 60 MB) before the first letter asks for it."""
    split_words("การประชุมเชิงปฏิบัติการ")


def hinted(text: str, field: str = "text", *, widest: int | None = None) -> str:
    """Return `text` with joiners and break marks, as one string for the typesetter.

    In a narrow column a word of more letters side by side than `widest` is left to the typesetter to break.
    """
    words = split_words(text, field)
    return "".join(
        word.hinted.replace(JOINER, "") if widest and len(_CLUSTER.findall(word.text)) > widest else word.hinted
        for word in words
    )


@lru_cache(maxsize=4096)
def split_words(text: str, field: str = "text") -> tuple[Word, ...]:
    """Cut `text` where lines may end; joined together again, the words' `text` is `text`.

    Raises UnprintableText naming `field` when a run without a place to break is longer than any line.
    """
    whole = [match.span() for match in _KEPT_WHOLE.finditer(text)] + name_spans(text)
    pieces: list[str] = []
    position = 0
    for token in _tokens(text):
        inside = any(start < position < end for start, end in whole)
        if pieces and (inside or _clings(pieces[-1], token)):
            pieces[-1] += token
        else:
            pieces.append(token)
        position += len(token)
    return tuple(_word(piece, field, last=index == len(pieces) - 1) for index, piece in enumerate(pieces))


def _tokens(text: str) -> list[str]:
    """Words and spaces; a space goes with the word before it, as it vanishes at a line's end."""
    from pythainlp.tokenize import word_tokenize

    if not text:
        return []
    tokens: list[str] = []
    for token in word_tokenize(text, engine="newmm", keep_whitespace=True, join_broken_num=False):
        if tokens and (token.isspace() or _begins_inside_a_cluster(token)):
            tokens[-1] += token
        else:
            tokens.append(token)
    return tokens


def _begins_inside_a_cluster(token: str) -> bool:
    return bool(re.match(r"[\u0e31\u0e33-\u0e3a\u0e45\u0e47-\u0e4e]", token))


def _clings(left: str, right: str) -> bool:
    """Whether no line may end between two tokens: punctuation, numbers and Latin letters stay together."""
    if left.endswith(" "):
        return False
    if _STAYS_WITH_LEFT.match(right) or _STAYS_WITH_RIGHT.search(left):
        return True
    return not (_is_thai(left[-1]) and (_is_thai(right[0]) or right[0] in "(“‘«["))


def _is_thai(letter: str) -> bool:
    return "\u0e01" <= letter <= "\u0e4e"


def _word(piece: str, field: str, *, last: bool) -> Word:
    body = piece.rstrip(" ")
    tail = piece[len(body) :]
    if _ADDRESS.match(body):
        return Word(piece, _address(body) + tail)
    refuse_unbroken_run(field, body)
    joined = JOINER.join(_CLUSTER.findall(body.replace(" ", NO_BREAK_SPACE)))
    return Word(piece, joined + (tail or ("" if last else BREAK)))


def _address(text: str) -> str:
    """A URL or Latin word: long ones may break after their punctuation, or anywhere when nothing else helps."""
    if len(text) <= 40:
        return JOINER.join(text)
    parts = [part for part in re.split(r"(?<=[/._?&=#-])(?=[^/])", text) if part]
    if max(map(len, parts)) > LONGEST_RUN // 2:
        parts = [part[at : at + 40] for part in parts for at in range(0, len(part), 40)]
    return BREAK.join(JOINER.join(part) for part in parts)
