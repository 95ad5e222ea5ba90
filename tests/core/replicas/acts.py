"""What the tests of replicas do to the portal."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

from tests.factories import make_article


@contextmanager
def primary_gone() -> Iterator[None]:
    primary = connections["default"]
    primary.close()
    host, primary.settings_dict["HOST"] = primary.settings_dict["HOST"], "/nowhere"
    try:
        yield
    finally:
        primary.settings_dict["HOST"] = host


def publish(title: str) -> str:
    """Publish an article as the desk does; the position is noted after the commit."""
    return str(make_article(title=title).get_absolute_url())
