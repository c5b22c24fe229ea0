"""Settings: the only reader of the environment. A bad value stops the start with a plain sentence."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent


class BadSetting(ValueError):
    """A setting in the environment cannot be used."""


@dataclass(frozen=True)
class Settings:
    """Every setting of Wian; docs/settings.md and the README list them (a test keeps them equal)."""

    database_url: str
    storage_url: str
    secret_key: str
    smtp_url: str
    base_url: str
    port: int
    mail_from: str
    var_dir: Path
    max_upload_mb: int
    mailbox_url: str
    mailbox_address: str
    proxies: int

    def flask(self) -> dict[str, Any]:
        """Give the settings under the names Flask and its extensions read."""
        return {
            "WIAN": self,
            "SECRET_KEY": self.secret_key,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "MAX_CONTENT_LENGTH": (self.max_upload_mb + 2) * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SECURE": self.base_url.startswith("https://"),
            "BABEL_DEFAULT_LOCALE": "th",
            "BABEL_DEFAULT_TIMEZONE": "Asia/Bangkok",
            "WTF_CSRF_TIME_LIMIT": None,
            "BOOTSTRAP_SERVE_LOCAL": True,
        }


def _whole(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = env.get(name, str(default))
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise BadSetting(f"{name} must be a whole number from {low} to {high}, not {text!r}")
    return int(text)


def _url(env: Mapping[str, str], name: str, default: str, schemes: tuple[str, ...]) -> str:
    text = env.get(name) or default
    if urlsplit(text).scheme not in schemes:
        raise BadSetting(f"{name} must begin with one of {', '.join(s + '://' for s in schemes)}, not {text!r}")
    return text


def _address(env: Mapping[str, str], name: str, default: str) -> str:
    text = env.get(name) or default
    local, _, host = text.partition("@")
    if not local or not host or "+" in local or any(sign.isspace() for sign in text):
        raise BadSetting(f"{name} must be one e-mail address without a +, not {text!r}")
    return text


def _secret(env: Mapping[str, str], var_dir: Path) -> str:
    """Take SECRET_KEY, or the file it is kept in; made once, readable by its owner only."""
    if given := env.get("SECRET_KEY"):
        if len(given) < 16:
            raise BadSetting("SECRET_KEY must have 16 characters or more")
        return given
    path = Path(env.get("SECRET_KEY_FILE") or var_dir / "secret_key")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text().strip()


def default_database(var_dir: Path, real: bool = False) -> str:
    """Give the embedded database: the real one when asked for or once `flask setup` has made it, else the demo."""
    path = var_dir / "wian.db"
    return f"sqlite:///{path if real or path.exists() else var_dir / 'demo.db'}"


def read_settings(env: Mapping[str, str] | None = None, real: bool = False) -> Settings:
    """Read the environment; `real`: the embedded database is the real system's, made or not.

    Raises BadSetting with the setting's name and what it should be.
    """
    env = os.environ if env is None else env
    var_dir = Path(env.get("WIAN_VAR") or ROOT / "var").resolve()
    port = _whole(env, "PORT", 5000, 1, 65535)
    return Settings(
        database_url=_url(env, "DATABASE_URL", default_database(var_dir, real), ("sqlite", "postgresql+psycopg")),
        storage_url=_url(env, "STORAGE_URL", f"file://{var_dir / 'files'}", ("file",)),
        secret_key=_secret(env, var_dir),
        smtp_url=_url(env, "SMTP_URL", "none://", ("none", "smtp", "smtps", "smtp+starttls")),
        base_url=_url(env, "BASE_URL", f"http://127.0.0.1:{port}", ("http", "https")).rstrip("/"),
        port=port,
        mail_from=env.get("MAIL_FROM", "wian@localhost.invalid"),
        var_dir=var_dir,
        max_upload_mb=_whole(env, "MAX_UPLOAD_MB", 20, 1, 500),
        mailbox_url=_url(env, "MAILBOX_URL", "none://", ("none", "maildir", "imap", "imaps", "imap+starttls")),
        mailbox_address=_address(env, "MAILBOX_ADDRESS", "wian@localhost.invalid"),
        proxies=_whole(env, "PROXIES", 0, 0, 5),
    )
