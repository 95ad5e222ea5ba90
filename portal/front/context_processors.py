"""What every public page shows: the identity of the portal and the menu."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from categories.crumbs import tree_of
from portal.core.display import display_of
from portal.core.identity.models import Identity
from portal.core.site import canonical_url, page_path


def portal(request: HttpRequest) -> dict[str, Any]:
    """Return `portal` and the lazy parts of the frame; pages without a menu cost no query."""
    return {
        "portal": SimpleLazyObject(Identity.load),
        "menu": SimpleLazyObject(lambda: tree_of(request).menu()),
        "display": SimpleLazyObject(lambda: display_of(request)),
        "here": SimpleLazyObject(lambda: page_path(request)),
        "canonical_url": SimpleLazyObject(lambda: canonical_url(request)),
    }
