"""The parts of the first page that are lists of items, of all types together."""

from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter
from typing import ClassVar

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator, capfirst

from portal.core.content import State
from portal.core.dashboard import work
from portal.core.dashboard.gathering import Arm, Found, gather
from portal.core.dashboard.parts import (
    MOST,
    SHOWN,
    Content,
    Desk,
    More,
    Part,
    Row,
    register,
)
from portal.core.dashboard.stuck import stuck_among
from portal.core.dashboard.telling import Telling, tell
from portal.core.dashboard.work import Work
from portal.core.dates import date_and_time, short_date
from portal.core.review.page import duration

REMARK_LENGTH = 160
_WAYS = (
    ("accounts.add_user", "Mở tài khoản", "admin:accounts_user_add"),
    ("identity.change_identity", "Thông tin cổng", "admin:identity_identity_changelist"),
)
"""Where a person may see to it that somebody can confirm: permission, words, page."""


class ItemsPart(Part):
    """Some kinds of work with items; all such parts of a page are read by one query."""

    works: ClassVar[tuple[Work, ...]]
    further: ClassVar[tuple[Work, ...]] = ()
    """What is read along, and shown if the part finds a reason."""
    page: ClassVar[str] = "change"
    """Which page about an item its line leads to."""

    def content(self) -> Content:
        """Return the first rows of every kind of work, in the order of `works`."""
        return Content(
            [self.row(found, telling) for found, telling in gathered(self.desk).first(self)],
            [self._more(arm, count) for arm, count in gathered(self.desk).counts(self)],
            sum(count for _, count in gathered(self.desk).counts(self)),
        )

    def row(self, found: Found, telling: Telling | None) -> Row:
        """Return the line of an item."""
        item = found.item
        url = found.arm.model_admin.url_of(self.page, item)
        facts = tuple(filter(None, (self.said(found, telling), found.place)))
        remark = Truncator(telling.words).chars(REMARK_LENGTH) if telling else ""
        return Row(str(item), url, facts, remark, self.state(item.state()))

    def state(self, state: State) -> State | None:
        """Return the state if the line is to say it; in most parts all rows have the same."""
        return None

    def said(self, found: Found, telling: Telling | None) -> str:
        """Return what matters about the item here."""
        raise NotImplementedError

    def _more(self, arm: Arm, count: int) -> More:
        noun = capfirst(arm.model_admin.noun)
        url = f"{arm.model_admin.url_of('changelist')}?{arm.mark.list_query}"
        return More(f"{noun} {arm.mark.label}", url, count)


class Gathered:
    """The rows of all parts of one page, each list counted to `MOST` + 1."""

    def __init__(self, desk: Desk) -> None:
        parts = [part for part in ITEM_PARTS if part(desk).is_shown()]
        arms = list(_arms(desk, (kind for part in parts for kind in part.works + part.further)))
        self._rows: dict[str, list[Found]] = {}
        self.has_rows = False
        for found in gather(arms):
            self._rows.setdefault(found.arm.mark.value, []).append(found)
            self.has_rows = True
        for rows in self._rows.values():
            rows.sort(key=attrgetter("place_in_list"), reverse=rows[0].arm.order[0].startswith("-"))
        shown = [row for part in parts for row in self._first(part)]
        self._tellings = tell(shown)

    def first(self, part: ItemsPart) -> list[tuple[Found, Telling | None]]:
        """Return the rows that `part` shows, with what the history or a comment says of them."""
        return [(row, self._tellings.get(row)) for row in self._first(type(part))]

    def counts(self, part: ItemsPart) -> list[tuple[Arm, int]]:
        """Return how many rows each list of `part` has, without the empty ones."""
        counted: dict[int, tuple[Arm, int]] = {}
        for kind in part.works:
            for row in self._rows.get(kind.value, ()):
                arm, count = counted.get(id(row.arm), (row.arm, 0))
                counted[id(row.arm)] = (arm, count + 1)
        return list(counted.values())

    def of(self, kind: Work) -> list[Found]:
        """Return the rows of one kind of work, as far as they were counted."""
        return self._rows.get(kind.value, [])

    def _first(self, part: type[ItemsPart]) -> list[Found]:
        return [row for kind in part.works for row in self._rows.get(kind.value, ())][:SHOWN]


def _arms(desk: Desk, works: Iterable[Work]) -> Iterable[Arm]:
    """Return the lists of the works for every content type that concerns this person."""
    for kind in works:
        for model_admin in desk.admins:
            if not kind.decides or model_admin.has_publish_permission(desk.request):
                rows = model_admin.rows_seen_by(desk.user)
                narrowed = kind.narrow(rows, desk.user)
                yield Arm(model_admin, narrowed, kind.order, MOST + 1, mark=kind)


def gathered(desk: Desk) -> Gathered:
    """Return what all parts of this page share, read when the first of them asks."""
    if "items" not in desk.shared:
        desk.shared["items"] = Gathered(desk)
    found: Gathered = desk.shared["items"]
    return found


def _ago(moment: datetime) -> str:
    return duration(moment, timezone.now())


