"""QR codes for printed letters: level M with a quiet zone of four modules, as SVG or PNG."""

from __future__ import annotations

import io
from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_M

QUIET_MODULES = 4


@lru_cache(maxsize=256)
def qr_modules(url: str) -> tuple[tuple[bool, ...], ...]:
    """Return the code's dark modules row by row, quiet zone included.

    `url` must be ASCII: a payload typed with Thai digits or letters opens nothing on most phones (design rule 5).
    Raises ValueError for an empty or non-ASCII `url`, or one longer than a code of level M can hold.
    """
    if not url or not url.isascii():
        raise ValueError(f"a QR code needs an ASCII address, got {url!r}")
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_MODULES)
    code.add_data(url, optimize=0)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def qr_svg(url: str) -> str:
    """Return the code as an SVG picture, one unit a module, white behind it, quiet zone included."""
    rows = qr_modules(url)
    size = len(rows)
    path = "".join(
        f"M{start} {y}h{length}v1h-{length}z" for y, row in enumerate(rows) for start, length in _dark_runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>'
    )


def qr_png(url: str, *, pixels_per_module: int = 12) -> bytes:
    """Return the code as a black and white PNG, quiet zone included; the same bytes for the same `url`."""
    from PIL import Image

    rows = qr_modules(url)
    picture = Image.new("1", (len(rows), len(rows)), 1)
    picture.putdata([0 if dark else 1 for row in rows for dark in row])
    side = len(rows) * pixels_per_module
    out = io.BytesIO()
    picture.resize((side, side), Image.Resampling.NEAREST).save(out, "PNG", optimize=True)
    return out.getvalue()


def printed_side(url: str, symbol_mm: float) -> float:
    """Return the picture's side in mm so that the symbol without its quiet zone measures `symbol_mm`."""
    modules = len(qr_modules(url))
    return symbol_mm * modules / (modules - 2 * QUIET_MODULES)


def _dark_runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs
