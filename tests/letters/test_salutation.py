import pytest

from documents.letter_document import LetterForm
from letters.salutation import Rank, rank_from_words, rank_of, words_for


@pytest.mark.parametrize(
    ("addressee", "opening", "closing"),
    [
        ("ผู้ว่าราชการจังหวัดทุกแห่ง", "เรียน", "ขอแสดงความนับถือ"),
        ("นายกรัฐมนตรี", "กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง"),
        ("ประธานศาลปกครองสูงสุด", "กราบเรียน", "ขอแสดงความนับถืออย่างยิ่ง"),
        ("รองนายกรัฐมนตรี", "เรียน", "ขอแสดงความนับถือ"),
        ("เจ้าอาวาสวัดไตรภูมิ", "นมัสการ", "ขอนมัสการด้วยความเคารพ"),
        ("สมเด็จพระมหาธีราจารย์", "นมัสการ", "ขอนมัสการด้วยความเคารพอย่างยิ่ง"),
    ],
)
def test_it_chooses_the_words_by_the_addressee(addressee, opening, closing):
    assert words_for(LetterForm.EXTERNAL, rank_of(addressee)) == (opening, closing)


def test_it_gives_a_memo_no_closing_and_a_stamp_letter_its_own_opening():
    assert words_for(LetterForm.MEMO, Rank.HIGHEST) == ("กราบเรียน", "")
    assert words_for(LetterForm.STAMP, Rank.ORDINARY) == ("ถึง", "")


@pytest.mark.parametrize("rank", Rank)
def test_it_finds_the_rank_back_from_the_words(rank):
    assert rank_from_words(*words_for(LetterForm.EXTERNAL, rank)) is rank
