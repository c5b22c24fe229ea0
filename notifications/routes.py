"""The outbox page of national administrators: what goes out, what did not and why."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from accounts.access import requires
from accounts.permissions import Permission
from core import clock
from core.errors import DomainError, NotFound, StaleState
from core.extensions import db
from core.installation import InstallationKind, kind_of_installation
from core.navigation import MenuEntry, show_in_menu
from deadlines.heartbeat import is_alive
from notifications import deliver, queries
from notifications.models import OutboxMessage
from notifications.renderers import Rendered, name_of, payload_of, render
from notifications.status import OutboxStatus
from notifications.status_labels import STATUS_LABELS, TONES

bp = Blueprint("notifications", __name__)
blueprints = [bp]
show_in_menu(
    bp, MenuEntry("notifications.outbox", "out", lazy_gettext("จดหมายออก"), Permission.NATION_EDIT, 50, menu="account")
)


@bp.get("/outbox")
@requires(Permission.NATION_EDIT)
def outbox() -> ResponseReturnValue:
    """List the messages, the newest first; `?status=` shows one state."""
    asked = request.args.get("status", "")
    status = OutboxStatus(asked) if asked in set(OutboxStatus) else None
    kind = kind_of_installation()
    return render_template(
        "notifications/outbox.html",
        page=queries.messages(status, request.args.get("cursor")),
        counts=queries.counts(),
        status=status,
        name_of=name_of,
        labels=STATUS_LABELS,
        tones=TONES,
        is_demo=kind is InstallationKind.DEMO,
        worker_alive=is_alive(clock.now()),
        has_server=not current_app.config["WIAN"].smtp_url.startswith("none:"),
    )


@bp.get("/outbox/<int:message_id>")
@requires(Permission.NATION_EDIT)
def outbox_message(message_id: int) -> ResponseReturnValue:
    """Show one message as it reads; a link that lets its bearer in is shown in a demo only."""
    message = _load(message_id)
    return render_template(
        "notifications/outbox_message.html",
        message=message,
        name_of=name_of,
        mail=_preview(message),
        labels=STATUS_LABELS,
        tones=TONES,
    )


@bp.post("/outbox/<int:message_id>/resend")
@requires(Permission.NATION_EDIT)
def resend_message(message_id: int) -> ResponseReturnValue:
    """Queue a failed message once more."""
    message = _load(message_id)
    if not deliver.resend(message.id, clock.now()):
        raise StaleState(gettext("ข้อความนี้ไม่ได้อยู่ในสถานะส่งไม่สำเร็จแล้ว"), gettext("เปิดหน้านี้ใหม่เพื่อดูสถานะล่าสุด"))
    db.session.commit()
    flash(gettext("นำข้อความเข้าคิวส่งอีกครั้งแล้ว"), "success")
    return redirect(url_for("notifications.outbox_message", message_id=message_id))


def _load(message_id: int) -> OutboxMessage:
    found = db.session.get(OutboxMessage, message_id)
    if found is None:
        raise NotFound(gettext("ไม่พบข้อความนี้"), gettext("เปิดจากหน้าจดหมายออก"))
    return found


def _preview(message: OutboxMessage) -> Rendered | None:
    show = kind_of_installation() is InstallationKind.DEMO
    try:
        return render(message.kind, payload_of([message]), message.locale, show_secrets=show)
    except DomainError:  # what it was about has ended
        return None
