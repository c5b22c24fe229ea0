"""A real SMTP server for tests. What it does with a mail depends on the address it is for:
`refused…` 550, `later…` 451, `dropped…` it hangs up; everybody else gets the mail.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


class PostOffice:
    """Keeps what it accepted, in order."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.connections = 0
        self.url = ""

    async def handle_EHLO(self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options) -> str:
        if address.startswith("refused"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("later"):
            return "451 4.3.0 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if envelope.rcpt_tos[0].startswith("dropped"):
            server.transport.close()
            return "421 bye"
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 kept"

    @property
    def addresses(self) -> list[str]:
        return [str(mail["To"]) for mail in self.mails]


def only_wian(server: SMTP, session: Session, envelope: Envelope, mechanism: str, auth: object) -> AuthResult:
    right = getattr(auth, "login", b"") == b"wian@example.invalid" and getattr(auth, "password", b"") == b"p@ss:word"
    return AuthResult(success=right, handled=False)


@contextmanager
def post_office(**settings: object) -> Iterator[PostOffice]:
    office = PostOffice()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=port, **settings)
    controller.start()
    office.url = f"127.0.0.1:{port}"
    try:
        yield office
    finally:
        controller.stop()
