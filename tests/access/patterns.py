"""Every address pattern of the project, by the name under which the access table has it."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

DESK = "admin:"
UNNAMED = {
    "<path:object_id>/": "object",
    "(?P<url>.*)$": "admin:anything-else",
}
"""Patterns of Django's admin that have no name: by the end of their route."""


class Pattern(NamedTuple):
    """A pattern of the URL configuration."""

    name: str
    parameters: tuple[str, ...]

    @property
    def is_of_the_desk(self) -> bool:
        """Whether it lies below the address of the desk."""
        return self.name.startswith(DESK)


def all_patterns() -> list[Pattern]:
    """Return every pattern that a request can meet."""
    return list(_within(get_resolver(), ""))


def _within(resolver: URLResolver, space: str, above: str = "") -> Iterator[Pattern]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _within(each, inner, str(each.pattern))
        else:
            parameters = tuple(each.pattern.regex.groupindex)
            yield Pattern(_name(each, space, above), parameters)


def _name(pattern: URLPattern, space: str, above: str) -> str:
    if pattern.name:
        return f"{space}{pattern.name}"
    unnamed = UNNAMED[str(pattern.pattern)]
    if unnamed != "object":
        return unnamed
    return f"{space}{above.strip('/').replace('/', '_')}_object"  # leads to the form
