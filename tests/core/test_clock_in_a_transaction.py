"""The clock reads the installation's offset by a connection of its own, whatever transaction is open."""

from core import clock
from core.installation import InstallationKind, claim_installation


def test_it_tells_the_time_within_a_transaction_that_writes(session):
    claim_installation(InstallationKind.REAL, clock.now())
    session.flush()
    assert clock.now().tzinfo is not None
