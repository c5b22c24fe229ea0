import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_lists_every_setting_in_the_readme():
    documented = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))
    assert [name for name in sorted(documented) if f"`{name}`" not in README] == []


def test_it_links_only_to_files_that_are_there():
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_it_names_only_commands_that_exist(app):
    named = {name for line in re.findall(r"`flask ([a-z]+)", README) for name in [line]}
    assert named - set(app.cli.commands) - {"db"} == set()
