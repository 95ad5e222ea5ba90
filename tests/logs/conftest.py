"""The log as it is written on a machine, kept for the test to read."""

import io
import logging
from collections.abc import Iterator

import pytest

from portal.core.logs.formatting import JsonFormatter, RequestFilter


@pytest.fixture
def log(settings) -> Iterator[io.StringIO]:
    """Everything that is logged, down to each query's own line, as JSON."""
    settings.ACCESS_LOG = True
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    handler.addFilter(RequestFilter())
    loggers = [
        logging.getLogger(name) for name in ("", "django", "django.request", "portal.access")
    ]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.INFO)
    loggers[0].addHandler(handler)
    yield stream
    loggers[0].removeHandler(handler)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)
