import pytest

from organisations import queries
from organisations.kinds import OrganisationKind as K
from organisations.queries import Scope


def labels(text, **scope):
    return [one.label for one in queries.search(text, 50, Scope(**scope))]


@pytest.mark.parametrize("text", ["อบต.สะเดียง", "อบต สะเดียง", "องค์การบริหารส่วนตำบลสะเดียง", "สะเดียง เพชรบูรณ์", "สะเดียง"])
def test_it_finds_an_lao_however_its_kind_is_written(country, text):
    assert "อบต.สะเดียง" in labels(text)


def test_it_finds_by_code_in_either_digits_and_by_english_name(country):
    assert labels("6701")[0] == "อำเภอเมืองเพชรบูรณ์"
    assert labels("๖๗๐๑") == labels("6701")
    assert "จังหวัดเพชรบูรณ์" in labels("phetchabun")
    assert labels("pmo") == ["สำนักงานปลัดสำนักนายกรัฐมนตรี"]


def test_it_finds_the_laos_of_a_place_when_a_kind_stands_beside_it(country):
    town = labels("อบต หล่มสัก")
    assert len(town) == 19 and all(label.startswith("อบต.") for label in town)
    assert labels("อบต. จ.ภูเก็ต") == labels("อบต ภูเก็ต") != []
    assert "อบต.สะเดียง" not in labels("เพชรบูรณ์")  # a place alone is not everything in it


def test_it_looks_only_where_it_is_told(country):
    krabi = queries.by_code("81").id
    assert labels("เทศบาลเมือง", under=krabi) == ["ทม.กระบี่"]
    assert labels("กระบี่", kinds=frozenset({K.PAO})) == ["อบจ.กระบี่"]


@pytest.mark.parametrize("text", ["%", "_", "   ", "ไม่มีชื่อนี้", "'; DROP TABLE organisations"])
def test_it_finds_nothing_for_signs_that_mean_something_to_a_database(country, text):
    assert labels(text) == []
