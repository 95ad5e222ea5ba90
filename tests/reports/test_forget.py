"""Reports that were closed long ago are forgotten, with the contact that stands in them."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from portal.sections.reports.models import ErrorReport, ReportState
from tests.factories import make_user
from tests.reports.letters import make_report

pytestmark = pytest.mark.django_db


def forget() -> str:
    out = StringIO()
    call_command("forget_reports", stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("state", "days", "is_kept"),
    [
        (ReportState.FIXED, 401, False),
        (ReportState.NO_ERROR, 401, False),
        (ReportState.FIXED, 399, True),
        (ReportState.LOOKING, 401, True),
        (ReportState.NEW, None, True),
    ],
)
def test_what_was_closed_more_than_400_days_ago_is_forgotten(state, days, is_kept):
    at = timezone.now() - timedelta(days=days) if days else None
    make_report(state=state, handled_at=at)
    ErrorReport.objects.update(created_at=timezone.now() - timedelta(days=900))
    assert f"Đã xóa {int(not is_kept)} báo lỗi" in forget()
    assert ErrorReport.objects.exists() is is_kept


def test_a_report_outlives_the_account_of_who_handled_it():
    user = make_user()
    report = make_report(state=ReportState.FIXED, handled_by=user, handled_at=timezone.now())
    user.delete()
    report.refresh_from_db()
    assert report.handled_by is None
    assert report.handled_at is not None
