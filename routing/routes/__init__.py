"""Pages of the way a letter takes: what came in, receiving, acknowledging, forwarding, confirming, tracking."""

from routing.routes import (
    acting,
    chain_page,
    confirming,
    delivery,
    forwarding,
    inbox,
    recipients,
    slip,
    tracking,
    tracking_files,
)
from routing.routes.blueprint import bp

__all__ = [
    "acting",
    "blueprints",
    "chain_page",
    "confirming",
    "delivery",
    "forwarding",
    "inbox",
    "recipients",
    "slip",
    "tracking",
    "tracking_files",
]
blueprints = [bp]
