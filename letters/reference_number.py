"""The number of an official letter, "พช ๐๐๒๓.๖/ว ๑๕๐๗": parsed, compared, printed, and found in running text.

ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖, ภาคผนวก ๑: the letters of the ministry or province, the
code of the unit, a slash and the running number; ว before it marks a circular (ข้อ ๓๒). There is no year in
the number and no zero before it: number and letter date together are a letter's identity.
"""

import re
from dataclasses import dataclass

from thai_numerals import to_arabic

_D = "[0-9๐-๙]"
_SPACE = r"[ \t\xa0\u200b]{0,4}"
_BREAK = rf"{_SPACE}(?:\r?\n{_SPACE})?"  # scanned text breaks lines inside a number
_COMMITTEE = r"\({s}(?P<{name}>[ก-ฮ][ก-๎.]{{1,11}}){s}\)"
_RUNNING = rf"(?P<number>{_D}{{1,6}})(?!{_D})"
_YEAR = rf"/(?P<year>(?:25|๒๕){_D}{{2}})(?!{_D})"

_LETTER_NUMBER = re.compile(
    rf"(?:(?<![ก-๙A-Za-z0-9.])|(?<=ที่))(?P<prefix>[ก-ฮ](?:\.?[ก-ฮ]){{1,3}})\.?{_BREAK}"
    rf"(?:{_COMMITTEE.format(s=_SPACE, name='committee')}{_SPACE})?"
    rf"(?P<code>{_D}{{3,5}}(?:\.{_D}{{1,4}}){{0,3}}){_SPACE}"
    rf"(?:{_COMMITTEE.format(s=_SPACE, name='inner_committee')}{_SPACE})?"
    rf"/{_BREAK}(?:(?P<circular>ว)\.?{_BREAK})?{_RUNNING}"
    rf"(?:{_SPACE}(?:[-–—]|ถึง){_SPACE}(?:ว\.?{_SPACE})?(?P<number_to>{_D}{{1,6}})(?!{_D}))?"
    rf"(?:{_YEAR})?"
)
_BANK_OF_THAILAND = re.compile(
    rf"(?<![ก-๙])ธปท\.{_SPACE}(?P<unit>[ก-ฮ]{{2,5}})\.?{_SPACE}\((?P<group>{_D}{{1,3}})\){_SPACE}"
    rf"(?P<circular>ว\.?)?{_SPACE}{_RUNNING}{_YEAR}"
)
_SPLIT_DIGITS = re.compile(rf"[ \t\xa0]({_D}{{1,3}})[ \t\xa0]*(?=\r?\n|\Z)")
_LINE_START = re.compile(r"(?:\A|\n)[ \t\xa0|•*>.–-]{0,40}(?:ด่วน(?:ที่สุด|มาก)?[ \t\xa0]{1,20})?ที่\s{0,9}\Z")
_THE_NUMBER = re.compile(r"ที่\s{0,24}\Z")
_DATED = re.compile(r"\s{0,24}(?:ลงวันที่|ลว|ลง\s?[0-9๐-๙])")
_OTHER_PAPER = re.compile(r"คำสั่ง|คดี|หมายเลข(?:แดง|ดำ)|กระทู้|ประกาศ|ใบอนุญาต|สัญญา|แบบ|มาตรฐาน")
_LETTER_WORD = re.compile(r"หนังสือ|บันทึก|ด่วน")
_MONTH_AFTER = re.compile(r"\s{0,4}(?:[ก-ฮ]|มี|เม|มิ)\.|\s{0,4}(?:มกรา|กุมภา|มีนา|เมษา|พฤษภ|มิถุน|กรก|สิงห|กันย|ตุลา|พฤศ|ธันว)")
_CONTEXT = 80
_OFFICES_TOO = frozenset(("จบ", "ชม", "พบ", "รอ", "พศ"))  # จันทบุรี, เชียงใหม่, เพชรบุรี, ร้อยเอ็ด, สำนักพุทธ: words as well
_BUDDHIST_YEARS = range(2440, 2640)
# Words of consonants alone that stand before numbers with a slash: addresses, plates, counts. Abbreviations of
# provinces that are words too (ชม พบ จบ รอ) are none of them: their letters must be found.
_NOT_PREFIXES = frozenset(
    ("ซอย", "ถนน", "ตรอก", "รถ", "คน", "กม", "รวม", "ยอด", "ผล", "งบ", "ลง", "ลด", "บท", "สอบ")
    + ("ตอบ", "นอก", "กรอบ", "จอง", "หอ", "กอง", "กรม", "ขอ", "ตอน", "รอบ", "วง", "พศ", "คศ")
)


