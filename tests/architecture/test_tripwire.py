"""The tripwire of tests/tripwires.py holds."""

import smtplib

import pytest

from tests.tripwires import LeftTheMachine


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_it_fails_a_test_that_sends_mail(host):
    with pytest.raises((LeftTheMachine, OSError)) as caught:
        smtplib.SMTP(host, 25, timeout=1)
    assert caught.type is LeftTheMachine
