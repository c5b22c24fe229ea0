"""E-mail by SMTP, as SMTP_URL says: smtp://, smtps:// or smtp+starttls://user:password@host:port."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from urllib.parse import unquote, urlsplit

from notifications.channels.outcomes import Deferred, Mail, Rejected, Unavailable

TIMEOUT = 20  # seconds for each answer of the server
PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


def compose(mail: Mail, sender: str) -> EmailMessage:
    """Give the mail as it travels: text and HTML in UTF-8, marked as written by a machine (RFC 3834).

    Raises Rejected when an address or the subject cannot stand in a header.
    """
    name, address = parseaddr(sender)
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = Address(name or "เวียน", addr_spec=address)
        message["To"] = mail.to_address
        message["Subject"] = mail.subject
        message["Date"] = format_datetime(mail.date)
        message["Message-ID"] = f"<{mail.message_id}@{address.rpartition('@')[2] or 'localhost'}>"
    except (ValueError, IndexError) as error:
        raise Rejected(f"header: {error}") from error
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text, charset="utf-8", cte="base64")
    message.add_alternative(mail.html, subtype="html", charset="utf-8", cte="base64")
    return message


class SmtpChannel:
    """One connection, opened when first needed and kept for the mails that follow."""

    def __init__(self, url: str, sender: str) -> None:
        self.url, self.sender = urlsplit(url), sender
        self._smtp: smtplib.SMTP | None = None

    def send(self, mail: Mail) -> None:
        """Hand one mail to the server. Raises Deferred, Rejected or Unavailable."""
        message = compose(mail, self.sender)
        smtp = self._open()
        try:
            smtp.send_message(message)
        except smtplib.SMTPSenderRefused as error:
            self.close()
            raise Unavailable(_said(error.smtp_code, error.smtp_error)) from error
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            raise _refusal(code, text) from error
        except smtplib.SMTPResponseException as error:
            raise _refusal(error.smtp_code, error.smtp_error) from error
        except smtplib.SMTPNotSupportedError as error:
            raise Rejected(str(error)) from error
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise Deferred(f"{type(error).__name__}: {error}") from error

    def close(self) -> None:
        """Say goodbye, if there is somebody to say it to."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                smtp.quit()

    def _open(self) -> smtplib.SMTP:
        if self._smtp is None:
            try:
                self._smtp = self._connect()
            except (smtplib.SMTPException, OSError, ValueError) as error:
                raise Unavailable(f"{type(error).__name__}: {error}") from error
        return self._smtp

    def _connect(self) -> smtplib.SMTP:
        host, port = self.url.hostname or "localhost", self.url.port or PORTS[self.url.scheme]
        if self.url.scheme == "smtps":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
        else:
            smtp = smtplib.SMTP(host, port, timeout=TIMEOUT)
        try:
            if self.url.scheme == "smtp+starttls":
                smtp.starttls(context=ssl.create_default_context())
            if self.url.username:
                smtp.login(unquote(self.url.username), unquote(self.url.password or ""))
        except BaseException:
            smtp.close()
            raise
        return smtp


def _refusal(code: int, text: bytes | str) -> Deferred | Rejected:
    return (Rejected if 500 <= code < 600 else Deferred)(_said(code, text))


def _said(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {' '.join(words.split())}"[:1000]
