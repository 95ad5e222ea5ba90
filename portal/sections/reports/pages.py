"""Which page a report is about."""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from portal.core.content import PublishableQuerySet, content_models

# How addresses of content end: at most 15 digits, as in the address books.
_NUMBER = re.compile(r"-(\d{1,15})\.html$")


def path_within(text: str, hosts: Collection[str]) -> str:
    """Return the path of an address copied from the browser; any other text as it is."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return text
    if parts.scheme not in {"http", "https"} or parts.netloc.lower() not in hosts:
        return text
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.path or '/'}{query}"


def title_of(path: str) -> str:
    """Return the title of the published item at `path`, if there is one: a query for each type.

    Rooms do not know each other: the item is asked for its address, not the address for it.
    """
    match = _NUMBER.search(path)
    if match is None:
        return ""
    for model in content_models():
        rows = model._default_manager.all()
        if isinstance(rows, PublishableQuerySet):
            item = rows.published().filter(pk=int(match[1])).first()
            if item is not None and item.get_absolute_url() == path:
                return str(item.title)
    return ""
