"""Headers on every answer: no foreign script, no framing by others, no guessing of content types.

Scripts come from /assets only, so no nonce is needed. Style *attributes* stay allowed: bars and the tile map carry
their widths and places in them. htmx runs without eval and without its own style block (see base.html).
"""

from flask import Flask, Response, request

PAGE_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
)
"""Content-Security-Policy of pages."""

IMAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox"
"""Content-Security-Policy of an SVG: a drawing, whoever made it, runs nothing when opened by itself."""


def add_security_headers(response: Response) -> Response:
    """Set the headers on `response`; a view that set one itself keeps its own."""
    headers = response.headers
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("X-Frame-Options", "SAMEORIGIN")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if response.mimetype == "text/html":
        headers.setdefault("Content-Security-Policy", PAGE_POLICY)
    elif response.mimetype == "image/svg+xml":
        headers.setdefault("Content-Security-Policy", IMAGE_POLICY)
    headers.setdefault("Cache-Control", "private, no-cache")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def init_app(app: Flask) -> None:
    """Set the headers on every answer of `app`."""
    app.after_request(add_security_headers)
