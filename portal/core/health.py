"""`/healthz` (the process answers) and `/readyz` (it can do its work).

Answered before anything else in the request: a probe asks for any host name, needs no session
and must tell "alive" even while the database is down.
"""

import logging
import secrets
from collections.abc import Callable

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from portal.core.media.keeping import is_on_disk

log = logging.getLogger(__name__)


class HealthMiddleware:
    """Answers the two probes, passes everything else on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return HttpResponse("ok", content_type="text/plain")
        if request.path == "/readyz":
            return readiness()
        return self.get_response(request)


def readiness() -> JsonResponse:
    """Return 200 when nothing fails that pages need, else 503; causes go to the log only.

    What all nodes share and pages go on without is told, and takes no node out: they would all
    be gone together.
    """
    results = {name: _passes(name, check) for name, check in CHECKS.items()}
    needed = {"database", "migrations", *(["media"] if is_on_disk() else [])}
    ready = all(results[name] for name in needed)
    response = JsonResponse(results, status=200 if ready else 503)
    response["Cache-Control"] = "no-store"
    return response


def _passes(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except Exception:
        log.exception("Readiness check %r failed", name)
        return False
    return True


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _migrations() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise RuntimeError("unapplied migrations")


def _cache() -> None:
    key, value = f"readyz:{secrets.token_hex(8)}", secrets.token_hex(8)
    cache.set(key, value, timeout=10)
    if cache.get(key) != value:
        raise RuntimeError("the cache forgot what was just stored")


def _media() -> None:
    name = default_storage.save(f"readyz/{secrets.token_hex(8)}", ContentFile(b"ok"))
    default_storage.delete(name)


CHECKS: dict[str, Callable[[], None]] = {
    "database": _database,
    "migrations": _migrations,
    "cache": _cache,
    "media": _media,
}
