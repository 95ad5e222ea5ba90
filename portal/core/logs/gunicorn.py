"""What the application server says of itself, in the lines of the portal.

A class and not a dictionary for logging: with that, Gunicorn spells an access record out for every
request, stored pages too.
"""

from typing import Any

from gunicorn.glogging import Logger

from portal.core.logs.formatting import JsonFormatter


class JsonLogger(Logger):
    """Gunicorn's own, with other lines."""

    def setup(self, cfg: Any) -> None:
        """Let it make its handlers, then change how they write."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(JsonFormatter())