@dataclass(frozen=True, slots=True, eq=False)
class ReferenceNumber:
    """A letter's number with Arabic digits; equal numbers compare equal however they were written.

    `prefix` "พช", `code` "0023.6" (None in the Bank of Thailand's form), `number` "1507". `number_to` is the
    last of a run (ว ๗๖-๗๗); `year` is Buddhist and printed by few offices only. A zero that an office prints
    before its number is kept but says nothing: 026695 equals 26695.
    """

    prefix: str
    code: str | None
    number: str
    circular: bool = False
    committee: str | None = None
    number_to: str | None = None
    year: str | None = None

    @classmethod
    def parse(cls, written: str) -> "ReferenceNumber":
        """The number that `written` is, with or without ที่ before it, in Thai or Arabic digits.

        Raises ValueError with a Thai message when it is not the number of a letter.
        """
        bare = written.strip().removeprefix("ที่").strip()
        for pattern in (_BANK_OF_THAILAND, _LETTER_NUMBER):
            match = pattern.fullmatch(bare)
            if match:
                return _reference(match)
        raise ValueError(f"เลขที่หนังสือ “{written.strip()[:60]}” ไม่ถูกแบบ ให้พิมพ์อย่าง พช 0023.6/ว 1507")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ReferenceNumber) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[object, ...]:
        number_to = int(self.number_to) if self.number_to else None
        return self.prefix, self.committee, self.code, self.circular, int(self.number), number_to, self.year

    def __str__(self) -> str:
        """พช 0023.6/ว 1507: Arabic digits, one space before the code and after ว."""
        run = self.number + (f"-{self.number_to}" if self.number_to else "")
        if self.code is None:
            return f"{self.prefix}{'ว.' if self.circular else ''} {run}" + (f"/{self.year}" if self.year else "")
        unit = self.prefix + (f" ({self.committee})" if self.committee else "")
        return f"{unit} {self.code}/{'ว ' if self.circular else ''}{run}" + (f"/{self.year}" if self.year else "")


@dataclass(frozen=True, slots=True)
class FoundReference:
    """A letter number in running text: `span` is [start, end) in the text, from its letters to its last digit."""

    span: tuple[int, int]
    reference: ReferenceNumber

    @property
    def prefix(self) -> str:
        """Letters of the ministry, province or office: "กค"."""
        return self.reference.prefix

    @property
    def committee(self) -> str | None:
        """The committee in whose name the letter went out: "กวจ"."""
        return self.reference.committee

    @property
    def code(self) -> str | None:
        """Code of the unit: "0405.2"."""
        return self.reference.code

    @property
    def circular(self) -> bool:
        """Whether ว marks a circular."""
        return self.reference.circular

    @property
    def number(self) -> str:
        """The running number."""
        return self.reference.number

    @property
    def number_to(self) -> str | None:
        """The last number of a run, else None."""
        return self.reference.number_to

    @property
    def year(self) -> str | None:
        """The Buddhist year where the number carries one, else None."""
        return self.reference.year

    @property
    def normalized(self) -> str:
        """The number as `str(ReferenceNumber)` prints it."""
        return str(self.reference)


def find_reference_numbers(text: str) -> list[FoundReference]:
    """The letter numbers of `text` in reading order.

    Court cases, orders (คำสั่ง ที่ …/๒๕๖๐), forms and addresses look alike and are left out. Where the ที่ line
    of a scanned letter breaks the running number ("/ว ๕๘ ๓"), its parts are joined. Linear in the text.
    """
    found = [FoundReference(match.span(), _reference(match)) for match in _BANK_OF_THAILAND.finditer(text)]
    at = 0
    while match := _LETTER_NUMBER.search(text, at):
        at = match.end()
        if _is_letter_number(match):
            found.append(_found(match))
            at = max(at, found[-1].span[1])
    return sorted(found, key=lambda one: one.span)


