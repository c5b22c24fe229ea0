"""Pages of the desk."""

from desk.routes import home

blueprints = [home.blueprint]
