"""Nothing leaves the machine by mistake: a test that opens a connection to anywhere but this machine fails."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator

import pytest


class LeftTheMachine(AssertionError):
    """A test tried to reach the world."""


def _stays(address: object) -> bool:
    if not isinstance(address, tuple):
        return True  # a Unix socket
    host = str(address[0])
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _stay_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse every connection that leaves, mail first of all."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if not _stays(address):
            raise LeftTheMachine(f"a test reached out to {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    yield