@register
class Awaiting(ItemsPart):
    """What waits for this person's decision."""

    position = 10
    title = "Chờ tôi duyệt"
    nothing = "Không có bài chờ duyệt"
    works = (work.AWAITING,)
    page = "review"

    def is_shown(self) -> bool:
        """It concerns those who publish."""
        return self.desk.decides

    def said(self, found: Found, telling: Telling | None) -> str:
        """Say what it is, who sent it, and how long it has been waiting."""
        noun = found.arm.model_admin.noun
        what = f"Bản sửa của {noun} đã đăng" if found.item.is_copy else f"{capfirst(noun)} mới"
        by, at = (telling.by, telling.at) if telling else (found.writer, found.order)
        return f"{what}, {by} gửi, chờ {_ago(at)}"


@register
class Mine(ItemsPart):
    """The person's own work, what was sent back first."""

    position = 20
    title = "Của tôi"
    nothing = "Không có bài nào của tôi đang làm dở"
    works = (work.OWN_RETURNED, work.OWN_DRAFTS, work.OWN_SUBMITTED)

    def state(self, state: State) -> State | None:
        """Say it: this part alone mixes them."""
        return state

    def said(self, found: Found, telling: Telling | None) -> str:
        """Say who sent it back, or when it was saved."""
        if telling:
            return f"{telling.by} trả lại {_ago(telling.at)} trước"
        copy = "Bản sửa, " if found.item.is_copy else ""
        return f"{copy}lưu {_ago(found.order)} trước"


@register
class Unchecked(ItemsPart):
    """What others have published alone and urgently."""

    position = 30
    title = "Chờ kiểm tra sau"
    nothing = "Không có bài đăng khẩn chờ kiểm tra"
    advice = (
        "Có mục do ông/bà đăng khẩn mà ngoài ông/bà chưa tài khoản nào có quyền kiểm tra. Mở, hoặc "
        "nhờ người quản trị tài khoản mở, thêm một tài khoản có quyền ấy cho đồng nghiệp. Nếu cả "
        "cổng chỉ có một người biên tập: bỏ chọn “Hai người duyệt” trong Thông tin cổng, khi ấy "
        "ông/bà tự xác nhận được."
    )
    works = (work.UNCHECKED,)
    further = (work.OWN_UNCHECKED,)
    page = "review"

    def is_shown(self) -> bool:
        """It concerns those who publish."""
        return self.desk.decides

    def content(self) -> Content:
        """Add what nobody but this person could confirm, who may not: it would wait for ever."""
        others = super().content()
        own = gathered(self.desk).of(work.OWN_UNCHECKED)
        stuck = stuck_among(own[:SHOWN], self.desk.user)
        if not stuck:
            return others
        rows = [*(self.row(found, None) for found in stuck), *others.rows]
        arms = {id(found.arm): found.arm for found in own}.values()
        counts = ((arm, sum(found.arm is arm for found in own)) for arm in arms)
        more = [*others.more, *(self._more(arm, count) for arm, count in counts), *self._ways()]
        return Content(rows[:SHOWN], more, others.count + len(own), self.advice)

    def _ways(self) -> Iterable[More]:
        for permission, label, page in _WAYS:
            if self.desk.user.has_perm(permission):
                yield More(label, reverse(page))

    def said(self, found: Found, telling: Telling | None) -> str:
        """Say who did it, and when."""
        if found.arm.mark is work.OWN_UNCHECKED:
            return f"ông/bà đăng khẩn, lưu {_ago(found.order)} trước"
        if telling is None:
            return f"đăng khẩn, lưu {_ago(found.order)} trước"
        return f"{telling.by} đăng khẩn {_ago(telling.at)} trước"


@register
class TalkedAbout(ItemsPart):
    """The person's items with comments that nobody has settled."""

    position = 40
    title = "Góp ý chưa xong trên bài của tôi"
    nothing = "Không có góp ý nào chưa xong trên bài của tôi"
    works = (work.TALKED_ABOUT,)
    page = "review"

    def row(self, found: Found, telling: Telling | None) -> Row:
        """Lead to the comments."""
        row = super().row(found, telling)
        return Row(row.title, f"{row.url}#comments", row.facts, row.remark)

    def said(self, found: Found, telling: Telling | None) -> str:
        """Say who spoke last, and when."""
        if telling is None:
            return ""
        return f"{telling.by} góp ý {_ago(telling.at)} trước"


@register
class SoonPublic(ItemsPart):
    """What the clock will publish within a week."""

    position = 50
    title = "Hẹn giờ trong bảy ngày tới"
    nothing = "Không có bài hẹn giờ trong bảy ngày tới"
    works = (work.SOON_PUBLIC,)

    def said(self, found: Found, telling: Telling | None) -> str:
        """Say when."""
        return date_and_time(found.order)


@register
class Forgotten(ItemsPart):
    """Drafts that nobody has touched for two weeks."""

    position = 70
    title = "Nháp bỏ quên từ 14 ngày"
    nothing = "Không có nháp bỏ quên"
    works = (work.FORGOTTEN,)

    def said(self, found: Found, telling: Telling | None) -> str:
        """Say whose it is, and since when it has lain there."""
        return f"{found.writer}, sửa lần cuối {short_date(found.order)}"


ITEM_PARTS: tuple[type[ItemsPart], ...] = (
    Awaiting,
    Mine,
    Unchecked,
    TalkedAbout,
    SoonPublic,
    Forgotten,
)
