"""Pages of deadlines: what a letter asks, what we owe, and one share of it."""

from __future__ import annotations

from deadlines.routes import changing, mine, of_letter, several, share, shares
from deadlines.routes.blueprint import bp

blueprints = [bp]
__all__ = ["blueprints", "changing", "mine", "of_letter", "several", "share", "shares"]
