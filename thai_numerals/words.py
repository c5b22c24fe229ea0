"""Whole numbers written out in Thai words, and read back."""

import re

_DIGIT_WORDS = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
_MILLION = "ล้าน"
_MINUS = "ลบ"
_LONGEST = 2_000  # characters read back: far beyond any amount of money, and quick

_VALUES = {word: value for value, word in enumerate(_DIGIT_WORDS)} | {"เอ็ด": 1, "ยี่": 2}
_SCALES = {word: 10**power for power, word in enumerate(_PLACES) if word}
_WORD = re.compile("|".join([*_VALUES, *_SCALES, _MILLION]))


def number_in_words(number: int) -> str:
    """`number` in words: 21 is ยี่สิบเอ็ด, 101 หนึ่งร้อยเอ็ด, -5 ลบห้า; of any size (ล้านล้าน …).

    A final one after other digits is เอ็ด, as the Royal Society's rule has it.
    """
    if number == 0:
        return _DIGIT_WORDS[0]
    if number < 0:
        return _MINUS + number_in_words(-number)
    groups: list[int] = []
    while number:
        number, group = divmod(number, 1_000_000)
        groups.append(group)
    words = ""
    for place in range(len(groups) - 1, -1, -1):
        words += _below_million(groups[place], bool(words)) + (_MILLION if place else "")
    return words


def _below_million(number: int, follows: bool) -> str:
    words = ""
    for power, digit in zip(range(5, -1, -1), f"{number:06d}", strict=True):
        value = int(digit)
        if value == 0:
            continue
        if power == 0 and value == 1 and (words or follows):
            words += "เอ็ด"
        elif power == 1 and value < 3:
            words += ("สิบ", "ยี่สิบ")[value - 1]
        else:
            words += _DIGIT_WORDS[value] + _PLACES[power]
    return words


def number_from_words(words: str) -> int:
    """The number that `words` say: the inverse of `number_in_words`; spaces are ignored.

    Raises ValueError naming the words when they are not a number in the order Thai says one.
    """
    if len(words) > _LONGEST:
        raise ValueError("จำนวนที่เขียนเป็นคำยาวเกินไป")
    bare = re.sub(r"\s+", "", words)
    text = bare.removeprefix(_MINUS)
    total = group = 0
    digit: int | None = None
    at = 0
    while at < len(text):
        match = _WORD.match(text, at)
        if not match:
            raise ValueError(f"ไม่ใช่จำนวนที่เขียนเป็นคำ: {words!r}")
        word, at = match.group(), match.end()
        if word == _MILLION:
            total = (total + group + (digit or 0)) * 1_000_000
            group, digit = 0, None
        elif word in _SCALES:
            group += (1 if digit is None else digit) * _SCALES[word]
            digit = None
        else:
            digit = _VALUES[word]
    number = total + group + (digit or 0)
    if number_in_words(number) != text:
        raise ValueError(f"ไม่ใช่จำนวนที่เขียนเป็นคำ: {words!r}")
    return -number if text != bare else number
