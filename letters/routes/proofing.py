"""The proof panel: asked for as one types, a difference let pass with a reason, the source beside it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.access import requires
from accounts.permissions import Permission
from core import clock
from core.errors import Forbidden, NotFound, Refused
from core.extensions import db
from letters import draft
from letters.models import Letter
from letters.policy import LetterAct as A
from letters.proofread import pass_finding, proofread
from letters.routes.blueprint import bp
from letters.routes.loading import actor_on, acts_on, letter_seen

P = Permission


def act_on_finding(letter: Letter, act: str) -> str:
    """Do what a button of the panel said: "pass-<key>" lets a difference stand, "source-<key>" takes the source's
    words. Gives the sentence to show. Raises InvalidInput, Refused."""
    verb, _dash, key = act.partition("-")
    if verb == "pass":
        reason = request.form.get(f"reason-{key}", "")
        pass_finding(letter, key, reason, now=clock.now(), actor=actor_on(letter))
        return _("เก็บเหตุผลไว้ในประวัติแล้ว")
    take_source_words(letter, key)
    return _("ใช้ข้อความตามต้นเรื่องแล้ว")


def take_source_words(letter: Letter, key: str) -> None:
    """Write the source's words where the draft's differ, as one save. Raises Refused when they no longer do."""
    proof = proofread(letter)
    one = next((found.compared for found in proof.found if found.key == key), None) if proof else None
    spot = proof.draft.field_at(one.forwarded) if proof and one else None
    if proof is None or one is None or one.source is None or one.source.span is None or spot is None:
        raise Refused(_("ข้อนี้ไม่มีแล้ว ข้อความถูกแก้ไปก่อน"), _("โหลดหน้าใหม่แล้วดูผลตรวจทานล่าสุด"))
    name, start, end = spot
    words = proof.source.side.text[slice(*one.source.span)]
    said = getattr(letter, name)
    text = "\n".join(said) if isinstance(said, list) else said
    changed = text[:start] + words + text[end:]
    content = {name: changed.split("\n") if isinstance(said, list) else changed}
    draft.save(letter, draft.Saving(content, letter.version, clock.now(), actor_on(letter)))


@bp.post("/letters/<int:letter_id>/proof/<key>")
@requires(P.LETTER_READ)
def let_pass(letter_id: int, key: str) -> ResponseReturnValue:
    """Let a difference stand, from the page on which the letter waits for signature."""
    letter = letter_seen(letter_id)
    if not acts_on(letter) & {A.EDIT, A.SIGN, A.APPROVE}:
        raise Forbidden(_("ท่านยืนยันข้อนี้แทนผู้ร่างหรือผู้ลงนามไม่ได้"), _("ให้ผู้ร่างหรือผู้ลงนามบอกเหตุผล"))
    flash(act_on_finding(letter, f"pass-{key}"), "success")
    db.session.commit()
    return redirect(url_for("letters.show_letter", letter_id=letter.id, _anchor="proof"))


@bp.get("/letters/<int:letter_id>/source")
@requires(P.LETTER_READ)
def source_text(letter_id: int) -> ResponseReturnValue:
    """Show the source's text with everything marked that the draft says differently."""
    letter = letter_seen(letter_id)
    proof = proofread(letter)
    if proof is None or letter.source is None:
        raise NotFound(_("หนังสือนี้ไม่มีต้นเรื่อง"), _("กลับไปหน้าหนังสือ"))
    text = proof.source.side.text
    spans = sorted(
        (one.compared.source.span, one.key) for one in proof.found if one.compared.source and one.compared.source.span
    )
    pieces: list[tuple[str, str]] = []
    at = 0
    for (start, end), key in spans:
        if start >= at:
            pieces += [(text[at:start], ""), (text[start:end], key)]
            at = end
    pieces.append((text[at:].rstrip(), ""))
    template = "letters/parts/source_text.html" if "HX-Request" in request.headers else "letters/source_text.html"
    return render_template(template, letter=letter, source=letter.source, pieces=pieces)
