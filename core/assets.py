"""What the browser loads beside the page: style sheet, scripts, icons, fonts, under /assets/<name>.

Third-party files come from installed packages (Bootstrap from Bootstrap-Flask, htmx from django-js-lib-htmx, Sarabun
from fontpkg-sarabun) and are never copied into the project. Every address carries a hash of the content (`?v=…`), so a
browser may keep it for a year and a new version is still seen at once; bodies are compressed once and kept in memory.
"""

import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import flask_bootstrap
import js_lib_htmx
from flask import Blueprint, Flask, Response, abort, current_app, request, url_for

from core.web_fonts import FACES, cut_font, font_version

SHEETS = ("bootstrap.css", "tokens.css", "wian.css")
"""The parts of frame.css, in load order: one request instead of three."""

_PACKAGED = {
    "bootstrap.css": Path(flask_bootstrap.__file__).parent / "static/bootstrap5/css/bootstrap.min.css",
    "htmx.js": Path(js_lib_htmx.__file__).parent / "static/htmx/htmx.min.js",
}
_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".png": "image/png",
}
_YEAR = 365 * 24 * 3600
_FONT_URL = re.compile(rb'url\("sarabun-(\d+)\.woff2"\)')
_SOURCE_MAP = re.compile(rb"/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*")

bp = Blueprint("assets", __name__, url_prefix="/assets")


@dataclass(frozen=True)
class Asset:
    """One file as the browser gets it; the body is made when first asked for."""

    name: str
    version: str
    make: Callable[[], bytes]

    @cached_property
    def body(self) -> bytes:
        """The bytes, uncompressed."""
        return self.make()

    @cached_property
    def zipped(self) -> bytes:
        """The bytes, gzipped as small as gzip goes: it is done once."""
        return gzip.compress(self.body, 9, mtime=0)

    @property
    def mimetype(self) -> str:
        """The content type by the name's ending."""
        return _TYPES[Path(self.name).suffix]


class Assets:
    """Every asset of one app by name. Own files are read again when they change, so nobody restarts for a colour."""

    def __init__(self, static_folder: Path, cache_folder: Path) -> None:
        self.static_folder = static_folder
        self.cache_folder = cache_folder
        own = (path for path in static_folder.rglob("*") if path.suffix in _TYPES)
        self._files = {path.name: path for path in own} | _PACKAGED
        self._fonts = {f"sarabun-{weight}.woff2": weight for weight in FACES}

    def find(self, name: str) -> Asset | None:
        """Return the asset called `name`, or None."""
        if name == "frame.css":
            return _bundle(tuple((self._files[part], self._files[part].stat().st_mtime_ns) for part in SHEETS))
        if weight := self._fonts.get(name):
            return _font(name, weight, self.cache_folder)
        path = self._files.get(name)
        return _file(path, name, path.stat().st_mtime_ns) if path else None


@lru_cache(maxsize=8)
def _bundle(parts: tuple[tuple[Path, int], ...]) -> Asset:
    body = b"\n".join(_read(path) for path, _changed in parts)
    body = _FONT_URL.sub(lambda hit: b'url("%s?v=%s")' % (_font_name(hit), _font_hash(hit)), body)
    return _of_bytes("frame.css", body)


def _font_name(hit: re.Match[bytes]) -> bytes:
    return b"sarabun-%s.woff2" % hit[1]


def _font_hash(hit: re.Match[bytes]) -> bytes:
    return font_version(int(hit[1])).encode()


@lru_cache(maxsize=8)
def _font(name: str, weight: int, cache_folder: Path) -> Asset:
    return Asset(name, font_version(weight), lambda: cut_font(weight, cache_folder))


@lru_cache(maxsize=64)
def _file(path: Path, name: str, _changed: int) -> Asset:
    return _of_bytes(name, _read(path))


def _of_bytes(name: str, body: bytes) -> Asset:
    return Asset(name, hashlib.sha256(body).hexdigest()[:12], lambda: body)


def _read(path: Path) -> bytes:
    body = path.read_bytes()
    return _SOURCE_MAP.sub(b"", body) if path.suffix in {".css", ".js"} else body


def asset_url(name: str) -> str:
    """Return the address of an asset with its content hash. Raises LookupError for a name nobody serves."""
    found = _assets().find(name)
    if found is None:
        raise LookupError(f"no asset named {name}")
    return url_for("assets.file", name=name, v=found.version)


@bp.get("/<name>")
def file(name: str) -> Response:
    """Serve one asset, compressed where the browser takes it, for a year when the address names its content."""
    found = _assets().find(name)
    if found is None:
        abort(404)
    compressible = found.mimetype not in {"font/woff2", "image/png"}
    zipped = compressible and request.accept_encodings["gzip"] > 0
    response = Response(found.zipped if zipped else found.body, mimetype=found.mimetype)
    if compressible:
        response.vary.add("Accept-Encoding")
    if zipped:
        response.content_encoding = "gzip"
    response.set_etag(f"{found.version}-gz" if zipped else found.version)
    response.cache_control.public = True
    named = request.args.get("v") == found.version
    response.cache_control.max_age = _YEAR if named else 300
    response.cache_control.immutable = named
    response.make_conditional(request)
    return response


def init_app(app: Flask) -> None:
    """Serve the assets of `app`; cut fonts are kept in the folder for data (setting WIAN_VAR)."""
    settings = app.config.get("WIAN")
    kept = (settings.var_dir if settings else Path(app.root_path) / "var") / "cache" / "assets"
    app.extensions["assets"] = Assets(Path(app.root_path) / "static", kept)
    app.register_blueprint(bp)
    app.jinja_env.globals["asset"] = asset_url


def _assets() -> Assets:
    found: Assets = current_app.extensions["assets"]
    return found
