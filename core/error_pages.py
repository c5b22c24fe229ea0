"""Error pages in the office's language: what happened, what to do next. The server's own faults need no database.

A form's route catches the errors it can show beside a field; whatever else is raised ends here, as a page, as JSON
for a program, or as a note for htmx.
"""

import secrets
from dataclasses import dataclass

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException

from core.clock import now
from core.errors import DomainError
from core.extensions import db

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no letter that is misheard or misread on the telephone
_KNOWN: dict[int, tuple[str, str]] = {
    400: (lazy_gettext("ข้อมูลที่ส่งมาไม่ครบหรืออ่านไม่ได้"), lazy_gettext("ย้อนกลับ ตรวจข้อมูล แล้วส่งอีกครั้ง")),
    401: (lazy_gettext("ต้องเข้าใช้งานก่อน"), lazy_gettext("เข้าใช้งานด้วยอีเมลราชการของท่าน แล้วเปิดหน้านี้อีกครั้ง")),
    403: (
        lazy_gettext("หน้านี้ไม่ได้เปิดให้หน่วยงานที่ท่านใช้อยู่"),
        lazy_gettext("สลับไปหน่วยงานอื่นของท่านที่มุมบน หรือขอสิทธิ์จากผู้ดูแลของหน่วยงาน"),
    ),
    404: (lazy_gettext("ไม่พบหน้านี้"), lazy_gettext("ลิงก์อาจพิมพ์ไม่ครบ หรือหนังสือถูกเรียกคืนแล้ว")),
    405: (lazy_gettext("เปิดหน้านี้ด้วยวิธีนี้ไม่ได้"), lazy_gettext("กลับไปหน้าก่อน แล้วกดปุ่มในหน้านั้นแทนการพิมพ์ที่อยู่เอง")),
    409: (
        lazy_gettext("มีผู้อื่นทำรายการนี้ไปก่อนแล้ว"),
        lazy_gettext("เปิดหน้านี้ใหม่เพื่อดูสถานะล่าสุด แล้วลองอีกครั้ง"),
    ),
    413: (
        lazy_gettext("ไฟล์ใหญ่เกินที่รับได้"),
        lazy_gettext("ลองสแกนขาวดำ 300 dpi หรือแบ่งเป็นหลายไฟล์ แล้วส่งอีกครั้ง"),
    ),
    422: (lazy_gettext("ข้อมูลบางช่องใช้ไม่ได้"), lazy_gettext("ย้อนกลับ แก้ช่องที่มีเครื่องหมาย แล้วส่งอีกครั้ง")),
    429: (lazy_gettext("มีคำขอเข้ามาถี่เกินไป"), lazy_gettext("รอหนึ่งนาที แล้วลองอีกครั้ง")),
    500: (
        lazy_gettext("ระบบขัดข้องชั่วคราว"),
        lazy_gettext("รายการล่าสุดยังไม่ถูกบันทึก ลองอีกครั้งได้ ระบบจะไม่ทำซ้ำ"),
    ),
}
_EXPIRED = (
    lazy_gettext("หน้านี้เปิดไว้นานเกินไป รายการยังไม่ถูกบันทึก"),
    lazy_gettext("ย้อนกลับ คัดลอกข้อความที่พิมพ์ไว้ เปิดหน้านั้นใหม่ แล้วส่งอีกครั้ง"),
)


@dataclass(frozen=True)
class Problem:
    """What an error page tells: `code` is the word a person reads out on the telephone (server faults only)."""

    status: int
    message: str
    remedy: str
    field: str | None = None
    code: str | None = None


def of_domain_error(error: DomainError) -> ResponseReturnValue:
    """Answer an error of the office's own terms."""
    _forget_changes()
    known = _KNOWN.get(error.status, _KNOWN[400])
    return _answer(Problem(error.status, error.message, error.remedy or known[1], error.field))


def of_unusable_value(error: DataError | OverflowError) -> ResponseReturnValue:
    """Answer a value the database cannot hold, such as a number of thirty digits in the address."""
    _forget_changes()
    current_app.logger.warning("unusable value at %s %s: %s", request.method, request.path, error)
    return _answer(Problem(400, *_KNOWN[400]))


def of_http_error(error: HTTPException) -> ResponseReturnValue:
    """Answer an error of the web: a wrong address, a refused method, a fault of the server."""
    status = error.code or 500
    if status < 400:
        return error
    if status >= 500:
        return _of_fault()
    _forget_changes()
    if isinstance(error, CSRFError):
        return _answer(Problem(400, *_EXPIRED))
    response = make_response(_answer(Problem(status, *_KNOWN.get(status, _KNOWN[400]))))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _of_fault() -> ResponseReturnValue:
    """The log holds the trace; the code on the page finds it there."""
    code = "WN-" + "".join(secrets.choice(_ALPHABET) for _ in range(4))
    current_app.logger.error("fault %s at %s %s", code, request.method, request.path)
    return _answer(Problem(500, *_KNOWN[500], code=code))


def _answer(problem: Problem) -> ResponseReturnValue:
    if request.headers.get("HX-Request"):
        return _as_note(problem)
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return _as_json(problem)
    return _as_page(problem), problem.status


def _as_page(problem: Problem) -> str:
    """The page in its usual frame; bare where that frame cannot be had (no database, a broken session)."""
    if problem.status < 500:
        try:
            return render_template("errors/page.html", problem=problem)
        except Exception:  # an error page must not fail on what may have failed already
            current_app.logger.exception("error page fell back to the bare frame")
    bare = current_app.jinja_env.get_template("errors/bare.html")
    return bare.render(problem=problem, at=_moment())


def _as_json(problem: Problem) -> Response:
    said = {"message": str(problem.message), "remedy": str(problem.remedy), "field": problem.field}
    response = jsonify(error=said | ({"code": problem.code} if problem.code else {}))
    response.status_code = problem.status
    return response


def _as_note(problem: Problem) -> Response:
    note = current_app.jinja_env.get_template("errors/note.html").render(problem=problem)
    response = make_response(note, problem.status)
    response.headers["HX-Retarget"] = "#notices"
    response.headers["HX-Reswap"] = "innerHTML show:top"
    return response


def _moment() -> object:
    try:
        return now()
    except Exception:  # a demo's clock is read from the database
        return None


def _forget_changes() -> None:
    """Drop what the failed act had begun, so that the page does not write it while it reads."""
    if "sqlalchemy" in current_app.extensions:
        try:
            db.session.rollback()
        except Exception:  # the page matters more than a connection that is gone anyway
            current_app.logger.exception("rollback before an error page failed")


def init_app(app: Flask) -> None:
    """Let every error of `app` end in a page."""
    app.register_error_handler(DomainError, of_domain_error)
    app.register_error_handler(HTTPException, of_http_error)
    app.register_error_handler(DataError, of_unusable_value)
    app.register_error_handler(OverflowError, of_unusable_value)
