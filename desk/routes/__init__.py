"""Pages of the desk."""

from desk.routes import addresses, home, looking_over, taking_in

_PAGES = (addresses, looking_over)
blueprints = [home.blueprint, taking_in.bp]
