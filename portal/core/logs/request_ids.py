"""The name under which all lines of one request are found."""

import re
import secrets
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest

_WELL_FORMED = re.compile(r"[A-Za-z0-9-]{16,64}")
"""Short enough for a line of the log, and nothing that could end it."""

current: ContextVar[str] = ContextVar("request_id", default="")
"""Of the request that this thread answers now; empty in commands."""
META = "portal.request_id"
"""Where the name stays with the request: Django's last word on it comes when `current` is over."""


def request_id(request: HttpRequest) -> str:
    """Return the name that our own web server has given the request, or a new one."""
    told = str(request.META.get("HTTP_X_REQUEST_ID", ""))
    is_ours = request.META.get("REMOTE_ADDR", "") in settings.TRUSTED_PROXIES
    if is_ours and _WELL_FORMED.fullmatch(told):
        return told
    return secrets.token_hex(16)
