"""The middleware that names requests, and keeps a record of them where that is wanted.

It stands within the page cache: an answer from the store costs as little as without it, and web
servers keep a record of those.
"""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.core.logs.request_ids import META, current, request_id
from portal.core.logs.scrubbing import path_of

HEADER = "X-Request-Id"
_log = logging.getLogger("portal.access")


class RequestLogMiddleware:
    """Names the request for all lines that are written meanwhile, and tells whoever asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        name = request_id(request)
        token = current.set(name)
        request.META[META] = name
        try:
            response = self.get_response(request)
            if settings.ACCESS_LOG:
                _note(request, response, began)
        finally:
            current.reset(token)
        response.headers[HEADER] = name
        return response


def _note(request: HttpRequest, response: HttpResponse, began: float) -> None:
    """Write what was asked and answered; who has asked stands in no field."""
    said = {
        "method": request.method,
        "path": path_of(request),
        "status": response.status_code,
        "ms": round((time.perf_counter() - began) * 1000, 1),
    }
    _log.info("%s %s %s %s ms", *said.values(), extra=said)
