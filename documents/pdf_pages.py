"""Some pages of a PDF as a PDF of their own: one letter out of a bundle scanned in one go."""

from __future__ import annotations

import io

import pikepdf


def pages_of(content: bytes, first: int, last: int) -> bytes:
    """Give pages `first` to `last` (from 1, both included) of a PDF; the same pages give the same bytes.

    Raises ValueError when the PDF has no such pages.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as whole, pikepdf.new() as part:
        if not 1 <= first <= last <= len(whole.pages):
            raise ValueError(f"pages {first} to {last} of a PDF with {len(whole.pages)}")
        part.pages.extend(list(whole.pages)[first - 1 : last])
        part.save(out, deterministic_id=True)
    return out.getvalue()
