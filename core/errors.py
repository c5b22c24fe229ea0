"""What can be refused, said so that a clerk knows what to do next. Edges turn these into pages and exit codes."""

from __future__ import annotations


class DomainError(Exception):
    """Something asked for cannot be done. `message` says what, `remedy` what to do next, `field` names the input."""

    status = 400

    def __init__(self, message: str, remedy: str = "", field: str | None = None) -> None:
        super().__init__(message)
        self.message = str(message)
        self.remedy = str(remedy)
        self.field = field

    def __str__(self) -> str:
        stop = "." if self.remedy and self.remedy[0].isascii() and self.message[-1:] not in ".?!" else ""
        return f"{self.message}{stop} {self.remedy}".strip()


class InvalidInput(DomainError):
    """A value cannot be used as given."""

    status = 422


class Forbidden(DomainError):
    """This person may not do this."""

    status = 403


class NotFound(DomainError):
    """There is no such thing, or this person may not know of it."""

    status = 404


class StaleState(DomainError):
    """Somebody else changed the thing in between."""

    status = 409


class Refused(DomainError):
    """The rules of the office forbid it."""

    status = 409
