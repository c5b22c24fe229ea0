"""Take the recipients of a letter along as XLSX or CSV. A POST: taking a list out of the system goes on record."""

from __future__ import annotations

import tempfile
from typing import IO

from flask import request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.access import current_actor, requires
from accounts.permissions import Permission
from core import clock
from core.audit import Act, record
from core.audit_acts import AuditAct
from core.database import read_on
from core.errors import InvalidInput
from core.extensions import db
from documents.table_file import write_csv, write_xlsx
from routing.routes.blueprint import bp
from routing.routes.tracked import letter_and_view, recipient_filter
from routing.tracking import RecipientFilter, Tracked
from routing.tracking_export import columns, rows

IN_MEMORY = 1_000_000  # bytes; a longer list goes through a temporary file
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@bp.post("/tracking/<int:letter_id>/export")
@requires(Permission.TRACKING_READ)
def tracking_export(letter_id: int) -> ResponseReturnValue:
    """Send the list as filtered. It is read whole, then the act is recorded in a short transaction, before the first
    byte leaves: neither a long list nor a slow line holds a lock.
    """
    kind = request.form.get("format", "")
    if kind not in TYPES:
        raise InvalidInput(_("ไม่มีไฟล์ชนิดนี้"), _("เลือก XLSX หรือ CSV"), "format")
    read_on()
    letter, tracked, _whole = letter_and_view(letter_id)
    name, identity = (letter.ref_no or str(letter.id)).replace("/", "-").replace(" ", "_"), letter.id
    wish = recipient_filter()
    out = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed with the answer)
    actor = current_actor()
    count = _write(kind, tracked, wish, out)
    db.session.rollback()  # ends the reading
    after = {"what": "recipients", "format": kind, "rows": count, "filtered": bool(wish)}
    record(Act(actor, AuditAct.EXPORTED, ("letters", identity), clock.now(), after=after))
    db.session.commit()
    out.seek(0)
    return send_file(out, mimetype=TYPES[kind], as_attachment=True, download_name=f"{_('ติดตาม')}_{name}.{kind}")


def _write(kind: str, tracked: Tracked, wish: RecipientFilter, out: IO[bytes]) -> int:
    if kind == "csv":
        return write_csv(columns(), rows(tracked, wish), out)
    return write_xlsx(_("ติดตาม"), columns(), rows(tracked, wish), out)
