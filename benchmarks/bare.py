"""A WSGI program that does nothing but answer: what the server itself costs.

`BARE_ANSWER` names a file with the answer, as `serve.py` has got it from the portal.
"""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_told = json.loads(Path(os.environ["BARE_ANSWER"]).read_text("utf-8"))
HEADERS = [(str(name), str(value)) for name, value in _told["headers"]]
BODY = bytes.fromhex(_told["body"])


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer the same to whoever asks."""
    start_response("200 OK", HEADERS)
    return [BODY]
