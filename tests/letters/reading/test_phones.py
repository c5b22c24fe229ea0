"""Telephone numbers as letters print them."""

import time

import pytest

from letters.reading.phones import find_phones, phone_key, read_phones


@pytest.mark.parametrize(
    ("text", "phones", "fax"),
    [
        ("โทร. ๐ ๒๒๔๑ ๙๐๐๐ ต่อ ๕๓๑๒\nโทรสาร ๐ ๒๒๔๑ ๙๐๒๑ - ๓", ("0 2241 9000 ต่อ 5312",), ("0 2241 9021-3",)),
        ("โทร. ๐-๔๓๙๐-๓๑๗๒ ต่อ ๑๐๒, ๑๐๕", ("0-4390-3172 ต่อ 102, 105",), ()),
        ("โทร. / โทรสาร ๐-๕๖๗๑-๒๘๔๔", ("0-5671-2844",), ("0-5671-2844",)),
        ("โทรศัพท์และโทรสาร ๐๗๕ ๖๑๑๘๙๙", ("075 611899",), ("075 611899",)),
        ("โทร.๐๔๕-๒๑๐-๔๘๗", ("045-210-487",), ()),
        ("โทร. ๐ ๒๒๘๓ ๔๖๐๘ ๐ ๒๒๘๓ ๔๖๒๔ โทรสาร ๐ ๒๒๘๓ ๔๖๔๒", ("0 2283 4608", "0 2283 4624"), ("0 2283 4642",)),
        ("โทรศัพท์ ๐ ๒๑๔๑ ๘๖๒๗\nสายด่วน ๑๔๔๔", ("0 2141 8627", "1444"), ()),
        ("สายด่วนนิรภัย หมายเลข ๑๗๘๔", ("1784",), ()),
        ("ติดต่อ ๐ ๒๒๘๓ ๔๖๐๘ หรือ ๐๘ ๔๗๓๐ ๗๓๑๙", ("0 2283 4608", "08 4730 7319"), ()),
        ("โทรศัพท์ ๐ ๒๑๔๑ ๘๕๗๘ , ๘๕๘๐", ("0 2141 8578, 8580",), ()),
        ("Meeting ID: 873 5521 0946 บัญชี 012-3-45678-9 ปี ๒๕๖๗", (), ()),
        ("ที่ มท ๐๘๑๖.๔/ว ๑๒๗๓ ลว ๕ ก.พ. ๒๕๖๗", (), ()),
    ],
)
def test_it_reads_numbers_by_their_labels(text, phones, fax):
    assert tuple(read.value for read in read_phones(text)) == (phones, fax)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("๐ ๒๒๘๓ ๔๖๔๑ - ๒", "0-2283-4641, 4642"),
        ("0 2241 9000 ต่อ 2112-13", "02-241-9000 ต่อ 2112, 2113"),
        ("+66 2 241 9000", "0 2241 9000"),
    ],
)
def test_it_compares_lines_not_print(one, other):
    assert phone_key(one) == phone_key(other) != frozenset()


def test_it_knows_a_mobile():
    assert [one.mobile for one in find_phones("โทร. ๐๘ ๑๘๓๗ ๐๐๙๑, ๐ ๒๒๔๑ ๙๐๐๐")] == [True, False]


@pytest.mark.parametrize("unit", ["0 ", "0-2-", "โทร. ", "ต่อ 1,", "โทร. 0 2283 4641 ต่อ 1, 2 ", "12345 "])
def test_it_walks_junk_once(unit):
    junk = unit * (400_000 // len(unit))
    begun = time.process_time()
    find_phones(junk)
    assert time.process_time() - begun < 2
