"""What gunicorn does beside serving (`gunicorn -c python:desk.web_server`)."""

from __future__ import annotations

from documents.render_pdf import warm_up_in_background


def post_worker_init(_worker: object) -> None:
    """Load dictionary and typeface once a worker stands: the first clerk's page would wait seconds for them."""
    warm_up_in_background()
