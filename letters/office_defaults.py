"""What a new letter takes from its office: the block at the top right, contact lines, the one who signs."""

from __future__ import annotations

from organisations.kinds import OrganisationKind
from organisations.models import Office, Signatory
from organisations.queries import signatories_of

K = OrganisationKind
_SEAT = {K.PROVINCE: "ศาลากลาง", K.DISTRICT: "ที่ว่าการ"}


def top_lines(office: Office) -> list[str]:
    """Give the lines at the top right: the office's letterhead, else the seat's usual name (saraban.md 1.3)."""
    if office.letterhead:
        return list(office.letterhead)
    organisation = office.organisation
    return [f"{_SEAT.get(organisation.kind, '')}{organisation.name}"]


def contact_lines(office: Office) -> list[str]:
    """Give the lines under the owner unit: telephone, fax and, since 2564, the unit's e-mail (ข้อ 11.13)."""
    lines = [f"โทร. {office.phone}" if office.phone else "", f"โทรสาร {office.fax}" if office.fax else ""]
    lines.append(f"ไปรษณีย์อิเล็กทรอนิกส์ {office.saraban_email}" if office.saraban_email else "")
    return [line for line in lines if line]


def only_signatory(office: Office) -> Signatory | None:
    """Give the office's signatory when there is no choice to make."""
    found = signatories_of(office.id)
    return found[0] if len(found) == 1 else None


def signature_of(signatory: Signatory) -> tuple[str, list[str]]:
    """Give the name and the lines under it, acting wording included, as printed (saraban.md 1.9)."""
    return signatory.name, [line for line in signatory.position_lines if line]
