import pytest

from organisations import queries


@pytest.fixture
def run(country_app):
    """Run a command of `flask organisations`."""
    runner = country_app.test_cli_runner()
    return lambda *words: runner.invoke(args=["organisations", *words])


def test_it_imports_again_without_changing_anything(run):
    answer = run("import")
    assert answer.exit_code == 0 and "0 added, 0 changed" in answer.output


def test_it_searches(run):
    answer = run("search", "อบต.สะเดียง")
    assert answer.output.startswith("6670106\tอบต.สะเดียง\tพช")
    assert run("search", "ไม่มีที่ใด").exit_code == 1


def test_it_shows_contacts_first_and_writes_when_told_to(run, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("code,phone\n6701,0 5671 2844\n9999999,0 1111\n")
    words = ("contacts", str(file), "--source", "สถจ.เพชรบูรณ์", "--date", "2026-01-05")
    shown = run(*words)
    assert shown.exit_code == 0 and "0 5671 2844" in shown.output and "ไม่มีองค์กรรหัสนี้" in shown.output
    assert queries.by_code("6701").phone is None
    assert "1 changed" in run(*words, "--apply").output
    assert queries.by_code("6701").phone == "0 5671 2844"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("phone\n1\n", ("--date", "2026-01-05")),
        ("code,phone\n6701,0 5671 2844\n", ("--date", "2999-01-01")),
        ("code,phone\n6701,0 5671 2844\n", ("--date", "5 มกราคม")),
    ],
)
def test_it_ends_with_one_line_and_status_2_on_bad_input(run, tmp_path, content, words):
    file = tmp_path / "list.csv"
    file.write_text(content)
    answer = run("contacts", str(file), "--source", "x", *words)
    assert answer.exit_code == 2
    assert answer.stderr.strip() and "Traceback" not in answer.output


@pytest.mark.parametrize("command", ["import", "search", "contacts"])
def test_it_helps_with_an_example(run, command):
    assert "Example: flask organisations" in run(command, "--help").output
