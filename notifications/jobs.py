"""The outbox's timed work: send what is due, until nothing is left."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from itertools import groupby

from flask import current_app

from core import clock
from core.errors import DomainError
from core.extensions import db
from core.installation import InstallationKind, kind_of_installation
from core.timed_jobs import Job, worker_name
from notifications import deliver
from notifications.channels.email import SmtpChannel
from notifications.channels.folder import FolderChannel
from notifications.channels.outcomes import Channel, Deferred, Mail, NotSent, Unavailable
from notifications.models import OutboxMessage
from notifications.renderers import NoLongerNeeded, payload_of, render

log = logging.getLogger(__name__)


def open_channel() -> Channel | None:
    """Give the way out: a folder in a demo, SMTP_URL in a real system, None while that is not set."""
    settings = current_app.config["WIAN"]
    kind = kind_of_installation()
    if kind is InstallationKind.DEMO:
        return FolderChannel(settings.var_dir / "outbox", settings.mail_from)
    if kind is None or settings.smtp_url.startswith("none://"):
        return None
    return SmtpChannel(settings.smtp_url, settings.mail_from)


def send_due() -> int:
    """Send everything due; gives how many were sent. Without a way out everything waits."""
    channel = open_channel()
    db.session.rollback()
    return drain(channel) if channel else 0


def drain(channel: Channel) -> int:
    """Send everything due through `channel`, batch by batch, committing claims before and results after sending."""
    sent = 0
    deliver.free_stale(clock.now())
    db.session.commit()
    try:
        while batch := _claim():
            done, way_open = _send_batch(channel, batch)
            sent += done
            if not way_open:
                break
    finally:
        channel.close()
    return sent


def _claim() -> list[OutboxMessage]:
    batch = deliver.claim(worker_name(), clock.now())
    db.session.expunge_all()
    db.session.commit()
    return batch


def _send_batch(channel: Channel, batch: list[OutboxMessage]) -> tuple[int, bool]:
    """Send one claimed batch; gives how many went, and whether the way out is still open."""
    results: list[deliver.Result] = []
    sent, mails, position, written_at = 0, 0, 0, clock.now()
    for mail in mails_of(batch):
        try:
            results.extend(_send(channel, mail))
        except Unavailable as error:
            log.warning("outbox: no way out: %s", error)
            _write(results)
            left = [one.id for one in batch[position:]]
            deliver.put_back(worker_name(), left, str(error), clock.now())
            db.session.commit()
            return sent, False
        position, mails = position + len(mail), mails + 1
        sent += not results[-1].error
        if mails == deliver.RESULTS or clock.now() - written_at > deliver.LEASE / 10:
            _write(results)
            results, mails, written_at = [], 0, clock.now()
    _write(results)
    return sent, True


def _write(results: list[deliver.Result]) -> None:
    deliver.write_results(worker_name(), results, clock.now())
    db.session.commit()


def mails_of(batch: Sequence[OutboxMessage]) -> list[list[OutboxMessage]]:
    """Give the claimed messages as the mails they travel in: those of one group together, the others alone."""
    return [list(group) for _key, group in groupby(batch, key=lambda one: one.group_key or one.id)]


def _send(channel: Channel, mail: list[OutboxMessage]) -> list[deliver.Result]:
    """Put one mail into words and hand it over; gives what became of each message in it. Raises Unavailable."""

    def became(error: str = "", *, final: bool = False) -> list[deliver.Result]:
        return [deliver.Result(one.id, one.attempts, error, final) for one in mail]

    message = mail[0]
    try:
        words = render(message.kind, payload_of(mail), message.locale)
    except NoLongerNeeded as error:
        return [deliver.Result(one.id, one.attempts, str(error), cancelled=True) for one in mail]
    except DomainError as error:
        return became(str(error), final=True)
    except Exception as error:  # one message that cannot be written must not stop the others
        log.exception("outbox: message %s cannot be rendered", message.id)
        return became(f"{type(error).__name__}: {error}", final=True)
    finally:
        db.session.rollback()  # nothing stays open while the network is slow
    date = clock.now()
    ready = Mail(message.to_address, words.subject, words.text, words.html, message.message_id, date)
    try:
        channel.send(ready)
    except Unavailable:
        raise
    except NotSent as error:
        return became(str(error), final=not isinstance(error, Deferred))
    return became()


jobs = [Job("notifications.send_due", 10, send_due)]
