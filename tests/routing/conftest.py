"""Tests of routing begin with a province and its people."""

from tests.routing.pages import pages

__all__ = ["pages"]
