"""`/metrics`: numbers for whoever knows the token, and no such address for anybody else."""

from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from portal.core.doctor.metrics import MetricsMiddleware
from portal.core.doctor.models import CheckResult, CommandRun
from portal.core.notices.models import Mail
from portal.core.ops.models import Kind, Outcome, Run

TOKEN = "0123456789abcdef0123"


def asked(path: str = "/metrics", authorization: str = f"Bearer {TOKEN}") -> HttpResponse:
    request = RequestFactory().get(path, headers={"Authorization": authorization})
    return MetricsMiddleware(lambda request: HttpResponse("not here", status=404))(request)


@pytest.mark.parametrize(
    "authorization", ["", "Bearer ", f"bearer {TOKEN}", f"Bearer {TOKEN}x", "ư"]
)
def test_there_is_no_such_address_for_who_does_not_know_the_token(settings, authorization):
    settings.METRICS_TOKEN = TOKEN
    assert asked(authorization=authorization).status_code == 404
    assert asked("/metrics/").status_code == 404


@pytest.mark.django_db
@pytest.mark.any_database("postgres")
def test_numbers_are_told_as_prometheus_reads_them(settings, tmp_path):
    settings.METRICS_TOKEN, settings.BACKUP_DIR = TOKEN, tmp_path
    moment = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)
    CheckResult.objects.create(name="https", severity=3, found_at=moment)
    CommandRun.objects.create(
        command="restore --verify", began_at=moment, went_well=False, last_good_at=moment
    )
    Run.objects.note(Kind.BACKUP, Outcome.GOOD, "x", "")
    Run.objects.update(ended_at=moment)
    Mail.objects.create(to="an@minhgiang.example", created_at=timezone.now())
    answer = asked()
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Type"].startswith("text/plain")
    lines = answer.content.decode().splitlines()
    stamp = f"{moment.timestamp():.0f}"
    for line in (
        'cong_health_findings{severity="bad"} 1',
        'cong_health_findings{severity="good"} 0',
        f"cong_health_examined_timestamp_seconds {stamp}",
        f'cong_command_last_success_timestamp_seconds{{command="restore --verify"}} {stamp}',
        'cong_command_last_failed{command="restore --verify"} 1',
        f'cong_backup_last_timestamp_seconds{{kind="backup",outcome="good"}} {stamp}',
        "cong_mails_waiting 1",
        "cong_mails_given_up 0",
    ):
        assert line in lines
    assert "@" not in answer.content.decode()
    assert any(line.startswith('cong_disk_free_bytes{of="backups"}') for line in lines)
