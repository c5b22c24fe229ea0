"""What a channel is given and how it says that a message did not go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Mail:
    """One message ready to go. `message_id` is the part before the @."""

    to_address: str
    subject: str
    text: str
    html: str
    message_id: str
    date: dt.datetime


class NotSent(Exception):
    """The message did not go; the text says why, for the administrator."""


class Deferred(NotSent):
    """Not now: to be tried again later (4xx, a broken connection)."""


class Rejected(NotSent):
    """Never: the other side refused this message or this address (5xx)."""


class Unavailable(NotSent):
    """The way itself is closed (no connection, sign-in refused): no fault of this message."""


class Channel(Protocol):
    """A way out."""

    def send(self, mail: Mail) -> None:
        """Hand the mail over. Raises Deferred, Rejected or Unavailable."""
        ...

    def close(self) -> None:
        """End a connection that is open."""
        ...
