"""The application server writes the portal's lines, and no record of requests."""

import json
from importlib import import_module
from typing import Any

import pytest


def test_gunicorn_says_what_it_does_as_json(capsys: pytest.CaptureFixture[str]):
    config: Any = import_module("gunicorn.config").Config()
    logger: Any = import_module("portal.core.logs.gunicorn").JsonLogger(config)
    try:
        logger.info("Listening at: %s", "http://127.0.0.1:8000")
        logger.access(None, None, {}, None)  # costs nothing: nothing of it is looked at
        [line] = capsys.readouterr().err.splitlines()
        assert json.loads(line)["message"] == "Listening at: http://127.0.0.1:8000"
    finally:
        logger.error_log.handlers.clear()
