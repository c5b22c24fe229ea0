"""Sarabun for the browser: Thai and Latin cut from the installed font package, as WOFF2.

The full faces weigh about 90 kB each; what a Thai office page needs is about 20 kB. The cut is made once and kept in
the cache folder, so no font file is ever committed and a second start costs nothing.
"""

import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path

import fontpkg_sarabun

FACES = {400: "Regular", 600: "SemiBold", 700: "Bold"}
"""Weight in CSS to the face in the package."""

_RECIPE = "1"  # raise it when UNICODES or the features change: old cuts in the cache are then left alone
_FEATURES = ["ccmp", "liga", "locl", "kern", "mark", "mkmk"]
_UNICODES = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *range(0x0E01, 0x0E3B),
    *range(0x0E3F, 0x0E5C),
    *(0x200B, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x203A, 0x2060, 0x2212, 0x25CC),
]


def font_file(weight: int) -> Path:
    """Return the whole face that `weight` is cut from."""
    return Path(fontpkg_sarabun.__file__).parent / "files" / f"Sarabun-{FACES[weight]}.ttf"


@cache
def font_version(weight: int) -> str:
    """Return a short name of the cut, known without cutting: a page needs it before the browser asks for the font."""
    digest = hashlib.sha256(font_file(weight).read_bytes())
    digest.update(_RECIPE.encode())
    return digest.hexdigest()[:12]


def cut_font(weight: int, cache_folder: Path) -> bytes:
    """Return the WOFF2 bytes of one weight, from `cache_folder` when it was cut before.

    Two processes may cut at once: each writes its own file and renames it, the result is the same. A folder that
    cannot be written costs time (the cut is made again at the next start), never the page.
    """
    kept = cache_folder / f"sarabun-{weight}-{font_version(weight)}.woff2"
    if kept.is_file():
        return kept.read_bytes()
    body = _cut(font_file(weight))
    _keep(kept, body)
    return body


def _cut(source: Path) -> bytes:
    from fontTools import subset  # 0.2 s to import, wanted once in the life of an installation

    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = _FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=_UNICODES)
    subsetter.subset(font)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "cut.woff2"
        subset.save_font(font, str(target), options)
        return target.read_bytes()


def _keep(target: Path, body: bytes) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
        with os.fdopen(handle, "wb") as part:
            part.write(body)
        Path(name).replace(target)
    except OSError:
        return
