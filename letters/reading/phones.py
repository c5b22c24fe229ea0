"""Telephone and fax numbers in a letter, in every way offices print them, and a key by which two compare equal.

"๐ ๒๒๘๓ ๔๖๔๑ - ๒" is two lines, "ต่อ ๑๐๒, ๑๐๕" two extensions; "โทร./โทรสาร" gives one number for both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from letters.reading.reading import Read, Span
from thai_numerals import to_arabic

_SEP = r"[ \t\xa0]{0,2}[-–—.]?[ \t\xa0]{0,2}"
_DASH = r"[ \t\xa0]{0,2}(?:[-–—]|ถึง)[ \t\xa0]{0,2}"
_FIRST = r"\(?(?:\+66[ -]?\(?0?\)?[ -]?|0)"
_NUMBER = (
    rf"(?<![0-9])(?<![0-9][.,/–-]){_FIRST}"
    rf"(?:{_SEP}[689](?:\)?{_SEP}[0-9]){{8}}|{_SEP}[2-57](?:\)?{_SEP}[0-9]){{7}})(?![0-9])"
)
_MORE_LINES = (
    rf"(?:{_DASH}[0-9]{{1,4}}(?![0-9]|{_SEP}[0-9]{{3}}))?"
    rf"(?:[ ]?,[ ]?[2-9][0-9]{{3}}(?![0-9]|{_SEP}[0-9])){{0,6}}"  # "๐ ๒๑๔๑ ๘๕๗๘, ๘๕๘๐"
)
_GAP = r"[ \t\xa0]{0,3}"
_NEXT_EXTENSION = rf"(?:{_DASH}|{_GAP}(?:,|/|หรือ|และ){_GAP})[1-9][0-9]{{0,4}}(?![0-9]|[ \t\xa0-]?[0-9])"
_WRAP = rf"{_GAP}(?:\n[ \t\xa0]{{0,80}})?"
_EXTENSION = rf"(?:{_WRAP}(?:ต่อ|[Ee]xt\.?|#){_WRAP}(?:ภายใน{_GAP})?[0-9]{{1,5}}(?![0-9])(?:{_NEXT_EXTENSION}){{0,12}})?"
_LABEL = (
    r"โทรศัพท์\s{0,2}(?:และ|/)\s{0,2}โทรสาร|โทรสาร|แฟกซ์|แฟ็กซ์|โทรศัพท์|โทร(?![ก-๙])|[Ff][Aa][Xx]|[Tt]el|มือถือ|สายด่วน|สายตรง"
)
_TOKEN = re.compile(
    rf"(?P<label>{_LABEL})|(?P<number>{_NUMBER}{_MORE_LINES}{_EXTENSION})|(?P<short>(?<![0-9.,/-])[1-9][0-9]{{2,4}}(?![0-9.,/]))"
)
_BETWEEN = re.compile(r"(?:[\s.,:/;()|]|หมายเลข|เลขหมาย|เบอร์|หรือ|และ|ภายใน|มท\.){0,24}\Z")
_HOT_LINE_NAME = re.compile(r"[ \t\xa0]{0,3}[ก-๙.]{0,30}[ \t\xa0]{0,3}(?:หมายเลข[ \t\xa0]{0,3})?\Z")
_OTHER_NUMBER = re.compile(r"(?:บัญชี(?:เลขที่)?|ID|รหัส|ประชาชน|ผู้เสียภาษี)[ \t\xa0:.]{0,4}\Z", re.IGNORECASE)
_GROUPS = frozenset(
    ("144", "244", "334", "333", "36", "37", "234", "235", "27", "28", "18", "19", "9", "10", "343", "1134")
)
_MOST_LINES = 20
_LONGEST_LABEL = 40
_NEAR = 60  # characters between a label and its number


@dataclass(frozen=True, slots=True)
class FoundPhone:
    """One number as printed in Arabic digits (`text`), what its label says it is, and its lines for comparing.

    `lines` holds every line meant, digits only with "#" before an extension: "0 2283 4641-2" gives 022834641 and
    022834642, "0-4390-3172 ต่อ 102, 105" gives 043903172#102 and 043903172#105. `labelled` is False for a number
    that stands alone in running text.
    """

    span: Span
    text: str
    phone: bool
    fax: bool
    lines: tuple[str, ...]
    labelled: bool = True

    @property
    def mobile(self) -> bool:
        """A person's mobile number: masked where the public looks (saraban 6, check 32)."""
        return self.lines[0].startswith(("06", "08", "09"))


