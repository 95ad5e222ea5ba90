"""What time it is."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException

from django.conf import settings
from django.db import connection
from django.utils import timezone

from portal.core.doctor.checks.asking import PATIENCE, ask
from portal.core.doctor.findings import Finding, bad, good, note, warning
from portal.core.doctor.limits import TimeIsUp
from portal.core.doctor.registry import check

_WHY = "Bài hẹn giờ, mã xác thực hai lớp, chứng thư và nhật ký đều dựa vào đồng hồ của máy chủ."
_ADVICE = "Trên máy lệch giờ, gõ: timedatectl set-ntp true"
_SMALL, _LARGE = timedelta(seconds=5), timedelta(seconds=30)
"""Codes of the second factor fail from half a minute on."""


def _judge(difference: timedelta, other: str) -> Finding:
    seconds = round(abs(difference.total_seconds()))
    if abs(difference) > _LARGE:
        return bad(f"Đồng hồ máy này lệch {seconds} giây so với {other}.", _ADVICE)
    if abs(difference) > _SMALL:
        return warning(f"Đồng hồ máy này lệch {seconds} giây so với {other}.", _ADVICE)
    return good(f"Đồng hồ máy này khớp với {other}.")


@check("clock", "Đồng hồ", why=_WHY)
def clock() -> Finding | None:
    """Compare the machine's clock with that of the database server."""
    if connection.vendor != "postgresql":
        return None
    before = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (there,) = cursor.fetchone()
    here = before + (timezone.now() - before) / 2
    return _judge(here - there, "máy chủ cơ sở dữ liệu")


@check(
    "clock-elsewhere",
    "Đồng hồ so với nơi khác",
    why=_WHY,
    slow=True,
    limit=PATIENCE,
    asks_database=False,
)
def clock_elsewhere() -> Finding | None:
    """Compare it with a host that the operator trusts, where one is named."""
    if not settings.CLOCK_URL:
        return None
    try:
        told = parsedate_to_datetime(ask(settings.CLOCK_URL).headers.get("Date", ""))
    except (OSError, HTTPException, TimeIsUp, ValueError):
        return note("Máy ghi ở CLOCK_URL không trả lời giờ.", "Chọn máy khác, hoặc bỏ CLOCK_URL.")
    there = told if told.tzinfo else told.replace(tzinfo=UTC)
    return _judge(datetime.now(UTC) - there, "máy ghi ở CLOCK_URL")
