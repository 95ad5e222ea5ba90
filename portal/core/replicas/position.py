"""How far the primary's log had come when readers last had to see something new.

The position is kept for some seconds in the cache server that all nodes share.  Where it is not
there, because it has run out or that server is gone, the primary is asked how far it is now: that
is never too little, only more than need be.  So a position that could not be noted is made good
by the next one, or when the last one runs out.
"""

import logging
import time

from django.core.cache import caches
from django.db import DEFAULT_DB_ALIAS, Error, connections

from portal.core.caching import RedisCache
from portal.core.pagecache.stores.release import portal
from portal.core.replicas import aliases

_KEY = f"replicas:{portal()}:position"
LIFETIME = 3
"""Seconds; less than `breaker.PAUSE`, after which a process that could not note one looks again."""
SILENCE = 2.0
"""Seconds for which a primary that does not answer is not asked for its position."""
# Where commits do not wait for the disk, what is flushed may be too little.  Elsewhere what is only
# inserted is nobody's commit yet, and replicas get it a moment later.
_NOW = """SELECT CASE current_setting('synchronous_commit')
    WHEN 'off' THEN pg_current_wal_insert_lsn() ELSE pg_current_wal_flush_lsn()
END - '0/0'::pg_lsn"""
_REPLAYED = "SELECT pg_last_wal_replay_lsn() - '0/0'::pg_lsn"

_log = logging.getLogger(__name__)


class _Primary:
    """What a process knows of the primary."""

    position = 0
    """The last one that it told; it stands while the primary is gone: nobody can publish then."""
    silent_until = float("-inf")


def note_position() -> None:
    """Have every node read no less than what is committed now.

    To be called after the commit of a public change and before pages are told of it: who knows
    of the change then asks for this position, too.  Costs a small query and a word to the cache
    server; without replicas, nothing.
    """
    if not aliases():
        return
    try:
        _share(_ask(DEFAULT_DB_ALIAS, _NOW))
    except Error:  # the change itself is stored
        _log.exception("The position of a change was not noted.")


def required() -> int:
    """Return the position that a replica must have replayed for a page that is made now."""
    cache = caches["default"]
    shared = cache.highest(_KEY) if isinstance(cache, RedisCache) else None
    return _of_primary() if shared is None else shared


def replayed(alias: str) -> int:
    """Return how far a replica is; raise `django.db.Error` where it does not answer."""
    try:
        return _ask(alias, _REPLAYED)
    except Error:
        connections[alias].close()  # the next try begins anew
        raise


def _of_primary() -> int:
    if time.monotonic() >= _Primary.silent_until:
        try:
            _Primary.position = _ask(DEFAULT_DB_ALIAS, _NOW)
        except Error:
            _Primary.silent_until = time.monotonic() + SILENCE
        else:
            _share(_Primary.position)
    return _Primary.position


def _share(position: int) -> None:
    cache = caches["default"]
    if isinstance(cache, RedisCache):
        cache.raise_to(_KEY, position, timeout=LIFETIME)


def _ask(alias: str, question: str) -> int:
    with connections[alias].cursor() as cursor:
        cursor.execute(question)
        (answer,) = cursor.fetchone()
    return int(answer or 0)
