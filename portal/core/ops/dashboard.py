"""What the first page of the desk tells system administrators of backups."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from portal.core.dashboard.parts import Content, Desk, More, Part, Row, register
from portal.core.dates import date_and_time
from portal.core.ops.models import Kind, Outcome, Run

BACKUP_LASTS = timedelta(hours=50)
DRILL_LASTS = timedelta(days=16)
"""Two nights, two weeks, and a little: one that was missed may be made up for."""
_LONGEST = 200

Last = dict[tuple[str, str], Run]


@register
class Backups(Part):
    """How old the last backup and its copy are, and whether the last drill went well."""

    position = 5
    title = "Sao lưu cần xem lại"
    nothing = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._url = reverse("admin:ops_run_changelist")

    def is_shown(self) -> bool:
        """It concerns those who look after the machine."""
        return self.desk.user.is_superuser

    def content(self) -> Content:
        """Return what is wrong; when nothing is, say how it stands among the quiet parts."""
        last = Run.objects.last_of_each()
        rows = [*self._of_backups(last), *self._of_copies(last), *self._of_drills(last)]
        if not rows:
            self.nothing = _how_it_stands(last)
        more = [More("Các lần sao lưu, diễn tập", self._url)] if rows else []
        return Content(rows, more, len(rows))

    def _of_backups(self, last: Last) -> Iterator[Row]:
        good = last.get((Kind.BACKUP, Outcome.GOOD))
        failed = last.get((Kind.BACKUP, Outcome.FAILED))
        if good is None:
            yield Row("Cổng chưa có bản sao lưu nào", self._url, ("Chạy: manage.py backup",))
        elif timezone.now() - good.ended_at > BACKUP_LASTS:
            yield Row("Bản sao lưu gần nhất đã cũ", self._url, (date_and_time(good.ended_at),))
        if failed and (good is None or failed.pk > good.pk):
            yield self._failed("Lần sao lưu gần nhất hỏng", failed)

    def _of_copies(self, last: Last) -> Iterator[Row]:
        if not settings.BACKUP_S3 or (Kind.BACKUP, Outcome.GOOD) not in last:
            return
        good = last.get((Kind.COPY, Outcome.GOOD))
        failed = last.get((Kind.COPY, Outcome.FAILED))
        if good is None:
            advice = "Chạy: manage.py backup"
            yield Row("Kho S3 chưa có bản sao lưu nào", self._url, (advice,))
        elif timezone.now() - good.ended_at > BACKUP_LASTS:
            yield Row("Bản sao lưu ở kho S3 đã cũ", self._url, (date_and_time(good.ended_at),))
        if failed and (good is None or failed.pk > good.pk):
            yield self._failed("Lần chép lên kho S3 gần nhất hỏng", failed)

    def _of_drills(self, last: Last) -> Iterator[Row]:
        drills = [run for (kind, _), run in last.items() if kind == Kind.DRILL]
        newest = max(drills, key=lambda run: run.pk, default=None)
        if newest is None:
            if (Kind.BACKUP, Outcome.GOOD) in last:
                advice = "Chạy: manage.py restore --verify"
                yield Row("Chưa thử khôi phục bản sao lưu lần nào", self._url, (advice,))
        elif newest.outcome == Outcome.FAILED:
            yield self._failed("Diễn tập khôi phục hỏng", newest)
        elif timezone.now() - newest.ended_at > DRILL_LASTS:
            when = date_and_time(newest.ended_at)
            yield Row("Lần diễn tập khôi phục gần nhất đã lâu", self._url, (when,))

    def _failed(self, title: str, run: Run) -> Row:
        return Row(title, self._url, (date_and_time(run.ended_at), run.words[:_LONGEST]))


def _how_it_stands(last: Last) -> str:
    made = date_and_time(last[Kind.BACKUP, Outcome.GOOD].ended_at)
    if settings.BACKUP_S3:
        made += f", lên kho S3 {date_and_time(last[Kind.COPY, Outcome.GOOD].ended_at)}"
    drills = [run for (kind, _), run in last.items() if kind == Kind.DRILL]
    tried = max(drills, key=lambda run: run.pk)
    outcome = tried.get_outcome_display()
    return f"Sao lưu gần nhất {made}, diễn tập {date_and_time(tried.ended_at)}: {outcome}"
