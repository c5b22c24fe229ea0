"""Pages of people: sign in and out, own account, invitations, people of an organisation."""

from accounts.routes import invitations, join, password, people, people_file, sign_in
from accounts.routes.blueprint import bp

__all__ = ["blueprints", "invitations", "join", "password", "people", "people_file", "sign_in"]
blueprints = [bp]
