"""What every page of a delivery begins with: who acts, the delivery if they may know of it, the rule for the act."""

from __future__ import annotations

from collections.abc import Callable

from flask import request
from flask_babel import gettext as _

from accounts.access import current_permissions, office_in_use
from core.errors import Forbidden, NotFound
from routing.models import Delivery
from routing.policy import DeliveryFacts, Hands, can_read_delivery, facts_of
from routing.queries import delivery_with_everything, hold_delivery

Rule = Callable[[Hands, DeliveryFacts], bool]


def hands() -> Hands:
    """Give who wants to act."""
    office = office_in_use()
    return Hands(office.organisation_id, office.id, current_permissions())


def facts_here(delivery: Delivery) -> DeliveryFacts:
    """Give the facts of a delivery for whoever acts now."""
    return facts_of(delivery, office_in_use().organisation_id)


def delivery_seen(delivery_id: int) -> Delivery:
    """Give the delivery with everything, for its recipient, its sender and the office above that may see
    the letter. Raises NotFound.
    """
    delivery = delivery_with_everything(delivery_id)
    if delivery is None or not can_read_delivery(hands(), facts_here(delivery)):
        raise NotFound(_("ไม่พบหนังสือฉบับนี้"), _("ลิงก์อาจพิมพ์ไม่ครบ หรือหนังสือไม่ได้ส่งถึงหน่วยงานของท่าน"))
    return delivery


def delivery_for(delivery_id: int, rule: Rule) -> Delivery:
    """Give a delivery this person may act on by `rule`, held until the act lands: the note that a page was opened,
    sent at the same moment, waits instead of making the act stale. Raises NotFound, Forbidden.
    """
    if request.method == "POST":
        hold_delivery(delivery_id)
    delivery = delivery_seen(delivery_id)
    if not rule(hands(), facts_here(delivery)):
        raise Forbidden(
            _("ท่านทำเช่นนี้กับหนังสือที่ส่งถึง%(office)sไม่ได้", office=delivery.organisation.name),
            _("สลับไปหน่วยงานของผู้รับที่มุมบน หรือขอสิทธิ์จากผู้ดูแลของหน่วยงาน"),
        )
    return delivery
