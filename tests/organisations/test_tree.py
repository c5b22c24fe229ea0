import pytest
import sqlalchemy as sa

from organisations import queries, tree
from organisations.kinds import OrganisationKind as K
from organisations.models import Organisation


def laos(session, code):
    return session.scalars(tree.laos_under(queries.by_code(code).id)).all()


def counted(rows):
    kinds = [row.kind for row in rows]
    return {kind: kinds.count(kind) for kind in set(kinds)}


def test_it_finds_the_offices_the_province_of_phetchabun_writes_to(country):
    direct = country.scalars(tree.children(queries.by_code("67").id)).all()
    assert counted(direct) == {K.DISTRICT: 11, K.PAO: 1, K.TOWN_MUNICIPALITY: 3}
    towns = [one.form_of_address for one in direct if one.kind is K.TOWN_MUNICIPALITY]
    assert towns == ["นายกเทศมนตรีเมืองเพชรบูรณ์", "นายกเทศมนตรีเมืองวิเชียรบุรี", "นายกเทศมนตรีเมืองหล่มสัก"]


def test_it_finds_the_offices_the_province_of_krabi_writes_to(country):
    direct = country.scalars(tree.children(queries.by_code("81").id)).all()
    assert counted(direct) == {K.DISTRICT: 8, K.PAO: 1, K.TOWN_MUNICIPALITY: 1}


def test_it_finds_under_a_district_only_those_who_hear_from_it(country):
    assert counted(laos(country, "6701")) == {K.SUBDISTRICT_MUNICIPALITY: 3, K.SAO: 15}
    assert laos(country, "8404") == []  # a district without ทต. and อบต. owes no forwarding


def test_it_finds_each_lao_once_under_the_centre_and_once_under_its_province(country):
    everywhere = [one.id for one in laos(country, "PMO")]
    assert len(everywhere) == len(set(everywhere)) == 7850
    provinces = country.scalars(sa.select(Organisation.code).where(Organisation.kind == K.PROVINCE)).all()
    by_province = [one.id for code in provinces for one in laos(country, code)]
    assert len(by_province) == len(set(by_province)) == 7849  # กรุงเทพมหานคร hears from the centre


def test_it_names_those_above_from_the_centre_down(country):
    lao = laos(country, "6701")[0]
    assert [one.code for one in country.scalars(tree.ancestors(lao.id))] == ["PMO", "67", "6701"]
    assert country.scalars(tree.ancestors(queries.by_code("PMO").id)).all() == []


@pytest.mark.parametrize(("code", "top", "within"), [("6701", "67", True), ("6701", "81", False), ("67", "67", True)])
def test_it_tells_whether_one_stands_below_another(country, code, top, within):
    answer = country.scalar(tree.is_within(queries.by_code(code).id, queries.by_code(top).id))
    assert bool(answer) is within


def test_it_counts_kinds_below_in_one_statement(country):
    statements = []
    engine = country.get_bind()
    sa.event.listen(engine, "before_cursor_execute", lambda *a: statements.append(a[2]))
    counts = dict(country.execute(tree.kind_counts(queries.by_code("67").id)).all())
    assert (
        len([one for one in statements if one.startswith(("SELECT", "WITH"))]) == 2
    )  # the province by its code, then the counts
    assert (counts[K.DISTRICT], counts[K.PAO], counts[K.TOWN_MUNICIPALITY]) == (11, 1, 3)
    assert sum(counts.values()) == 11 + len(laos(country, "67"))
