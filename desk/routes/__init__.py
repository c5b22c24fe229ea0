"""Pages of the desk."""

from desk.routes import home, looking_over, taking_in

_PAGES = (looking_over,)
blueprints = [home.blueprint, taking_in.bp]
