"""What an organisation's administrator keeps up to date: its head, how to address and reach it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from core.audit_acts import AuditAct
from core.clock import day_of
from organisations.contact_checks import clean_email, clean_phone, clean_text
from organisations.models import Organisation
from organisations.versioned import Edit, differences, write

CONTACTS = ("head_name", "phone", "saraban_email", "address")


@dataclass(frozen=True)
class OrganisationFacts:
    """As typed. `head_title` replaces the kind's form of address after เรียน; empty leaves the usual one."""

    head_name: str = ""
    head_title: str = ""
    phone: str = ""
    saraban_email: str = ""
    address: str = ""


def clean(facts: OrganisationFacts) -> dict[str, str | None]:
    """Give the facts as they are stored, None for empty. Raises InvalidInput naming the field."""
    cleaned = {
        "head_name": clean_text(facts.head_name, "head_name"),
        "head_title": clean_text(facts.head_title, "head_title"),
        "phone": clean_phone(facts.phone),
        "saraban_email": clean_email(facts.saraban_email),
        "address": clean_text(facts.address, "address"),
    }
    return {name: value or None for name, value in cleaned.items()}


def edit_organisation(organisation: Organisation, facts: OrganisationFacts, edit: Edit) -> bool:
    """Write what differs; a changed contact names who gave it and when. False when nothing differs.

    Raises InvalidInput naming the field, StaleState when somebody else was faster.
    """
    values: dict[str, Any] = clean(facts)
    if set(differences(organisation, values)) & set(CONTACTS):
        values["contact_source"] = _("กรอกในระบบโดย %(name)s", name=edit.actor.name)
        values["contact_as_of"] = day_of(edit.now)
    return write(organisation, values, edit, AuditAct.ORGANISATION_CHANGED)
