"""The link of an invitation: a token only this system can make, of which the database knows the SHA-256."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from flask import current_app


def new_nonce() -> str:
    """Give the random part of a new link."""
    return secrets.token_hex(16)


def token_of(nonce: str) -> str:
    """Give the token that stands in the link, 43 letters and digits; only the secret key leads from nonce to token."""
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(key, f"invitation:{nonce}".encode(), hashlib.sha256).hexdigest()[:43]


def hash_of(token: str) -> str:
    """Give what the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
