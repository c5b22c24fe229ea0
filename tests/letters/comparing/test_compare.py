"""Forwarding letters held against their sources: what is planted is found, what is lawful is not."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from letters.compare import compare
from letters.comparing.outcome import Kind, Standing
from tests.letters.comparing.pairs import BASES, SLIPS, Slip
from thai_numerals import to_arabic

DATA = Path(__file__).parents[2] / "data"


def _rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


PAIRS = {row["id"]: row for row in _rows("pairs.jsonl")}
SEEDS = {row["id"]: row["text"] for row in _rows("seed_letters.jsonl")}
CHILDREN = [one for one in PAIRS.values() if one["labels"]["role"] == "child"]


def _bare(text: str | None) -> str | None:
    return None if text is None else "".join(to_arabic(text).split())


def _found(source: str, forwarded: str) -> list[tuple[str, str | None, str | None]]:
    return sorted(
        (str(one.kind), _bare(one.source and one.source.text), _bare(one.forwarded and one.forwarded.text))
        for one in compare(source, forwarded).discrepancies
    )


@pytest.mark.parametrize("child", CHILDREN, ids=lambda one: one["id"])
def test_it_finds_just_what_is_planted_in_the_example_pairs(child):
    parent = PAIRS[child["id"].replace("child", "parent")]
    planted = child["labels"]["discrepancies"]
    wanted = sorted((one["kind"], _bare(one["parent_text"]), _bare(one["child_text"])) for one in planted)
    assert _found(parent["text"], child["text"]) == wanted


@pytest.mark.parametrize("base", BASES)
def test_it_passes_a_lawful_forwarding(base):
    assert _found(*BASES[base]) == []


@pytest.mark.parametrize("slip", SLIPS, ids=lambda one: f"{one.kind}-{one.base}-{one.new[:20]}")
def test_it_finds_a_planted_slip_and_nothing_else(slip: Slip):
    source, forwarded = BASES[slip.base]
    assert slip.old in forwarded
    found = compare(source, forwarded.replace(slip.old, slip.new)).discrepancies
    assert {str(one.kind) for one in found} == {slip.kind}
    assert [one for one in found if one.source and slip.source_text in one.source.text]
    assert all(one.standing is Standing.MISSING for one in found) if slip.gone else True


def test_each_kind_is_planted_twice():
    assert {kind: sum(one.kind == kind for one in SLIPS) >= 2 for kind in Kind} == dict.fromkeys(Kind, True)


def test_the_krabi_province_misspelt_the_address_it_passed_on():
    found = _found(SEEDS["seed-4-2"], SEEDS["seed-4-1"])
    assert found == [("url", "www.odloc.go.th", "www.oldoc.go.th")]


@pytest.mark.parametrize(("source", "forwarded"), [("seed-0-3", "seed-0-2"), ("seed-0-2", "seed-0-1")])
def test_the_phetchabun_subjects_speak_of_health_and_of_public_services(source, forwarded):
    (one,) = compare(SEEDS[source], SEEDS[forwarded]).discrepancies
    assert one.kind is Kind.SUBJECT
    assert "สาธารณสุข" in one.explanation and "สาธารณะ" in one.explanation


def test_it_shows_where_both_texts_stand():
    source, forwarded = (BASES["province"][0], BASES["province"][1].replace("air4kk", "air4k"))
    (one,) = compare(source, forwarded).discrepancies
    assert forwarded[slice(*one.forwarded.span)] == "www.air4k.go.th"


def test_it_is_quick_enough_to_run_while_somebody_types():
    source, forwarded = SEEDS["seed-0-3"], SEEDS["seed-0-2"]
    compare(source, forwarded)
    begun = time.process_time()
    for n in range(5):
        compare(source, forwarded + " " * n)
    assert (time.process_time() - begun) / 5 < 0.1


@pytest.mark.parametrize("unit", ["ด้วย", "กรม", "อำเภอแจ้ง", "๑ ชุด ", "ภายใน ๗ วัน ", "(ก.ก.", "สำเนาหนังสือ", "\n๑. "])
def test_junk_ends_soon(unit):
    junk = "เรื่อง x\nเรียน y\n\nด้วย" + unit * (60_000 // len(unit))
    begun = time.process_time()
    compare(junk, junk + "ก")
    assert time.process_time() - begun < 10
