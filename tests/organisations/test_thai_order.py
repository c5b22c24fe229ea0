import re

from pythainlp.util import collate

from organisations.country_list import read_country
from organisations.thai_order import sort_key


def test_it_puts_the_consonant_before_the_vowel_written_in_front_of_it():
    assert sorted(["แพร่", "เลย", "กาญจนบุรี", "พะเยา", "ลำพูน"], key=sort_key) == [
        "กาญจนบุรี",
        "พะเยา",
        "แพร่",
        "ลำพูน",
        "เลย",
    ]


def test_it_lets_tone_marks_decide_only_between_equal_words():
    assert sorted(["ขาว", "ข้าง", "ข่า", "ขา"], key=sort_key) == ["ขา", "ข่า", "ข้าง", "ขาว"]


def test_it_orders_the_names_of_the_country_as_an_independent_library_does():
    names = {one.facts.short_name for one in read_country()}
    unmarked = [name for name in names if not re.search("[็-์]", name)]  # the library misplaces marks
    assert len(unmarked) > 1500
    assert sorted(unmarked, key=sort_key) == collate(unmarked)


def test_it_puts_a_shorter_name_before_the_longer_one_it_begins():
    assert sorted(["กระบี่น้อย", "กระบี่"], key=sort_key) == ["กระบี่", "กระบี่น้อย"]
