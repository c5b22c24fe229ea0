"""Addresses as the world outside sees them: printed in QR codes, sent in e-mails. ASCII, absolute."""

from __future__ import annotations

from flask import current_app

from core.config import Settings


def public_url(path: str) -> str:
    """Give `path` ("/e/…") under the installation's BASE_URL."""
    settings: Settings = current_app.config["WIAN"]
    return settings.base_url + path
