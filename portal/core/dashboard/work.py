"""Kinds of work that a person may have with items of any type.

The first page of the desk counts them and the lists are filtered by them: both ask here, so that
a counter and the list behind it agree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Subquery
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.content import PublishableQuerySet, State
from portal.core.review.models import Comment
from portal.core.workflow.permissions import Action, asks_for_second_person

Rows = PublishableQuerySet[Any]

PARAMETER = "viec"
"""The parameter by which a list is narrowed to a kind of work."""
SOON = timedelta(days=7)
FORGOTTEN_AFTER = timedelta(days=14)


@dataclass(frozen=True)
class Work:
    """One kind of work: which of the rows that a person sees belong to it."""

    value: str
    label: str
    """What it is, to stand behind "bài" or "trang"."""
    narrow: Callable[[Rows, User], Rows]
    order: tuple[str, str]
    decides: bool = False
    """Whether it is for those alone who publish items of the type."""
    step: Action | None = None
    """The step of the history that tells who handed it on, and why."""
    query: str = ""
    """What the list has in its address, where it has had a filter for this all along."""

    @property
    def list_query(self) -> str:
        """What stands in the address of the list that shows these rows."""
        return self.query or f"{PARAMETER}={self.value}"


def _awaiting(rows: Rows, user: User) -> Rows:
    """What waits for a decision that is this person's: not their own, where two must look."""
    waiting = rows.in_state(State.SUBMITTED).not_published().decided_by(user)
    return waiting.exclude(created_by=user) if asks_for_second_person(user) else waiting


def _own(state: State) -> Callable[[Rows, User], Rows]:
    def narrow(rows: Rows, user: User) -> Rows:
        return rows.filter(created_by=user).in_state(state).not_published()

    return narrow


def _soon(rows: Rows, user: User) -> Rows:
    return rows.in_state(State.SCHEDULED).filter(published_at__lte=timezone.now() + SOON)


def _unchecked(rows: Rows, user: User) -> Rows:
    """What one person made public alone, and another now has to look at."""
    # Those few are found first: walking by date, SQLite would read the whole table for them.
    carried = rows.model._default_manager.filter(urgent_by__isnull=False)
    if asks_for_second_person(user):
        carried = carried.exclude(urgent_by=user)
    return rows.filter(pk__in=carried.values("pk")).decided_by(user)


def _own_unchecked(rows: Rows, user: User) -> Rows:
    """What this person made public alone; all of it, where another must look at it."""
    carried = rows.model._default_manager.filter(urgent_by=user)
    return rows.filter(pk__in=carried.values("pk")).decided_by(user)


def _forgotten(rows: Rows, user: User) -> Rows:
    before: datetime = timezone.now() - FORGOTTEN_AFTER
    return rows.in_state(State.DRAFT).filter(updated_at__lt=before).not_published()


def _talked_about(rows: Rows, user: User) -> Rows:
    """Their items with threads that nobody has settled; those are few, so they are read first."""
    meta = rows.model._meta
    type_ = ContentType.objects.filter(app_label=meta.app_label, model=meta.model_name)
    threads = Comment.objects.open_threads().filter(content_type=Subquery(type_.values("pk")))
    return rows.filter(created_by=user, copy_of=None, pk__in=threads.values("object_id"))


OLDEST, NEWEST = ("updated_at", "pk"), ("-updated_at", "-pk")

AWAITING = Work("cho-toi", "chờ tôi duyệt", _awaiting, OLDEST, decides=True, step=Action.SUBMIT)
OWN_RETURNED = Work(
    "bi-tra-lai",
    "bị trả lại",
    _own(State.RETURNED),
    NEWEST,
    step=Action.RETURN,
    query="cua-toi=1&trang-thai=returned",
)
OWN_DRAFTS = Work("nhap", "nháp", _own(State.DRAFT), NEWEST, query="cua-toi=1&trang-thai=draft")
OWN_SUBMITTED = Work(
    "da-gui",
    "đã gửi, chờ duyệt",
    _own(State.SUBMITTED),
    NEWEST,
    query="cua-toi=1&trang-thai=submitted",
)
SOON_PUBLIC = Work("sap-dang", "hẹn giờ trong bảy ngày tới", _soon, ("published_at", "pk"))
UNCHECKED = Work(
    "kiem-tra-sau", "chờ kiểm tra sau", _unchecked, OLDEST, decides=True, step=Action.URGENT
)
OWN_UNCHECKED = Work(
    "toi-dang-khan", "tôi đăng khẩn, chờ người khác kiểm tra", _own_unchecked, OLDEST, decides=True
)
FORGOTTEN = Work("bo-quen", "nháp bỏ quên từ 14 ngày", _forgotten, OLDEST)
TALKED_ABOUT = Work("gop-y", "của tôi còn góp ý chưa xong", _talked_about, NEWEST)

LISTED = (AWAITING, SOON_PUBLIC, UNCHECKED, OWN_UNCHECKED, FORGOTTEN, TALKED_ABOUT)
"""What the lists offer under "việc"; for the others they have had filters all along."""
