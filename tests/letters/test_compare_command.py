"""flask letters compare: two files, one JSON object, one line for what cannot be read."""

import json
from pathlib import Path

import pytest

SEEDS = {
    row["id"]: row["text"]
    for row in map(
        json.loads, (Path(__file__).parents[1] / "data/seed_letters.jsonl").read_text(encoding="utf-8").splitlines()
    )
}


@pytest.fixture
def compare(app, tmp_path):
    def run(source, forwarded, *options):
        paths = [tmp_path / "source.txt", tmp_path / "forwarded.txt"]
        for path, text in zip(paths, (source, forwarded), strict=True):
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return app.test_cli_runner().invoke(args=["letters", "compare", *map(str, paths), *options])

    return run


def test_it_gives_discrepancies_and_checks_as_json(compare):
    told = json.loads(compare(SEEDS["seed-4-2"], SEEDS["seed-4-1"], "--json").output)
    (one,) = told["discrepancies"]
    assert (one["kind"], one["severity"]) == ("url", "block")
    assert (one["source_text"], one["forwarded_text"]) == ("www.odloc.go.th", "www.oldoc.go.th")
    assert {1, 13, 18} <= {check["number"] for check in told["checks"]}
    assert set(told["checks"][0]) == {"number", "severity", "text", "remedy"}


def test_it_gives_the_impossible_receipt_of_phetchabun(compare):
    told = json.loads(compare(SEEDS["seed-0-2"], SEEDS["seed-0-1"], "--json").output)
    assert [one["kind"] for one in told["discrepancies"]] == ["subject"]
    assert 5 in [check["number"] for check in told["checks"]]


def test_it_shows_a_table_to_a_reader(compare):
    answer = compare(SEEDS["seed-4-2"], SEEDS["seed-4-1"])
    assert answer.exit_code == 0 and "www.odloc.go.th" in answer.output


def test_what_cannot_be_read_ends_in_one_line(compare):
    answer = compare(b"\x00\x01\x02" * 50, SEEDS["seed-4-1"], "--json")
    assert answer.exit_code == 2 and len(answer.stderr.strip().splitlines()) == 1