def find_phones(text: str) -> list[FoundPhone]:
    """The numbers of `text` in reading order; a label holds for the numbers that follow it directly. Linear."""
    folded = to_arabic(text)
    found: list[FoundPhone] = []
    label, label_end, last_end = "", -1, -1
    for token in _TOKEN.finditer(folded):
        near = last_end >= 0 and token.start() - last_end < _NEAR
        near = near and bool(_BETWEEN.match(folded[last_end : token.start()]))
        if token["label"]:
            joined = near and last_end == label_end and len(label) < _LONGEST_LABEL
            label = f"{label} {token['label']}" if joined else token["label"]
            label_end = last_end = token.end()
            continue
        if (
            not near
            and token["number"]
            and re.search(r"[0-9][ -]\Z", folded[max(0, token.start() - 2) : token.start()])
        ):
            continue  # the tail of a longer number
        hot = label == "สายด่วน" and last_end == label_end and _hot(folded, last_end, token.start())
        held = label if near or hot else ""
        one = _phone(folded, token, held)
        if one:
            found.append(one)
            label, last_end = held, token.end()
    return found


def read_phones(text: str) -> tuple[Read[tuple[str, ...]], Read[tuple[str, ...]]]:
    """The fields `phones` and `fax`: each number once, as printed in Arabic digits, in order of first appearance.

    A number under "โทร./โทรสาร" stands in both.
    """
    found = find_phones(text)
    return _read([one for one in found if one.phone]), _read([one for one in found if one.fax])


def phone_key(text: str) -> frozenset[str]:
    """The lines one number stands for, however it was printed: the key for comparing. Empty when it is none."""
    return frozenset(line for one in find_phones(f"โทร. {text}") for line in one.lines)


def _read(found: list[FoundPhone]) -> Read[tuple[str, ...]]:
    first: dict[tuple[str, ...], FoundPhone] = {}
    for one in found:
        first.setdefault(one.lines, one)
    return Read(tuple(one.text for one in first.values()), tuple(one.span for one in first.values()))


def _hot(folded: str, start: int, end: int) -> bool:
    return end - start < _NEAR and bool(_HOT_LINE_NAME.match(folded[start:end]))


def _phone(folded: str, token: re.Match[str], label: str) -> FoundPhone | None:
    printed = token.group()
    if token["short"]:
        if not label or _continues(folded, token.end()):
            return None
        lines: tuple[str, ...] = (printed,)
    else:
        if not label and (
            _OTHER_NUMBER.search(folded, max(0, token.start() - 24), token.start()) or not _sane(printed)
        ):
            return None
        lines = _lines(printed)
    fax = any(word in label.lower() for word in ("โทรสาร", "แฟ", "fax"))
    phone = not fax or any(word in label.replace("โทรสาร", "") for word in ("โทร", "Tel", "tel"))
    return FoundPhone(token.span(), _shown(printed), phone, fax, lines, bool(label))


def _continues(folded: str, end: int) -> bool:
    """Whether digits go on after a short number: "โทร. 5312 1234" is no extension list we know."""
    return bool(re.match(r"[ \t-]?[0-9]", folded[end : end + 2]))


def _sane(printed: str) -> bool:
    """Whether the digits stand in groups as a telephone number's do (else: a table, an account)."""
    main = re.split(r"ต่อ|[Ee]xt|#", printed)[0]
    sizes = "".join(str(len(group)) for group in re.findall("[0-9]+", main.split(",")[0].replace("+66", "0")))
    return any(sizes == known or (sizes.startswith(known) and len(sizes) == len(known) + 1) for known in _GROUPS)


def _shown(printed: str) -> str:
    """As printed, white space made single and a dash between lines or extensions tight."""
    text = " ".join(printed.split())
    text = re.sub(r"(?<=[0-9]) ?[-–—] ?(?=[0-9])", "-", text)
    text = re.sub(r"ต่อ ?(?=[0-9])", "ต่อ ", text)
    return re.sub(r"(?<=[0-9])ต่อ", " ต่อ", re.sub(r" ?, ?", ", ", text))


def _lines(printed: str) -> tuple[str, ...]:
    main, *rest = re.split(r"ต่อ|[Ee]xt\.?|#", printed, maxsplit=1)
    whole, *others = main.replace("ถึง", "-").split(",")
    digits = re.sub(r"[^0-9]", "", whole.replace("+66", "0"))
    digits = digits[1:] if digits.startswith("00") else digits
    length = 10 if digits[1:2] in ("6", "8", "9") else 9
    numbers = _run(digits[:length], digits[length:])
    numbers += tuple(digits[: length - 4] + other.strip() for other in others)
    if not rest:
        return numbers
    extensions: list[str] = []
    for piece in re.split(r",|/|หรือ|และ", rest[0]):
        pair = re.findall("[0-9]+", piece)
        extensions += _run(pair[0], pair[1] if len(pair) > 1 else "") if pair else ()
    return tuple(f"{numbers[0]}#{one}" for one in extensions)


def _run(first: str, tail: str) -> tuple[str, ...]:
    """From "022834641", "2" come 022834641 and 022834642; a tail that runs backwards adds just itself."""
    if not tail or len(tail) > len(first):
        return (first,) if not tail else (first, tail)
    last = first[: len(first) - len(tail)] + tail
    low, high = int(first), int(last)
    if low < high <= low + _MOST_LINES:
        return tuple(str(n).zfill(len(first)) for n in range(low, high + 1))
    return (first, last) if high != low else (first,)
