"""Sending by the web processes themselves, for portals where nobody has set up a timer.

After an answer has gone out a thread of its own sends what is due: at once if the request has
queued a mail, else once a minute.  No request waits for it, and a process has one at most; so a
dead mail server keeps one thread waiting, never a worker.  See docs/decisions/0013.
"""

import logging
import threading
import time

from django.conf import settings
from django.db import connection

from portal.core.notices import digests, sending

EVERY = 60.0
"""Seconds after which a process looks whether something is due."""

_log = logging.getLogger(__name__)
_queued = threading.Event()
_one_thread = threading.Lock()
_looked_at = time.monotonic()


def wake() -> None:
    """Have this process look at the queue after the answer that it is making."""
    _queued.set()


def on_request_finished(**kwargs: object) -> None:
    """Listener of Django's `request_finished`: start the thread if it is time and none runs."""
    global _looked_at
    is_time = _queued.is_set() or time.monotonic() - _looked_at >= EVERY
    if settings.MAIL_ENABLED and is_time and _one_thread.acquire(blocking=False):
        _queued.clear()
        _looked_at = time.monotonic()
        threading.Thread(target=_run, name="mails", daemon=True).start()


def _run() -> None:
    try:
        work()
    except Exception:
        _log.exception("Mails were not sent.")
    finally:
        connection.close()
        _one_thread.release()


def work() -> None:
    """Do what a timer would do: write the digests that are due, send the mails that are due."""
    digests.write_due()
    sending.send_due()
