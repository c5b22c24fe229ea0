"""What the pages of a share begin with: who acts, the share if they may know of it, the rule for the act."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _

from accounts.access import current_permissions, office_in_use
from core.errors import Forbidden, NotFound
from core.extensions import db
from deadlines.models import Deadline, Obligation
from deadlines.policy import Person, ShareFacts, can_read, can_set
from deadlines.queries import obligation_with_everything
from deadlines.status import ObligationState
from routing.asker import asker_of
from routing.policy import may_see

Rule = Callable[[Person, ShareFacts], bool]


def person() -> Person:
    """Give who wants to act."""
    return Person(office_in_use().organisation_id, current_permissions())


def facts_of(share: Obligation) -> ShareFacts:
    """Give the facts of a share that is loaded with everything."""
    owner, deadline = share.organisation, share.deadline
    return ShareFacts(owner.id, owner.kind, owner.parent_id, asker_of(deadline.letter), deadline.kind)


def share_seen(obligation_id: int) -> Obligation:
    """Give the share, for its organisation, the one above and whoever asked. Raises NotFound; one that waits for its
    letter is nobody's business yet but the asker's.
    """
    share = obligation_with_everything(obligation_id)
    who = person()
    hidden = share is None or not can_read(who, facts_of(share))
    if share is None or hidden or _not_here_yet(share, who):
        raise NotFound(_("ไม่พบรายการนี้"), _("ลิงก์อาจพิมพ์ไม่ครบ หรือหนังสือไม่ได้ส่งถึงหน่วยงานของท่าน"))
    return share


def share_for(obligation_id: int, *rules: Rule) -> Obligation:
    """Give a share this person may act on by one of the rules. Raises NotFound, Forbidden."""
    share = share_seen(obligation_id)
    if not any(rule(person(), facts_of(share)) for rule in rules):
        raise Forbidden(
            _("ท่านทำรายการนี้แทน%(office)sไม่ได้", office=share.organisation.name),
            _("สลับไปหน่วยงานของรายการนี้ที่มุมบน หรือขอสิทธิ์จากผู้ดูแลของหน่วยงาน"),
        )
    return share


def _not_here_yet(share: Obligation, who: Person) -> bool:
    return share.state is ObligationState.AWAITING and who.organisation_id == share.organisation_id


def deadline_followed(deadline_id: int) -> tuple[Deadline, int | None]:
    """Give a deadline whose letter this organisation may see, and who asks. Raises NotFound."""
    found = db.session.get(Deadline, deadline_id)
    if found is None or not may_see(office_in_use().organisation_id, found.letter):
        raise NotFound(_("ไม่พบกำหนดนี้"), _("ลิงก์อาจพิมพ์ไม่ครบ หรือหนังสือไม่ได้ส่งถึงหน่วยงานของท่าน"))
    return found, asker_of(found.letter)


def deadline_settable(deadline_id: int) -> Deadline:
    """Give a deadline this person may set, change, extend or withdraw. Raises NotFound, Forbidden."""
    found, asker_id = deadline_followed(deadline_id)
    if not can_set(person(), asker_id):
        raise Forbidden(_("กำหนดของหนังสือนี้ตั้งได้เฉพาะหน่วยงานเจ้าของเรื่อง"), _("ติดต่อหน่วยงานที่ออกต้นเรื่อง"))
    return found
