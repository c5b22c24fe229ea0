"""Tests of the pages of deadlines begin with the same province as those of routing."""

from tests.routing.pages import pages

__all__ = ["pages"]
