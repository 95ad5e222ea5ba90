"""Redis or Valkey as a cache that pages can go on without.

A server that does not answer is not asked again for some seconds by the whole process; until then
the cache behaves as an empty one that keeps nothing.  So a dead server costs a process a quarter
of a second now and then, not a timeout for each request.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache as DjangosRedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from portal.core.breaker import Breaker

TIMEOUT = 0.25
"""Seconds for connecting and for each answer; in one's own network it takes a thousandth."""

_T = TypeVar("_T")


_breakers: dict[str, Breaker] = {}
"""By address: Django makes a cache object for each thread."""


class RedisCache(DjangosRedisCache):
    """Django's own cache in Redis or Valkey, behind a `Breaker`."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        patient = {
            "socket_connect_timeout": TIMEOUT,
            "socket_timeout": TIMEOUT,
            # Once more at once: the server may have closed a connection that nobody used.
            "retry": Retry(NoBackoff(), 1),
        }
        super().__init__(server, {**params, "OPTIONS": patient | params.get("OPTIONS", {})})
        self._breaker = _breakers.setdefault(server, Breaker("The cache server"))

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Store what is not there; true from a dead server, as from any empty cache."""
        return self._ask(partial(super().add, key, value, timeout, version), True)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return what is stored, or `default`."""
        return self._ask(partial(super().get, key, default, version), default)

    def set(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """Store a value."""
        self._ask(partial(super().set, key, value, timeout, version), None)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Let a value live longer; return whether it is there."""
        return self._ask(partial(super().touch, key, timeout, version), False)

    def delete(self, key: str, version: int | None = None) -> bool:
        """Remove a value; return whether it was there."""
        return self._ask(partial(super().delete, key, version), False)

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, Any]:
        """Return what is stored of `keys`."""
        return self._ask(partial(super().get_many, keys, version), {})

    def has_key(self, key: str, version: int | None = None) -> bool:
        """Return whether something is stored."""
        return self._ask(partial(super().has_key, key, version), False)

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add to a number; raise `ValueError` where there is none."""
        number = self._ask(partial(super().incr, key, delta, version), None)
        if number is None:
            raise ValueError("The cache server does not answer.")
        return int(number)

    def set_many(
        self,
        data: dict[Any, Any],
        timeout: Any = DEFAULT_TIMEOUT,
        version: int | None = None,
    ) -> list[str]:
        """Store values; return the keys of those that were not."""
        return self._ask(partial(super().set_many, data, timeout, version), list(data))

    def delete_many(self, keys: Iterable[str], version: int | None = None) -> None:
        """Remove values."""
        self._ask(partial(super().delete_many, keys, version), None)

    def clear(self) -> None:
        """Remove everything."""
        self._ask(super().clear, None)

    def raise_to(self, key: str, number: int, *, timeout: int) -> bool:
        """Keep the highest number that anybody has given; return whether it is kept."""
        return self._ask(partial(self._raise_to, key, number, timeout), False)

    def highest(self, key: str) -> int | None:
        """Return the number that `raise_to` has kept, or None."""
        return self._ask(partial(self._highest, key), None)

    def _raise_to(self, key: str, number: int, timeout: int) -> bool:
        name = self.make_and_validate_key(key)
        # A sorted set of one, because its score can be raised and never lowered in one step.
        with self._cache.get_client(name, write=True).pipeline() as steps:
            steps.zadd(name, {"highest": number}, gt=True)
            steps.expire(name, timeout)
            steps.execute()
        return True

    def _highest(self, key: str) -> int | None:
        name = self.make_and_validate_key(key)
        score = self._cache.get_client(name).zscore(name, "highest")
        return None if score is None else int(score)

    def _ask(self, question: Callable[[], _T], otherwise: _T) -> _T:
        if not self._breaker.lets_through():
            return otherwise
        gone: Exception | None = None
        try:
            return question()
        except (RedisError, OSError) as error:
            gone = error
            return otherwise
        finally:  # an error of another kind is an answer, too
            self._breaker.note(gone)
