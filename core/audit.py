"""Who did what, when, for which office: an append-only record whose rows are chained by hash per office.

`record()` only notes the act; the rows are sealed last before commit, after every register row, so that the
office's chain head is locked for the shortest time and always in the same order (design rule 9).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column

from core.actor import Actor
from core.audit_acts import AuditAct
from core.column_types import Json, UtcDateTime, enum_column
from core.extensions import Model, db

GENESIS = "0" * 64
SYSTEM_CHAIN = 0  # acts that belong to no office


class AuditEntry(Model):
    """One act. `chain` is the office's id (0: none), `seq` runs 1, 2, 3 in it, `hash` covers the row and `previous`."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        sa.UniqueConstraint("chain", "seq"),
        sa.Index("ix_audit_entries_subject", "subject_type", "subject_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    chain: Mapped[int]
    seq: Mapped[int]
    at: Mapped[dt.datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id"))
    actor_name: Mapped[str] = mapped_column(sa.String(200))
    act: Mapped[AuditAct] = mapped_column(enum_column(AuditAct, "act", checked=False), index=True)
    subject_type: Mapped[str] = mapped_column(sa.String(40))
    subject_id: Mapped[int | None]
    before: Mapped[dict[str, Any] | None] = mapped_column(Json)
    after: Mapped[dict[str, Any] | None] = mapped_column(Json)
    note: Mapped[str | None] = mapped_column(sa.Text)
    previous: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64))


class AuditHead(Model):
    """The last link of an office's chain."""

    __tablename__ = "audit_heads"

    chain: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[str] = mapped_column(sa.String(64))


@dataclass
class Act:
    """An act noted in this transaction, to be sealed at commit. `subject` is a model object or (type, id)."""

    actor: Actor
    act: AuditAct
    subject: Any
    at: dt.datetime
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    note: str | None = None


def record(act: Act) -> None:
    """Note one act; it lands with the caller's transaction or not at all."""
    session = db.session()
    if not session.in_transaction():
        session.begin()
    transaction = session.get_nested_transaction() or session.get_transaction()
    session.info.setdefault("audit", []).append((transaction, act))


def link_hash(previous: str, content: dict[str, Any]) -> str:
    """Give the SHA-256 that seals `content` (JSON values) behind `previous`."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def _content(entry: AuditEntry) -> dict[str, Any]:
    return {
        "chain": entry.chain,
        "seq": entry.seq,
        "at": entry.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        "actor_id": entry.actor_id,
        "actor_name": entry.actor_name,
        "act": str(entry.act),
        "subject_type": entry.subject_type,
        "subject_id": entry.subject_id,
        "before": entry.before,
        "after": entry.after,
        "note": entry.note,
    }


def _lock_head(session: Session, chain: int) -> AuditHead:
    head = session.get(AuditHead, chain, with_for_update=True, populate_existing=True)
    if head is None:
        insert = sa.text("INSERT INTO audit_heads (chain, seq, hash) VALUES (:chain, 0, :hash) ON CONFLICT DO NOTHING")
        session.execute(insert, {"chain": chain, "hash": GENESIS})
        head = session.get(AuditHead, chain, with_for_update=True, populate_existing=True)
    assert head is not None
    return head


def _entry(act: Act, chain: int, head: AuditHead) -> AuditEntry:
    kind, identity = act.subject if isinstance(act.subject, tuple) else (act.subject.__tablename__, act.subject.id)
    entry = AuditEntry(
        chain=chain,
        seq=head.seq + 1,
        at=act.at,
        actor_id=act.actor.user_id,
        actor_name=act.actor.name,
        act=act.act,
        subject_type=kind,
        subject_id=identity,
        before=act.before,
        after=act.after,
        note=act.note,
        previous=head.hash,
    )
    entry.hash = link_hash(head.hash, _content(entry))
    return entry


def seal(session: Session) -> None:
    """Write the noted acts as chained rows; called by the session's before_commit event only."""
    acts: list[Act] = [act for _, act in session.info.pop("audit", [])]
    if not acts:
        return
    session.flush()
    by_chain: dict[int, list[Act]] = {}
    for act in acts:
        by_chain.setdefault(act.actor.office_id or SYSTEM_CHAIN, []).append(act)
    for chain in sorted(by_chain):
        head = _lock_head(session, chain)
        for act in by_chain[chain]:
            entry = _entry(act, chain, head)
            session.add(entry)
            head.seq, head.hash = entry.seq, entry.hash
        session.flush()


def _forget(session: Session, rolled_back: SessionTransaction) -> None:
    noted = session.info.get("audit", [])
    session.info["audit"] = [(transaction, act) for transaction, act in noted if transaction is not rolled_back]


def _refuse_change(_mapper: object, _connection: object, _target: object) -> None:
    raise RuntimeError("audit rows are append-only")


def install() -> None:
    """Bind sealing to the session; called once by app.py."""
    if not sa.event.contains(Session, "before_commit", seal):
        sa.event.listen(Session, "before_commit", seal)
        sa.event.listen(Session, "after_soft_rollback", _forget)
        sa.event.listen(AuditEntry, "before_update", _refuse_change)
        sa.event.listen(AuditEntry, "before_delete", _refuse_change)


@dataclass(frozen=True)
class Break:
    """A place where a chain does not hold."""

    chain: int
    seq: int
    reason: str


def verify() -> Iterator[Break]:
    """Walk every chain from its first row and yield each place where it does not hold."""
    heads = {head.chain: head for head in db.session.scalars(sa.select(AuditHead))}
    ends: dict[int, tuple[int, str]] = {}
    rows = sa.select(AuditEntry).order_by(AuditEntry.chain, AuditEntry.seq).execution_options(yield_per=1000)
    for entry in db.session.scalars(rows):
        seq, previous = ends.get(entry.chain, (0, GENESIS))
        if entry.seq != seq + 1:
            yield Break(entry.chain, seq + 1, "row missing")
        if entry.previous != previous and entry.seq == seq + 1:
            yield Break(entry.chain, entry.seq, "does not follow the row before it")
        if entry.hash != link_hash(entry.previous, _content(entry)):
            yield Break(entry.chain, entry.seq, "content changed after it was written")
        ends[entry.chain] = (entry.seq, entry.hash)
    for chain in heads.keys() | ends.keys():
        head = heads.get(chain)
        if head is None or (head.seq, head.hash) != ends.get(chain, (0, GENESIS)):
            yield Break(chain, ends.get(chain, (0, ""))[0], "head and last row differ")
