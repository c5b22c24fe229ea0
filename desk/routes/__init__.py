"""Pages of the desk."""

from desk.routes import addresses, home, looking_over, search, taking_in

_PAGES = (addresses, looking_over, search)
blueprints = [home.blueprint, taking_in.bp]
