import re
from pathlib import Path

import pytest

from core.config import BadSetting, read_settings

ROOT = Path(__file__).parents[2]
READ = re.compile(r"""env(?:\.get\(|, )\s*"([A-Z_]+)\"""")


def test_it_documents_every_setting_it_reads():
    read = set(READ.findall((ROOT / "core" / "config.py").read_text()))
    documented = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE))
    assert read == documented


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "high"),
        ("PORT", "70000"),
        ("DATABASE_URL", "mysql://x"),
        ("SMTP_URL", "mail.example"),
        ("SECRET_KEY", "short"),
        ("MAX_UPLOAD_MB", "0"),
        ("BASE_URL", "wian.example.go.th"),
    ],
)
def test_it_stops_the_start_naming_a_bad_setting(name, value, tmp_path):
    with pytest.raises(BadSetting, match=name):
        read_settings({"WIAN_VAR": str(tmp_path), name: value})


def test_it_makes_a_secret_key_once_readable_by_its_owner_only(tmp_path):
    first = read_settings({"WIAN_VAR": str(tmp_path)}).secret_key
    assert read_settings({"WIAN_VAR": str(tmp_path)}).secret_key == first
    assert len(first) >= 32
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
