"""Lines of the log, for people (`line`) and for machines (`json`)."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest

from portal.core.logs.request_ids import META, current
from portal.core.logs.scrubbing import path_of, scrub

FIELDS = ("method", "path", "status", "ms")
"""What an access record says beside its words; see `requests.py`."""


class RequestFilter(logging.Filter):
    """Gives each record the name of its request; takes out of it what a reader has typed."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place; all are let through."""
        name = current.get()
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            name = request.META.get(META, name)
            if isinstance(record.args, tuple):
                path = path_of(request)
                record.args = tuple(path if arg == request.path else arg for arg in record.args)
        record.request_id = name or "-"
        if record.name == "django.request" and record.levelno < logging.ERROR:
            # A request that was refused, not a fault: whoever sends thousands fills no disk.
            record.exc_info = record.exc_text = None
        return True


class LineFormatter(logging.Formatter):
    """A line for people; the stack of an error follows in lines of its own."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        """Return the line without what may be about a person."""
        record.message = scrub(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:
        """Return the stack, and so the words of the error."""
        return scrub(super().formatException(ei))


class JsonFormatter(logging.Formatter):
    """One line of JSON for each event, the stack of an error within it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": scrub(record.getMessage()),
            "request_id": getattr(record, "request_id", "-"),
        }
        said |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info:
            said["error"] = scrub(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False)
