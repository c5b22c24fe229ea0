"""The mailbox offices forward letters to: a Maildir folder or an IMAP folder. Each message is taken or put aside.

A message leaves the inbox only after what came of it is committed: a crash in between hands it over once more, and its
Message-ID then says that it was taken.
"""

from __future__ import annotations

import imaplib
import mailbox
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Protocol
from urllib.parse import SplitResult, unquote, urlsplit

TAKEN = "taken"
UNCLAIMED = "unclaimed"
SECONDS = 30  # for a server to answer
MOST_AT_ONCE = 50
HEAD_BYTES = 64 * 1024  # of a message that is too large: its headers
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class MailboxFailed(OSError):
    """The mailbox cannot be reached or does not do as asked; the message names no password."""


# (content, whole) -> TAKEN or UNCLAIMED; not `whole`: larger than may come in, only its head is given
Take = Callable[[bytes, bool], str]


class Mailbox(Protocol):
    """Messages that wait, each handed to the caller who says where it goes."""

    def each(self, take: Take) -> int:
        """Hand every waiting message over and put it where `take` says. Gives how many. Raises MailboxFailed."""


class MaildirMailbox:
    """A folder in the Maildir format; messages move to its subfolders .taken and .unclaimed."""

    def __init__(self, folder: str, most_bytes: int) -> None:
        self.folder = folder
        self.most_bytes = most_bytes

    def each(self, take: Take) -> int:
        """Hand every message over and move it."""
        try:
            box = mailbox.Maildir(self.folder, factory=None, create=True)
            aside = {name: box.add_folder(name) for name in (TAKEN, UNCLAIMED)}
            done = 0
            for key in sorted(box.keys())[:MOST_AT_ONCE]:
                content = box.get_bytes(key)
                whole = len(content) <= self.most_bytes
                answer = take(content if whole else content[:HEAD_BYTES], whole)
                aside[answer].add(content)
                box.remove(key)
                done += 1
        except (OSError, mailbox.Error, KeyError) as error:
            raise MailboxFailed(f"the folder {self.folder} cannot be used: {error}") from error
        return done


class ImapMailbox:
    """A folder on an IMAP server; messages move to the folders <folder>/taken and <folder>/unclaimed beside it."""

    def __init__(self, url: SplitResult, most_bytes: int) -> None:
        self.url = url
        self.folder = unquote(url.path.strip("/")) or "INBOX"
        self.most_bytes = most_bytes

    def each(self, take: Take) -> int:
        """Fetch every message without marking it, hand it over, then copy it aside and delete it."""
        try:
            with self._connected() as server:
                return self._each(server, take)
        except (imaplib.IMAP4.error, OSError, ValueError) as error:
            raise MailboxFailed(f"the mailbox at {self.url.hostname} cannot be used: {error}") from error

    def _each(self, server: imaplib.IMAP4, take: Take) -> int:
        _must(server.select(_quoted(self.folder)))
        found = _must(server.uid("SEARCH", "UNDELETED"))
        done = 0
        for uid in found[0].split()[:MOST_AT_ONCE]:
            content, whole = self._message(server, uid.decode())
            self._move(server, uid.decode(), take(content, whole))
            done += 1
        return done

    def _message(self, server: imaplib.IMAP4, uid: str) -> tuple[bytes, bool]:
        """Give the message and True; of one larger than may come in its head and False."""
        size = _SIZE.search(b" ".join(_flat(_must(server.uid("FETCH", uid, "(RFC822.SIZE)")))))
        small = size is None or int(size[1]) <= self.most_bytes
        parts = _must(server.uid("FETCH", uid, "(BODY.PEEK[])" if small else "(BODY.PEEK[HEADER])"))
        return next((part[1] for part in parts if isinstance(part, tuple)), b""), small

    def _move(self, server: imaplib.IMAP4, uid: str, answer: str) -> None:
        name = _quoted(self._beside(server, answer))
        if server.uid("COPY", uid, name)[0] != "OK":
            server.create(name)
            _must(server.uid("COPY", uid, name))
        _must(server.uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)"))
        server.expunge()

    def _beside(self, server: imaplib.IMAP4, answer: str) -> str:
        """Give the folder's name in the server's own way of naming folders inside folders."""
        listed = _must(server.list('""', '""'))
        found = re.search(rb'"(.)"', listed[0]) if listed and listed[0] else None
        return f"{self.folder}{found[1].decode() if found else '/'}{answer}"

    @contextmanager
    def _connected(self) -> Iterator[imaplib.IMAP4]:
        host, port = self.url.hostname or "localhost", self.url.port
        context = ssl.create_default_context()
        server: imaplib.IMAP4
        if self.url.scheme == "imaps":
            server = imaplib.IMAP4_SSL(host, port or 993, ssl_context=context, timeout=SECONDS)
        else:
            server = imaplib.IMAP4(host, port or 143, timeout=SECONDS)
        try:
            if self.url.scheme == "imap+starttls":
                _must(server.starttls(context))
            server.login(_quoted(unquote(self.url.username or "")), unquote(self.url.password or ""))
            yield server
        finally:
            with suppress(imaplib.IMAP4.error, OSError):
                server.logout()


def open_mailbox(url: str, most_bytes: int) -> Mailbox | None:
    """Give the mailbox the setting MAILBOX_URL names, None for `none://`. `most_bytes`: the largest whole message."""
    parts = urlsplit(url)
    if parts.scheme == "none":
        return None
    if parts.scheme == "maildir":
        return MaildirMailbox(unquote(parts.path), most_bytes)
    return ImapMailbox(parts, most_bytes)


def _must(answer: tuple[str, list]) -> list:
    status, data = answer
    if status != "OK":
        said = data[0].decode("utf-8", "replace") if data and isinstance(data[0], bytes) else status
        raise imaplib.IMAP4.error(said)
    return data


def _flat(parts: list) -> list[bytes]:
    return [piece for part in parts for piece in (part if isinstance(part, tuple) else (part,)) if piece]


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
