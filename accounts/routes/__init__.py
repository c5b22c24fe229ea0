"""Pages of people: sign in and out, own account, invitations, people of an organisation."""

from accounts.routes import sign_in
from accounts.routes.blueprint import bp

__all__ = ["blueprints", "sign_in"]
blueprints = [bp]
