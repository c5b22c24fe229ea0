"""Pages of deadlines: what we owe, and one share of it."""

from __future__ import annotations

from deadlines.routes import mine, share
from deadlines.routes.blueprint import bp

blueprints = [bp]
__all__ = ["blueprints", "mine", "share"]
