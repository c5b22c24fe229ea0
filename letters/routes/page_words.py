"""Small words the templates of letters share: labels, how a field's value is shown, where an error leads."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from letters.addressee_rules import RuleKind
from letters.draft_fields import CONTENT_FIELDS, FIELD_LABELS, content_of
from letters.models import Letter
from letters.routes.blueprint import bp
from letters.routes.write_page import FORM_FIELDS
from letters.rule_labels import RULE_LABELS
from letters.status import Urgency
from letters.status_labels import ENCLOSURE_LABELS, FORM_LABELS, REVIEW_LABELS, STATUS_LABELS, URGENCY_LABELS


@bp.app_context_processor
def labels() -> dict[str, Any]:
    """Give templates the words for states, forms and fields."""
    return {
        "FIELD_LABELS": FIELD_LABELS,
        "FORM_LABELS": FORM_LABELS,
        "ENCLOSURE_LABELS": ENCLOSURE_LABELS,
        "REVIEW_LABELS": REVIEW_LABELS,
        "STATUS_LABELS": STATUS_LABELS,
    }


@bp.app_template_filter("shown")
def shown(value: object) -> str:
    """Give a field's value as a person reads it: lists by line, yes and no, the urgency's word."""
    if isinstance(value, bool):
        return _("ใช่") if value else _("ไม่ใช่")
    if isinstance(value, Urgency):
        return str(URGENCY_LABELS[value])
    if isinstance(value, list):
        return " · ".join(_rule(one) if isinstance(one, dict) else str(one) for one in value) or "–"
    return str(value or "–")


def _rule(rule: dict[str, Any]) -> str:
    return str(rule.get("text") or RULE_LABELS[RuleKind(rule["rule"])])


@bp.app_template_filter("differing")
def differing(letter: Letter, content: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """Give (field, the draft's, the other's) where a kept text differs from the draft."""
    present = content_of(letter)
    return [
        (name, present[name], content[name])
        for name in CONTENT_FIELDS
        if content.get(name, present[name]) != present[name]
    ]


@bp.app_template_filter("form_field")
def form_field(name: str | None) -> str:
    """Give the id of the form field at which an error of the domain is shown."""
    return {"addressee_text": "rules"}.get(name or "", FORM_FIELDS.get(name or "", name or "subject"))
