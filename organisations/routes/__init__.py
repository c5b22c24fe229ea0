"""Pages of organisations, their offices, signatories, groups and contacts."""

from organisations.routes import browse, contacts, edit, groups, offices, signatories
from organisations.routes.blueprint import bp

__all__ = ["blueprints", "browse", "contacts", "edit", "groups", "offices", "signatories"]
blueprints = [bp]
