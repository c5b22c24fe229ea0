import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SKIPPED = {".venv", "var", "migrations", "node_modules"}


def files(pattern):
    return [path for path in ROOT.rglob(pattern) if not SKIPPED & set(path.relative_to(ROOT).parts)]


def too_long(paths, limit):
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in paths}
    return {name: length for name, length in lengths.items() if length > limit}


def test_it_keeps_modules_under_400_lines():
    assert too_long([path for path in files("*.py") if "tests" not in path.parts], 400) == {}


def test_it_keeps_test_files_under_300_lines():
    assert too_long([path for path in files("*.py") if "tests" in path.parts], 300) == {}


def test_it_keeps_conftest_under_150_lines():
    assert too_long([ROOT / "tests" / "conftest.py"], 150) == {}


def test_it_keeps_templates_under_150_lines():
    assert too_long(files("templates/**/*.html"), 150) == {}


def long_functions(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno + 1 > 40:
            yield f"{path.relative_to(ROOT)}:{node.name}"


def test_it_keeps_functions_under_40_lines():
    assert [name for path in files("*.py") for name in long_functions(path)] == []


@pytest.mark.parametrize("name", ["service", "services", "utils", "helpers", "manager"])
def test_it_has_no_module_named_for_nothing(name):
    assert files(f"{name}.py") == []
