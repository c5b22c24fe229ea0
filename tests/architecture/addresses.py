"""An address of every route, for tests that walk the URL map."""

from flask import Flask, url_for
from werkzeug.routing import AnyConverter, Rule


def address_of(app: Flask, rule: Rule) -> str:
    """The route's address with a value for each argument: one of its words where it has few, else 1."""
    with app.test_request_context():
        return url_for(rule.endpoint, **{name: _sample(rule, name) for name in rule.arguments})


def _sample(rule: Rule, name: str) -> str | int:
    converter = rule._converters[name]
    return min(converter.items) if isinstance(converter, AnyConverter) else 1
