"""How requests reach Django."""

from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.utils.http import parse_header_parameters


class PortalRequest(WSGIRequest):
    """A request whose text is UTF-8, as that of all forms of the portal.

    Django reads it in whatever a program calls its charset.  Some that Python knows ("base64")
    are none of text, and nothing would be there yet to answer the error.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        told = meta.get("CONTENT_TYPE", "")
        self.content_type, self.content_params = parse_header_parameters(told)


class PortalHandler(WSGIHandler):
    """Django's own, with requests of the portal."""

    request_class = PortalRequest
