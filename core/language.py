"""Which language a page speaks: Thai unless the person chose English. The choice is a cookie, kept a year."""

from urllib.parse import urlsplit

from flask import Blueprint, Flask, abort, redirect, request
from flask_babel import get_locale
from werkzeug.wrappers import Response

LANGUAGES = ("th", "en")
COOKIE = "language"
YEAR = 365 * 24 * 3600

bp = Blueprint("language", __name__)


def chosen_language() -> str:
    """Return the language of this request, `th` or `en`."""
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def current_language() -> str:
    """Return the language texts are shown in, `th` where nobody asks (commands, jobs)."""
    locale = get_locale()
    return locale.language if locale is not None and locale.language in LANGUAGES else LANGUAGES[0]


@bp.get("/language/<code>")
def choose(code: str) -> Response:
    """Set the cookie and go back. A link, not a form: nothing but this browser's own choice changes."""
    if code not in LANGUAGES:
        abort(404)
    response = redirect(local_path(request.args.get("next")))
    response.set_cookie(COOKIE, code, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure)
    return response


def local_path(address: str | None) -> str:
    r"""Return `address` when it is a path of this site, else `/`: a link never sends anyone elsewhere.

    Browsers read `//host` and `/\host` as other sites and skip control characters, so these are refused.
    """
    address = address or "/"
    parts = urlsplit(address)
    foreign = parts.scheme or parts.netloc or "\\" in address or any(ord(char) < 33 for char in address)
    return address if address.startswith("/") and not address.startswith("//") and not foreign else "/"


def init_app(app: Flask) -> None:
    """Register the switch and tell templates the language."""
    app.register_blueprint(bp)
    app.jinja_env.globals.update(language=current_language, here=_here)


def _here() -> str:
    return request.full_path.rstrip("?")
