"""Thai dictionary order as a plain string: databases order by code point and would put เ after ฮ."""

from __future__ import annotations

import re

_MARKS = re.compile("[็-์]")  # tone and other marks over a letter count only between equal words
_LEADING_VOWEL = re.compile("([เ-ไ])([ก-ฮ])")


def sort_key(name: str) -> str:
    """Give the key that puts `name` in its place of the dictionary when keys are compared by code point.

    The consonant counts before the vowel written in front of it; marks decide between words otherwise equal.
    """
    letters = _LEADING_VOWEL.sub(r"\2\1", _MARKS.sub("", name))
    marks = "".join(_MARKS.findall(name))
    return f"{letters} {marks}" if marks else letters
