"""What every content type is: a `Publishable` with a status and a publishing window.

What the public may see is decided here and nowhere else: `PublishableQuerySet.published`.
A scheduled or an expired item needs no job; the clock in the query decides.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Subquery
from django.utils import timezone

from portal.core.accounts.roles import DESK_ROLES, AccountRole
from portal.core.corrections import Corrected
from portal.core.fields import LineField, NormalisedTextField
from portal.core.richtext import RichTextField
from portal.core.snapshots import Snapshotted
from portal.core.text import plain_text, vi_slug
from portal.core.windows import UNDECIDED as UNDECIDED
from portal.core.windows import State as State
from portal.core.windows import Status as Status
from portal.core.windows import Windowed, WindowedQuerySet
from portal.core.withdrawal import Withdrawable
from portal.core.working_copies import COPY_CHECK, WorkingCopy, copy_check

if TYPE_CHECKING:
    from portal.core.accounts.models import User
    from portal.core.accounts.roles import ItemRole

TITLE_MAX_LENGTH = 250
SUMMARY_MAX_LENGTH = 500
SLUG_MAX_LENGTH = 80
_HAS_DATE, _IN_ORDER = "_published_has_date", "_window_in_order"
_CHECKS_OF_THE_ROW = (_HAS_DATE, _IN_ORDER, COPY_CHECK)
"""How the names of the check constraints end, whatever the content type."""


Item = TypeVar("Item", bound="Publishable", covariant=True)


class PublishableQuerySet(WindowedQuerySet[Item]):
    """What every content type's list pages and admin lists ask for."""

    def newest_first(self) -> Self:
        """Order by publication, newest first; the number settles ties for good."""
        return self.order_by("-published_at", "-pk")

    def for_hits(self) -> Self:
        """Load what a line of a search result shows; content types add their joins."""
        return self

    def publication_years(self) -> list[int]:
        """Return every year from the last publication back to the first; two index look-ups."""
        rows = self.filter(status=Status.PUBLISHED)
        last = Subquery(rows.order_by("-published_at").values("published_at")[:1])
        moments = rows.order_by("published_at").values_list("published_at", last).first()
        if moments is None:
            return []
        oldest, newest = (timezone.localtime(moment).year for moment in moments)
        return list(range(newest, oldest - 1, -1))

    def visible_to(self, user: "User") -> Self:
        """Return the items that `user` may open on the desk; content types narrow this."""
        return self if user.is_superuser else self.none()

    def decided_by(self, user: "User") -> Self:
        """Return the items of which `user` is editor or chief; content types narrow this."""
        return self if user.is_superuser else self.none()


