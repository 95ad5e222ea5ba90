"""Which views are cached, and what makes another page of them."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.urls import Resolver404, resolve

View = TypeVar("View", bound=Callable[..., Any])
_PARAMETERS = "cached_page_parameters"


def cached_page(*parameters: str) -> Callable[[View], View]:
    """Cache the answers of a view; `parameters` are those of the query that make another page.

    The view never sees any other parameter, so an address with a stranger's additions is the same
    page.  It must answer everybody alike, whatever their cookies are; only the display settings
    are told apart.
    """

    def mark(view: View) -> View:
        setattr(view, _PARAMETERS, parameters)
        return view

    return mark


def parameters_of(path: str) -> tuple[str, ...] | None:
    """Return the parameters of the page at `path`; None where nothing may be cached."""
    try:
        view = resolve(path).func
    except Resolver404:
        return None
    found: tuple[str, ...] | None = getattr(view, _PARAMETERS, None)
    return found
