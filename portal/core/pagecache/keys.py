"""What tells two pages apart."""

from hashlib import blake2b
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from portal.core.display import display_of

LONGEST = 200
"""Characters of a parameter's value; no page of the portal has an address with a longer one."""


def chosen_query(request: HttpRequest, parameters: tuple[str, ...]) -> str:
    """Return the part of the query that makes another page, in one spelling."""
    if not parameters or not request.META.get("QUERY_STRING"):
        return ""
    asked = request.GET
    return urlencode([(name, asked[name][:LONGEST]) for name in parameters if asked.get(name)])


def key_of(request: HttpRequest, query: str) -> str:
    """Return the key of the page.

    Scheme and host stand in links to the page itself, the reader's choice of colours in its
    attributes.  Nothing else of a request reaches a page.  The host is taken as it was sent: one
    that is not the portal's is refused before a page is made, so no page is ever found for it.
    """
    meta = request.META
    host = meta.get("HTTP_HOST", f"{meta.get('SERVER_NAME')}:{meta.get('SERVER_PORT')}")
    display = display_of(request).cookie if meta.get("HTTP_COOKIE") else ""
    parts = (request.scheme or "", host, request.path_info, query, display)
    return blake2b("\n".join(parts).encode(), digest_size=20).hexdigest()


def reduce(request: HttpRequest, query: str) -> None:
    """Make of the request the one for whose key the page is stored: GET, and no other query."""
    request.method = request.META["REQUEST_METHOD"] = "GET"
    if request.META.get("QUERY_STRING", "") != query:
        request.META["QUERY_STRING"] = query
        request.GET = QueryDict(query)
