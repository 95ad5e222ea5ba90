"""Which page a report is about."""

import re

from portal.core.content import PublishableQuerySet, content_models

# How addresses of content end: at most 15 digits, as in the address books.
_NUMBER = re.compile(r"-(\d{1,15})\.html$")


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
