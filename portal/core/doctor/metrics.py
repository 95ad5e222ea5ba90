"""`/metrics`: a handful of numbers in the text form that Prometheus reads.

All of them come from the database and are the same whichever process answers; of requests and their
times the web server's log knows all, and the application sees only what is in no store.
"""

import os
from collections.abc import Callable, Iterator
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from portal.core.doctor.checks.disks import existing, folders
from portal.core.doctor.findings import Severity
from portal.core.doctor.models import CheckResult, CommandRun
from portal.core.notices.models import Mail
from portal.core.ops.models import Run

PATH = "/metrics"
_MOST = 1000
"""Mails are counted no further."""
Sample = tuple[str, float]
"""Labels as Prometheus writes them, and the number."""


class MetricsMiddleware:
    """Answers whoever has the token; for everybody else there is no such address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        expected = f"Bearer {settings.METRICS_TOKEN}"
        told = request.META.get("HTTP_AUTHORIZATION", "")
        if request.path != PATH or not constant_time_compare(told, expected):
            return self.get_response(request)
        response = HttpResponse(exposition(), content_type="text/plain; version=0.0.4")
        response["Cache-Control"] = "no-store"
        return response


def exposition() -> str:
    """Return all numbers."""
    lines: list[str] = []
    for name, meaning, samples in _families():
        lines += [f"# HELP cong_{name} {meaning}", f"# TYPE cong_{name} gauge"]
        lines += [f"cong_{name}{labels} {value:.15g}" for labels, value in samples]
    return "\n".join(lines) + "\n"


def _families() -> Iterator[tuple[str, str, list[Sample]]]:
    results = CheckResult.objects.results()
    yield (
        "health_findings",
        "Findings of the last noted examination, by severity.",
        [
            (_labels(severity=each.name.lower()), sum(r.severity == each for r in results))
            for each in Severity
        ],
    )
    examined = max((result.at for result in results), default=None)
    yield "health_examined_timestamp_seconds", "When it was.", _moment("", examined)
    runs = list(CommandRun.objects.order_by("command"))
    yield (
        "command_last_success_timestamp_seconds",
        "When a timed command last ended well.",
        [each for run in runs for each in _moment(_labels(command=run.command), run.last_good_at)],
    )
    yield (
        "command_last_failed",
        "Whether a timed command's last run failed.",
        [(_labels(command=run.command), not run.went_well) for run in runs],
    )
    yield (
        "backup_last_timestamp_seconds",
        "When backups, copies and drills last ended, by outcome.",
        [
            each
            for (kind, outcome), run in sorted(Run.objects.last_of_each().items())
            for each in _moment(_labels(kind=kind, outcome=outcome), run.ended_at)
        ],
    )
    yield from _of_mails()
    yield "disk_free_bytes", "Room where the portal writes.", _disks()


def _of_mails() -> Iterator[tuple[str, str, list[Sample]]]:
    waiting = list(Mail.objects.waiting().values_list("created_at", flat=True)[:_MOST])
    yield "mails_waiting", f"Mails not sent yet, counted to {_MOST}.", [("", len(waiting))]
    oldest = (timezone.now() - min(waiting)).total_seconds() if waiting else 0
    yield "mails_oldest_waiting_seconds", "Age of the oldest of them.", [("", oldest)]
    given_up = len(Mail.objects.given_up().values("pk")[:_MOST])
    yield "mails_given_up", f"Mails that no server took, counted to {_MOST}.", [("", given_up)]


def _disks() -> list[Sample]:
    found = []
    for name, _, folder in folders():
        disk = os.statvfs(existing(folder))
        found.append((_labels(of=name), float(disk.f_bavail * disk.f_frsize)))
    return found


def _labels(**labels: str) -> str:
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels.items()) + "}"


def _moment(labels: str, moment: datetime | None) -> list[Sample]:
    return [(labels, moment.timestamp())] if moment else []
