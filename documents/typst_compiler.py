"""Typst behind one door: our templates, our typeface only, a compiler for each thread.

A shared Compiler raises "Already borrowed" under threads, and user text goes in as JSON data, never as markup.
"""

from __future__ import annotations

import json
import threading
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from documents.printable_text import FONT_FOLDER

TEMPLATES = Path(__file__).parent / "assets"

_of_this_thread = threading.local()


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)])


def _compiler(template: str) -> typst.Compiler:
    compilers = _of_this_thread.__dict__.setdefault("compilers", {})
    if template not in compilers:
        compilers[template] = typst.Compiler(
            str(TEMPLATES / template), root=str(TEMPLATES), font_paths=_fonts(), sys_inputs={"data": "{}"}
        )
    return compilers[template]


def compile_pdf(template: str, data: dict[str, Any], *, timestamp: datetime) -> bytes:
    """Return `template` filled with `data` as PDF/A-2u; same data and timestamp, same bytes."""
    compiled = _compiler(template).compile(
        format="pdf", sys_inputs=_inputs(data), pdf_standards="a-2u", timestamp=int(timestamp.timestamp())
    )
    return _pages(compiled)[0]


def compile_svg(template: str, data: dict[str, Any]) -> list[str]:
    """Return `template` filled with `data` as one SVG text a page."""
    return [page.decode() for page in _pages(_compiler(template).compile(format="svg", sys_inputs=_inputs(data)))]


def _pages(compiled: bytes | list[bytes] | None) -> list[bytes]:
    """Typst gives a list for several pages, bytes for one."""
    return compiled if isinstance(compiled, list) else [compiled or b""]


def _inputs(data: dict[str, Any]) -> dict[str, str]:
    return {"data": json.dumps(data, ensure_ascii=False, separators=(",", ":"))}


def facts(template: str) -> dict[str, Any]:
    """Return what this thread's last page from `template` says about its layout under the label <facts>."""
    return json.loads(_compiler(template).query("<facts>", field="value", one=True))
