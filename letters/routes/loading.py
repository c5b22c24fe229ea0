"""What every page of a letter begins with: the letter, if this office may see it, and what this person may do."""

from __future__ import annotations

from flask_babel import gettext as _

from accounts.access import current_actor, current_person, office_in_use
from accounts.policy import permissions_in
from core.actor import Actor
from core.errors import Forbidden, NotFound
from letters.models import Letter
from letters.policy import LetterAct, acts_open
from letters.queries import letter_with_everything
from organisations.models import SigningRoute
from routing.policy import may_see


def letter_seen(letter_id: int) -> Letter:
    """Give the letter with everything. Raises NotFound when there is none or this organisation may not know of it."""
    letter = letter_with_everything(letter_id)
    if letter is None or not may_see(office_in_use().organisation_id, letter):
        raise NotFound(_("ไม่พบหนังสือฉบับนี้"), _("ลิงก์อาจพิมพ์ไม่ครบ หรือหนังสือไม่ได้ส่งถึงหน่วยงานของท่าน"))
    return letter


def acts_on(letter: Letter) -> frozenset[LetterAct]:
    """Give what the person may do with the letter by their roles in the office that wrote it."""
    if letter.office_id is None:
        return frozenset()
    route = letter.office.signing_route if letter.office else SigningRoute.ONE_SIGNATORY
    return acts_open(letter.status, route, permissions_in(current_person(), (letter.office_id,)))


def letter_for(letter_id: int, act: LetterAct) -> Letter:
    """Give a letter this person may do `act` with now. Raises NotFound, Forbidden."""
    letter = letter_seen(letter_id)
    if act not in acts_on(letter):
        name = letter.office.short_name if letter.office else letter.issuer_name
        raise Forbidden(
            _("ท่านทำเช่นนี้กับหนังสือของ%(office)sในขั้นตอนนี้ไม่ได้", office=name),
            _("ดูสถานะของหนังสือ หรือสลับไปหน่วยงานเจ้าของเรื่อง"),
        )
    return letter


def actor_on(letter: Letter) -> Actor:
    """Give who acts, for the office that wrote the letter: its record shows its own letters' history whole."""
    actor = current_actor()
    return Actor(actor.user_id, actor.name, letter.office_id or actor.office_id)
