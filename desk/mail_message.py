"""One e-mail as bytes: who sent it, to which of our addresses, what it says, which files it carries."""

from __future__ import annotations

import email
import email.policy
import hashlib
import html
import re
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr

LONGEST_NOTE = 5_000  # characters
MOST_PARTS = 200
DEEPEST = 3  # messages forwarded inside messages
ADDRESSED = ("X-Original-To", "Delivered-To", "Envelope-To", "To", "Cc")  # the envelope's words first
_TAGS = re.compile(r"<[^<>]{0,2000}>")
_UNSEEN = re.compile(r"(?is)<(script|style)\b[^<>]{0,500}>.{0,200000}?</\1\s*>")
_BREAKS = re.compile(r"(?i)<(?:br|/p|/div|/tr|/li)\b[^<>]{0,200}>")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,290}>")


@dataclass(frozen=True)
class Attachment:
    """A file of a message, as it was named."""

    file_name: str
    content: bytes


@dataclass(frozen=True)
class MailMessage:
    """What matters of one e-mail. `message_id` is its own, or "sha256:…" of the bytes where it has none."""

    message_id: str
    sender: str
    subject: str
    addresses: tuple[str, ...]
    note: str
    attachments: tuple[Attachment, ...] = field(default=())


def parse(content: bytes) -> MailMessage:
    """Read an e-mail; what is broken in it is left out, it never raises."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    found = _MESSAGE_ID.search(_header(message, "Message-ID"))
    identity = found[0] if found else f"sha256:{hashlib.sha256(content).hexdigest()}"
    return MailMessage(
        message_id=identity,
        sender=_sender(message)[:300],
        subject=_header(message, "Subject")[:1000],
        addresses=_addresses(message),
        note=_note(message)[:LONGEST_NOTE],
        attachments=tuple(_attachments(message, DEEPEST)),
    )


def tokens(message: MailMessage) -> list[str]:
    """Give what stands behind the plus of the addresses the mail came to, nearest to its envelope first."""
    found = []
    for address in message.addresses:
        local = address.rpartition("@")[0]
        _name, plus, token = local.partition("+")
        if plus and token and token.lower() not in found:
            found.append(token.lower())
    return found


def _header(message: EmailMessage, name: str) -> str:
    """Give a header as one line of printable text; one that cannot be read counts as empty."""
    try:
        text = str(message.get(name, ""))
    except Exception:  # the library raises many kinds on hostile headers
        return ""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _sender(message: EmailMessage) -> str:
    name, address = parseaddr(_header(message, "From"))
    return f"{name} <{address}>" if name and address else address or name


def _addresses(message: EmailMessage) -> tuple[str, ...]:
    lines: list[str] = []
    for name in ADDRESSED:
        try:
            lines += [str(one) for one in message.get_all(name, [])]
        except Exception:
            continue
    return tuple(address.strip() for _name, address in getaddresses(lines) if "@" in address)


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_content_charset() or "utf-8"
    try:
        text = payload.decode(charset, "replace")
    except LookupError:
        text = payload.decode("utf-8", "replace")
    return text.replace("\x00", "")


def _note(message: EmailMessage) -> str:
    """Give the text of the message: its plain part, else the words of its HTML."""
    bodies = [part for part in _parts(message) if not _is_file(part)]
    plain = next((part for part in bodies if part.get_content_type() == "text/plain"), None)
    if plain is not None:
        return _tidy(_text(plain))
    rich = next((part for part in bodies if part.get_content_type() == "text/html"), None)
    if rich is None:
        return ""
    words = _TAGS.sub("", _BREAKS.sub("\n", _UNSEEN.sub("", _text(rich)[:200_000])))
    return _tidy(html.unescape(words))


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _attachments(message: EmailMessage, deep: int) -> list[Attachment]:
    found = []
    for part in _parts(message):
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if deep and isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
                found += _attachments(inner[0], deep - 1)
        elif _is_file(part):
            payload = part.get_payload(decode=True)
            found.append(Attachment(_file_name(part), payload if isinstance(payload, bytes) else b""))
    return found


def _parts(message: EmailMessage) -> list[EmailMessage]:
    """Give the leaves of a message, not descending into messages forwarded as files."""
    leaves: list[EmailMessage] = []
    waiting: list[EmailMessage] = [message]
    while waiting and len(leaves) < MOST_PARTS:
        part = waiting.pop(0)
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting = [one for one in payload if isinstance(one, EmailMessage)] + waiting
        else:
            leaves.append(part)
    return leaves


def _is_file(part: EmailMessage) -> bool:
    """A picture inside the text (a logo of a signature) is no letter; a named file is."""
    inline = part.get_content_disposition() == "inline" or part.get("Content-ID") is not None
    if inline and part.get_content_maintype() == "image":
        return False
    return part.get_content_disposition() == "attachment" or bool(_file_name(part))


def _file_name(part: EmailMessage) -> str:
    try:
        return " ".join((part.get_filename() or "").split())[:200]
    except Exception:
        return ""