class Publishable(Windowed, Corrected, Withdrawable, WorkingCopy, Snapshotted):
    """A piece of content that goes from draft to the public and back.

    Subclasses set `objects` to a `PublishableQuerySet` of their own and define
    `get_absolute_url` and `roles_of`; the desk, the search index and the tests of the
    contract then work with them.  Rows are changed by `portal.core.workflow.actions` only.
    """

    title = LineField("tiêu đề", max_length=TITLE_MAX_LENGTH)
    slug = models.SlugField(
        "phần chữ của địa chỉ",
        max_length=SLUG_MAX_LENGTH,
        blank=True,
        db_index=False,
        help_text="Để trống: cổng tự tạo từ tiêu đề. Đổi cũng không làm hỏng đường dẫn cũ.",
    )
    summary = NormalisedTextField(
        "sapo",
        max_length=SUMMARY_MAX_LENGTH,
        help_text="Một, hai câu nói đủ chuyện gì, ở đâu, ai cần biết. Nên dài 120–220 ký tự.",
    )
    note = NormalisedTextField(
        "ghi chú nội bộ", blank=True, help_text="Chỉ người biên tập thấy, không hiện trên cổng."
    )
    first_published_at = models.DateTimeField("đăng lần đầu lúc", null=True, editable=False)
    version = models.PositiveIntegerField("phiên bản", default=0, editable=False)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người tạo",
        editable=False,
    )
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người sửa",
        editable=False,
    )

    urgent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người đăng khẩn",
        editable=False,
        db_index=False,  # the index of the few that carry it, below, does
    )
    """Who made it public alone; empty once a second person has confirmed that."""

    public_moments: tuple[str, ...] = ("published_at", "expires_at")
    """Columns with moments at which pages read differently; see `pagecache.boundaries`."""
    search_fields: tuple[str, ...] = ("summary",)
    """Attributes beside the title that are searched; HTML is reduced to its text."""
    search_joins: tuple[str, ...] = ()
    """The rows, as `select_related` names them, whose names are among the words."""
    desk_roles: tuple[AccountRole, ...] = DESK_ROLES
    """The roles of accounts that have anything to do with this type."""
    hanging_rows: tuple[str, ...] = ("attachments__document",)
    """The rows that hang on an item (authors, tags), as `prefetch_related` names them."""

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish")
        constraints = [
            models.CheckConstraint(
                name=f"%(app_label)s_%(class)s{_HAS_DATE}",
                condition=~Q(status=Status.PUBLISHED) | Q(published_at__isnull=False),
                violation_error_message="Đã đăng thì phải có thời điểm đăng.",
            ),
            models.CheckConstraint(
                name=f"%(app_label)s_%(class)s{_IN_ORDER}",
                condition=Q(published_at__isnull=True)
                | Q(expires_at__isnull=True)
                | Q(expires_at__gt=F("published_at")),
                violation_error_message="Lúc hết hạn phải sau lúc đăng.",
            ),
            copy_check(tuple(status.value for status in UNDECIDED)),
        ]
        indexes = [
            # Home page, archive, feeds and site map walk the public rows by date; drafts and
            # withdrawn rows stay out of the index.
            models.Index(
                fields=["-published_at", "-id"],
                name="%(app_label)s_%(class)s_pub",
                condition=Q(status=Status.PUBLISHED),
            ),
            # The admin list opens on the last changed rows.
            models.Index(fields=["-updated_at", "-id"], name="%(app_label)s_%(class)s_upd"),
            # The next moment at which something ends; see portal.core.pagecache.boundaries.
            models.Index(
                fields=["expires_at"],
                name="%(app_label)s_%(class)s_ends",
                condition=Q(status=Status.PUBLISHED, expires_at__isnull=False),
            ),
            # "Của tôi": one person's rows, last changed first.
            models.Index(
                fields=["created_by", "-updated_at", "-id"], name="%(app_label)s_%(class)s_own"
            ),
            # First page of the desk: what one person has in hand, and the forgotten drafts.
            models.Index(
                fields=["created_by", "status", "-updated_at", "-id"],
                name="%(app_label)s_%(class)s_mine",
                condition=~Q(status=Status.PUBLISHED),
            ),
            # The calendar: what is planned, and what was taken down, by its date.
            models.Index(
                fields=["published_at", "id"],
                name="%(app_label)s_%(class)s_plan",
                condition=~Q(status=Status.PUBLISHED) & Q(published_at__isnull=False),
            ),
            # "Hết hạn": few rows among all that are published.
            models.Index(
                fields=["-updated_at", "-id"],
                name="%(app_label)s_%(class)s_exp",
                condition=Q(status=Status.PUBLISHED, expires_at__isnull=False),
            ),
            # "Chờ kiểm tra sau": published by one person alone; very few rows.
            models.Index(
                fields=["urgent_by", "-updated_at", "-id"],
                name="%(app_label)s_%(class)s_urgent",
                condition=Q(urgent_by__isnull=False),
            ),
            # "Chờ duyệt" and "Trả lại" are short lists beside a long archive.
            models.Index(
                fields=["status", "-updated_at", "-id"],
                name="%(app_label)s_%(class)s_desk",
                condition=~Q(status=Status.PUBLISHED),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        """Return the public address of the item."""
        raise NotImplementedError

    def clean(self) -> None:
        """Check the window, with the message at the field that an editor can mend."""
        super().clean()
        if self.published_at and self.expires_at and self.expires_at <= self.published_at:
            raise ValidationError({"expires_at": "Lúc hết hạn phải sau lúc đăng."})

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[models.BaseConstraint]]]:
        """Leave out the checks of the window where they plainly hold.

        Django asks the database for each of them by three statements, at every save.  Where one
        may be broken it is still asked, and whatever is left out here the table refuses.
        """
        constraints = super().get_constraints()
        if not self._is_sound():
            return constraints
        return [
            (model, [check for check in checks if not check.name.endswith(_CHECKS_OF_THE_ROW)])
            for model, checks in constraints
        ]

    def _is_sound(self) -> bool:
        """Return whether the checks of the row hold; their twin in Python."""
        if self.is_copy and self.status not in UNDECIDED:
            return False
        if self.published_at is None:
            return self.status != Status.PUBLISHED
        return self.expires_at is None or self.expires_at > self.published_at

    def roles_of(self, user: "User") -> "frozenset[ItemRole]":
        """Return what `user` is to this item; the rights follow from it."""
        raise NotImplementedError

    def condition_on_openers(self) -> Q:
        """Return the condition on accounts that are anything to this item: `roles_of` for many."""
        return Q(is_superuser=True)

    @classmethod
    def load_roles(cls, users: "Iterable[User]") -> None:
        """Read for many accounts at once what `roles_of` would look up for each.

        Their groups are known already; types whose roles come from elsewhere say how.
        """

    def may_be_moved_by(self, user: "User", stored: Self) -> bool:
        """Return whether `user` may put `stored` where this changed item now stands."""
        return True

    def fill_slug(self, stored: Self | None = None) -> None:
        """Make the slug where there is none; let that of `stored` follow the title.

        It follows while the item was never public and nobody has chosen another slug.
        """
        follows = (
            stored is not None
            and not self.is_copy
            and not stored.was_public
            and self.slug == stored.slug == stored.slug_of_title
        )
        if not self.slug or follows:
            self.slug = self.slug_of_title

    @classmethod
    def noun(cls) -> str:
        """Return what the desk calls an item in the middle of a sentence: "bài", "trang".

        The verb of a name is left out: the desk says "Viết bài mới", not "Viết bài viết mới".
        """
        return str(cls._meta.verbose_name).removesuffix(" viết")

    @property
    def slug_of_title(self) -> str:
        """The slug that an item of this title gets by itself."""
        return vi_slug(self.title, max_length=SLUG_MAX_LENGTH)

    @property
    def was_public(self) -> bool:
        """Whether readers could ever see the item; scheduled ones count from their time on."""
        first = self.first_published_at
        return first is not None and first <= timezone.now()

    @property
    def filed_under(self) -> int | None:
        """The number of what the item is filed under; search results are narrowed by it."""
        return None

    def search_parts(self) -> list[str]:
        """Return the plain texts, beside the title, by which the item is found.

        Content types add theirs.  No phrase is found across two of them.
        """
        fields = self._meta.concrete_fields
        markup = {field.name for field in fields if isinstance(field, RichTextField)}
        # Elsewhere "<" is a character like any other, and what follows it is no tag.
        own = [
            plain_text(value) if name in markup else value
            for name in self.search_fields
            if (value := str(getattr(self, name)))
        ]
        return [*own, *self.words_of_documents()]

    def refresh_listings(self) -> None:
        """Bring the tables that list this item up to date; called inside the transaction."""

    @contextmanager
    def hanging_rows_at_hand(self) -> Iterator[None]:
        """Read `hanging_rows` once, for the lists, the trace and the listeners of one action."""
        self._prefetched_objects_cache: dict[str, Any] = {}
        rows = {}
        for path in self.hanging_rows:
            relation, _, to = path.partition("__")
            links = getattr(self, relation).all()
            rows[relation] = links.select_related(to) if to else links
        self._prefetched_objects_cache = rows  # each asks when it is first looked at
        try:
            yield
        finally:
            self._prefetched_objects_cache = {}  # what is changed from now on is read anew


def public_items(model: type[Publishable]) -> PublishableQuerySet[Any]:
    """Return what the public may see of one content type, whatever type it is."""
    rows = model._default_manager.all()
    if not isinstance(rows, PublishableQuerySet):
        raise TypeError(f"{model.__name__}.objects must be a PublishableQuerySet")
    return rows.published()


def content_models() -> list[type[Publishable]]:
    """Return every installed content type, in the order of the applications."""
    return [model for model in apps.get_models() if issubclass(model, Publishable)]
