"""What every public page shows: the identity of the portal and the menu."""

from typing import Any

from django.http import HttpRequest

from categories.crumbs import tree_of
from portal.core.display import display_of
from portal.core.identity.models import Identity
from portal.core.jinja import Lazy
from portal.core.site import canonical_url, page_path


def portal(request: HttpRequest) -> dict[str, Any]:
    """Return `portal` and the lazy parts of the frame; pages without a menu cost no query."""
    return {
        "portal": Lazy(Identity.load),
        "menu": Lazy(lambda: tree_of(request).menu()),
        "display": Lazy(lambda: display_of(request)),
        "here": Lazy(lambda: page_path(request)),
        "canonical_url": Lazy(lambda: canonical_url(request)),
    }
