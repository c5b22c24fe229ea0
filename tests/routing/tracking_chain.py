"""The chain that tests of tracking walk: centre → province → two districts → their LAOs, at several stages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from letters.models import Letter
from routing.acknowledge import acknowledge
from routing.models import Delivery
from tests.factories.routing import NOW, Province, delivery_of, make_province, send

TODAY = dt.date(2024, 4, 1)  # Monday after the Thursday on which everything was sent


@dataclass
class Chain:
    """`root` went to the province; `down` to both districts, the อบจ. and the ทม.; `last` from เมือง to its LAOs."""

    land: Province
    root: Letter
    down: Letter
    last: Letter

    def delivery(self, letter: str, to: str) -> Delivery:
        return delivery_of(getattr(self, letter), self.land.org[to])

    def acknowledge(self, letter: str, to: str) -> None:
        acknowledge(self.delivery(letter, to), now=NOW, actor=self.land.actor(to, "ธุรการ"))


def make_chain(**changes: Any) -> Chain:
    """เมือง has forwarded, ชนแดน has not; nobody among the LAOs has acknowledged."""
    land = make_province()
    org, desk = land.org, land.desk
    root = send(org["สปน."], [org["จังหวัด"]], ref_no="นร 0107/2199", office_id=desk["สปน."].id, **changes)
    to = [org[name] for name in ("เมือง", "ชนแดน", "อบจ.", "ทม.")]
    chained = {**changes, "source_id": root.id, "root_id": root.id}
    down = send(org["จังหวัด"], to, ref_no="พช 0023.6/ว 1507", office_id=desk["สถจ."].id, **chained)
    chained["source_id"] = down.id
    laos = [org[name] for name in ("ทต.ท่าพล", "อบต.สะเดียง", "อบต.นาป่า")]
    last = send(org["เมือง"], laos, ref_no="พช 0023.7/ว 583", office_id=desk["เมือง"].id, **chained)
    return Chain(land, root, down, last)
