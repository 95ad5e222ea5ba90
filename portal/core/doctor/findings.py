"""What a check may say."""

from dataclasses import dataclass

from django.db import models


class Severity(models.IntegerChoices):
    """How much it matters; the greatest is the worst."""

    GOOD = 0, "tốt"
    NOTE = 1, "nên biết"
    WARNING = 2, "nên sửa"
    BAD = 3, "phải sửa ngay"


@dataclass(frozen=True)
class Finding:
    """What was seen, and what to do about it.

    People without access to the machine read it too: no key, no password, no folder, no name and
    no address of a person.
    """

    severity: Severity
    seen: str
    advice: str = ""
    command: str = ""
    """What to type on the server, after `manage.py`."""
    page: str = ""
    """Where to press: the name of a page of the desk."""


def good(seen: str) -> Finding:
    """All is well."""
    return Finding(Severity.GOOD, seen)


def note(seen: str, advice: str = "", *, command: str = "", page: str = "") -> Finding:
    """Nothing is wrong, and yet somebody should know."""
    return Finding(Severity.NOTE, seen, advice, command, page)


def warning(seen: str, advice: str, *, command: str = "", page: str = "") -> Finding:
    """Something is to be mended, at the next opportunity."""
    return Finding(Severity.WARNING, seen, advice, command, page)


def bad(seen: str, advice: str, *, command: str = "", page: str = "") -> Finding:
    """Something is to be mended now."""
    return Finding(Severity.BAD, seen, advice, command, page)