def _reference(match: re.Match[str]) -> ReferenceNumber:
    parts = match.groupdict()
    year = to_arabic(parts["year"]) if parts["year"] else None
    number = to_arabic(parts["number"])
    if "unit" in parts:
        prefix = f"ธปท.{parts['unit']}.({to_arabic(parts['group'])})"
        return ReferenceNumber(prefix, None, number, bool(parts["circular"]), year=year)
    committee = parts["committee"] or parts["inner_committee"]
    return ReferenceNumber(
        prefix=parts["prefix"].replace(".", ""),
        code=to_arabic(parts["code"]),
        number=number,
        circular=bool(parts["circular"]),
        committee=committee.replace(".", "") if committee else None,
        number_to=to_arabic(parts["number_to"]) if _is_run(match) else None,
        year=year,
    )


def _is_run(match: re.Match[str]) -> bool:
    """Whether the second number ends a run of numbers: larger than the first, and not the day of a date."""
    last = match["number_to"]
    if not last or int(to_arabic(last)) <= int(to_arabic(match["number"])):
        return False
    return not _MONTH_AFTER.match(match.string, match.end("number_to"))


def _found(match: re.Match[str]) -> FoundReference:
    reference = _reference(match)
    end = match.end()
    if match["number_to"] and reference.number_to is None:
        end = match.end("number")
    if reference.number_to is None and not reference.year:
        text = match.string
        rest = _SPLIT_DIGITS.match(text, end)
        if rest and _LINE_START.search(text, max(0, match.start() - 80), match.start()):
            joined = reference.number + to_arabic(rest[1])
            reference = ReferenceNumber(
                reference.prefix, reference.code, joined, reference.circular, reference.committee
            )
            end = rest.end(1)
    return FoundReference((match.start(), end), reference)


def _is_letter_number(match: re.Match[str]) -> bool:
    """Whether a number of the right shape is a letter's, judged by its parts and the words around it."""
    text, start = match.string, match.start()
    prefix = match["prefix"]
    if text.startswith("/", match.end()) or (prefix.replace(".", "") in _NOT_PREFIXES and not _is_office(match)):
        return False
    if match["circular"]:
        return True
    before = text[max(0, start - _CONTEXT) : start]
    if _names_other_paper(before):
        return False
    code = to_arabic(match["code"])
    unit = code.partition(".")[0]
    introduced = bool(_THE_NUMBER.search(before)) or bool(_DATED.match(text, match.end()))
    if len(unit) == 3:
        return introduced and not _looks_like_year(match) and match["year"] is None
    if _looks_like_year(match) and "." not in code:
        return unit.startswith("0") or len(unit) == 5
    if len(prefix.replace(".", "")) > 2:
        return introduced
    return introduced or unit.startswith("0") or len(unit) == 5


def _is_office(match: re.Match[str]) -> bool:
    """A word that is an office's letters too is meant so behind ที่ or before ลงวันที่, with a whole code."""
    if match["prefix"].replace(".", "") not in _OFFICES_TOO or len(to_arabic(match["code"]).partition(".")[0]) < 4:
        return False
    before = match.string[max(0, match.start() - _CONTEXT) : match.start()]
    return bool(match["circular"] or _THE_NUMBER.search(before) or _DATED.match(match.string, match.end()))


def _looks_like_year(match: re.Match[str]) -> bool:
    return int(to_arabic(match["number"])) in _BUDDHIST_YEARS


def _names_other_paper(before: str) -> bool:
    """Whether the last word for a paper before the number is an order, a case or the like, not a letter."""
    other = [found.end() for found in _OTHER_PAPER.finditer(before)]
    letter = [found.end() for found in _LETTER_WORD.finditer(before)]
    return bool(other) and (not letter or letter[-1] < other[-1])
