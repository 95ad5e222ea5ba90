"""How long a check may take, whatever it asks."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import DatabaseError, connection, transaction

T = TypeVar("T")
_STEPS = 10_000
"""Steps of SQLite between two looks at the clock: about a millisecond."""


class TimeIsUp(Exception):
    """What was asked has taken longer than it may."""


@contextmanager
def database(seconds: float) -> Iterator[None]:
    """Have the database give up questions that take longer; raises `TimeIsUp` for them."""
    begun = time.monotonic()
    limited = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    try:
        with limited(seconds):
            yield
    except DatabaseError as error:
        if time.monotonic() - begun >= seconds:
            raise TimeIsUp from error
        raise


@contextmanager
def _on_postgresql(seconds: float) -> Iterator[None]:
    """In a transaction, so that a question that fails does no harm to what comes after."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout')")
        (before,) = cursor.fetchone()
        cursor.execute(_SET, [f"{int(seconds * 1000)}ms"])
        yield
        cursor.execute(_SET, [before])


_SET = "SELECT set_config('statement_timeout', %s, true)"


@contextmanager
def _on_sqlite(seconds: float) -> Iterator[None]:
    """Without a transaction: every one of them is a writer there, and would hold up the desk."""
    connection.ensure_connection()
    end = time.monotonic() + seconds
    connection.connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, 0)


def within(seconds: float, ask: Callable[[], T]) -> T:
    """Return what `ask` returns; raises `TimeIsUp` when that is not there in time.

    For questions to the network: looking a name up knows no limit of its own.  What is still under
    way is left behind and ends with the process; it must not use the database.
    """
    answers: list[T] = []
    errors: list[Exception] = []

    def run() -> None:
        try:
            answers.append(ask())
        except Exception as error:
            errors.append(error)

    thread = threading.Thread(target=run, name="doctor", daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not answers:
        raise TimeIsUp
    return answers[0]
