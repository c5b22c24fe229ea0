"""Whom words mean: general names by the letter's addressees."""

import pytest

from letters.reading.audience import named_in, scope_of

TO_PROVINCES = scope_of(("ผู้ว่าราชการจังหวัด ทุกจังหวัด",), "กรมส่งเสริมการปกครองท้องถิ่น")
BY_PROVINCE = scope_of(("นายอำเภอ ทุกอำเภอ", "นายกองค์การบริหารส่วนจังหวัดน่าน", "นายกเทศมนตรีเมืองน่าน"), "ศาลากลางจังหวัดน่าน")
BY_DISTRICT = scope_of(("นายกเทศมนตรีตำบลทุกแห่ง", "นายกองค์การบริหารส่วนตำบลทุกแห่ง"), "ที่ว่าการอำเภอปัว")
FIVE = ("pao", "city_municipality", "town_municipality", "subdistrict_municipality", "sao")


@pytest.mark.parametrize(
    ("scope", "words", "kinds"),
    [
        (TO_PROVINCES, "องค์กรปกครองส่วนท้องถิ่น", FIVE),
        (TO_PROVINCES, "องค์กรปกครองส่วนท้องถื่น", FIVE),
        (BY_PROVINCE, "อปท.", ("pao", "town_municipality", "subdistrict_municipality", "sao")),
        (BY_DISTRICT, "องค์กรปกครองส่วนท้องถิ่น", ("subdistrict_municipality", "sao")),
        (BY_PROVINCE, "เทศบาลตำบลและอบต.", ("subdistrict_municipality", "sao")),
        (BY_PROVINCE, "เทศบาล", ("town_municipality", "subdistrict_municipality")),
        (
            BY_PROVINCE,
            "อำเภอและองค์กรปกครองส่วนท้องถิ่น",
            ("district", "pao", "town_municipality", "subdistrict_municipality", "sao"),
        ),
        (BY_PROVINCE, "ท่าน", ("district", "pao", "town_municipality")),
        (BY_DISTRICT, "สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัด", ("province",)),
    ],
)
def test_it_knows_whom_words_mean(scope, words, kinds):
    assert [name.kinds for name in named_in(words, scope)] == [kinds]


def test_it_does_not_take_only_for_you():
    assert named_in("โดยแจ้งผ่านระบบเท่านั้น", BY_DISTRICT) == []


def test_a_city_is_addressed_only_where_it_is_named():
    scope = scope_of(("นายอำเภอทุกอำเภอ", "นายกเทศมนตรีนครแม่สอด"), "จังหวัดตาก")
    assert scope.local == ("city_municipality", "subdistrict_municipality", "sao")


def test_officials_of_other_kinds_are_nobody_here():
    assert scope_of(("หัวหน้าส่วนราชการ", "ผู้อำนวยการโรงเรียน"), "ศาลากลางจังหวัดน่าน").addressed == ()
