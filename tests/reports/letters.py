"""What readers send, as their browsers do."""

from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.sections.reports.models import ErrorReport
from tests.contract.pages import form_data

FORM = reverse("reports:report")
RECEIVED = reverse("reports:received")
TEXT = "Ông Nguyễn Văn Đức là phó chủ tịch, không phải chủ tịch."
NOON = datetime(2026, 5, 23, 5, 0, tzinfo=UTC)


def opened(client: Client, url: str = FORM) -> dict[str, Any]:
    """Return what stands in the form that a browser opens."""
    return form_data(client.get(url).content.decode())


def send(client: Client, *, after: float = 60, at: datetime | None = None, **typed: str) -> Any:
    """Open the form, wait, type and send; return the answer."""
    with time_machine.travel(at or timezone.now(), tick=False) as clock:
        form = opened(client)
        clock.shift(timedelta(seconds=after))
        return client.post(FORM, {**form, "text": TEXT, **typed})


def make_report(**fields: Any) -> ErrorReport:
    """Return a stored report."""
    report = ErrorReport(**{"text": TEXT, **fields})
    report.full_clean()
    report.save()
    return report
