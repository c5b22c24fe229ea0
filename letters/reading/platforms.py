"""Where people meet online: the platforms by name and by the hosts of their addresses. One table to extend."""

from __future__ import annotations

import re

PLATFORMS: tuple[tuple[str, str, str], ...] = (  # name, wording (squeezed), host
    ("Webex", r"(?:Cisco)?We[Bb]ex|WEBEX|เว็บเอ็กซ์", r"webex\.com"),
    ("Zoom", r"Zoom|ZOOM|ซูม", r"zoom\.us"),
    ("Microsoft Teams", r"(?:Microsoft|MS)Teams?|MSTeams", r"teams\.(?:microsoft|live)\.com"),
    ("Google Meet", r"GoogleMeet", r"meet\.google\.com"),
    ("DOPA Channel", r"DOPA[Cc]hannel", r"dopachannel"),
    ("Facebook Live", r"Facebook(?:Live)?|เฟซบุ๊ก(?:ไลฟ์)?|เฟสบุ๊ค(?:ไลฟ์)?", r"facebook\.com|fb\.(?:com|watch|me)"),
    ("YouTube Live", r"You[Tt]ube(?:Live)?|ยูทูบ|ยูทูป", r"youtube\.com|youtu\.be"),
    ("VDO Conference", r"(?:VDO|[Vv]ideo|VIDEO|VTC|Web)-?[Cc]onference|VCS|วิดีโอ(?:คอนเฟอเรนซ์|ทางไกล)", r"$^"),
)
_WORDS = re.compile("|".join(f"({words})" for _, words, _ in PLATFORMS))
_HOSTS = tuple((name, re.compile(host)) for name, _, host in PLATFORMS)


def platform_in(text: str, start: int, end: int) -> str | None:
    """The first platform that squeezed `text` names between `start` and `end`."""
    match = _WORDS.search(text, start, end)
    return PLATFORMS[(match.lastindex or 1) - 1][0] if match else None


def platform_of(url: str) -> str | None:
    """The platform whose address `url` is."""
    host = url.split("//")[-1].split("/")[0].lower()
    return next((name for name, pattern in _HOSTS if pattern.search(host)), None)
