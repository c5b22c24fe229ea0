"""The eye that looks at every page in the tests sees what it should."""

import pytest

from tests.page_checks import faults_of

WHOLE = '<!doctype html><html lang="th"><body><h1>ร่าง</h1>{}</body></html>'


def test_it_finds_nothing_on_a_good_page() -> None:
    form = '<label for="a">เรื่อง</label><input id="a" aria-describedby="b"><span id="b">สั้น</span><button>ส่ง</button>'
    assert faults_of(WHOLE.format(form)) == []


@pytest.mark.parametrize(
    ("part", "fault"),
    [
        ("<h1>อีก</h1>", "2 h1 instead of one"),
        ('<input name="a">', "no label: a"),
        ('<a href="/x"><svg></svg></a>', "no name: <a {'href': '/x'}>"),
        ('<a href="#">ไป</a>', "leads nowhere: ไป"),
        ('<img src="x">', "no alt: x"),
        ('<b id="a"></b><b id="a"></b>', "id twice: a"),
        ('<b aria-labelledby="z"></b>', "aria-labelledby names nothing: z"),
        ('<label for="z">x</label>', "label for nothing: z"),
        ("<td>None</td>", "shows None"),
        ('<a class="btn btn-primary" href="/">a</a>' * 2, "2 filled buttons instead of one"),
    ],
)
def test_it_names_what_a_reader_would_stumble_over(part: str, fault: str) -> None:
    assert faults_of(WHOLE.format(part)) == [fault]


def test_it_weighs_the_page() -> None:
    assert faults_of(WHOLE.format("ก" * 50_001)) == ["150075 bytes"]
