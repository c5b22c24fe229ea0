"""Who sends a circular on to whom, and the proof that a list of recipients reaches every LAO exactly once (rule 3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from core.extensions import db
from letters.addressee_rules import Rules
from letters.addressee_rules import select as select_addressees
from letters.models import Addressee, Letter
from letters.status import FROZEN
from organisations.kinds import KIND_FACTS, LAO_KINDS, OrganisationKind
from organisations.models import Organisation

K = OrganisationKind
Rows = sa.Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Node:
    """One organisation as far as the proof needs it. `above`: those that send on to it, nearest first."""

    id: int
    kind: OrganisationKind
    name: str
    short_name: str
    above: tuple[int, ...] = ()

    @property
    def label(self) -> str:
        """Give the short label of lists: อบต.สะเดียง."""
        short = "" if self.kind in (K.PROVINCE, K.DISTRICT) else KIND_FACTS[self.kind].short
        return f"{short}{self.short_name}" if short else self.name


@dataclass(frozen=True)
class Through:
    """A recipient that sends on, and how many LAOs it reaches; 0 means that it owes no forwarding."""

    node: Node
    laos: int


@dataclass(frozen=True)
class Coverage:
    """What a list of recipients reaches: LAOs in scope, those reached directly, through whom the others, those that
    nobody reaches and those that two ways reach. Each list is in the order of the recipients.
    """

    in_scope: int
    direct: tuple[Node, ...]
    through: tuple[Through, ...]
    missing: tuple[Node, ...]
    doubled: tuple[Node, ...]

    @property
    def reached(self) -> int:
        """Give how many LAOs in scope are reached at least once."""
        return self.in_scope - len(self.missing)

    @property
    def complete(self) -> bool:
        """Say whether every LAO in scope is reached exactly once."""
        return not self.missing and not self.doubled


def sends_to(issuer: Node, lao: Node) -> bool:
    """Say whether the LAO is in the issuer's scope: a centre's is the country, others' what lies below them."""
    return issuer.kind is K.CENTRAL or issuer.id in lao.above


def reaches(recipient: Node, lao: Node) -> bool:
    """Say whether a letter to `recipient` comes to the LAO: directly, or because the recipient sends it on."""
    if recipient.kind in LAO_KINDS:
        return recipient.id == lao.id
    return recipient.kind is not K.CENTRAL and recipient.id in lao.above


def cover(issuer: Node, laos: Sequence[Node], recipients: Iterable[Node]) -> Coverage:
    """Prove a list of recipients against the LAOs of the country or of the issuer's part. Pure."""
    scope = {lao.id: lao for lao in laos if sends_to(issuer, lao)}
    below: dict[int, list[int]] = {}
    for lao in scope.values():
        for identity in lao.above:
            below.setdefault(identity, []).append(lao.id)
    times: Counter[int] = Counter()
    direct, through = [], []
    for recipient in recipients:
        if recipient.kind in LAO_KINDS:
            direct.append(recipient)
            times[recipient.id] += 1
        elif recipient.kind is not K.CENTRAL:
            reached = below.get(recipient.id, [])
            through.append(Through(recipient, len(reached)))
            times.update(reached)
    return Coverage(
        in_scope=len(scope),
        direct=tuple(direct),
        through=tuple(through),
        missing=tuple(lao for lao in scope.values() if not times[lao.id]),
        doubled=tuple(lao for lao in scope.values() if times[lao.id] > 1),
    )


def coverage(rules: Rules, issuer: Organisation) -> Coverage:
    """Prove a draft's list; two statements whatever its length. Whoever gets the letter for information reaches
    nobody. Raises InvalidInput for rules that do not fit the issuer.
    """
    named = select_addressees(rules, issuer).subquery()
    wanted = sa.select(named.c.organisation_id, named.c.position).where(sa.not_(named.c.for_information))
    return _coverage(issuer, wanted)


def coverage_of(letter: Letter) -> Coverage | None:
    """Prove a letter's list: the frozen one once it is issued. None when Wian does not know its issuer."""
    if letter.issuer is None:
        return None
    if letter.status not in FROZEN:
        return coverage(letter.addressee_rules, letter.issuer)
    wanted = sa.select(Addressee.organisation_id, Addressee.position)
    return _coverage(letter.issuer, wanted.where(Addressee.letter_id == letter.id, ~Addressee.for_information))


def _coverage(issuer: Organisation, wanted: Rows) -> Coverage:
    named = wanted.subquery()
    recipients = _nodes(
        _selected().join(named, named.c.organisation_id == Organisation.id),
        named.c.position,
    )
    scope = _selected().where(Organisation.kind.in_(LAO_KINDS), Organisation.active)
    if issuer.kind is not K.CENTRAL:
        scope = scope.where(sa.or_(Organisation.parent_id == issuer.id, _parent.parent_id == issuer.id))
    me = Node(issuer.id, issuer.kind, issuer.name, issuer.short_name)
    return cover(me, _nodes(scope), recipients)


_parent = aliased(Organisation)


def _selected() -> Rows:
    return sa.select(
        Organisation.id,
        Organisation.kind,
        Organisation.name,
        Organisation.short_name,
        Organisation.parent_id,
        _parent.parent_id.label("grandparent_id"),
    ).outerjoin(_parent, _parent.id == Organisation.parent_id)


def _nodes(statement: Rows, *order: sa.ColumnElement[Any]) -> list[Node]:
    rows = db.session.execute(statement.order_by(*order, Organisation.code))
    return [
        Node(row.id, row.kind, row.name, row.short_name, tuple(filter(None, (row.parent_id, row.grandparent_id))))
        for row in rows
    ]
