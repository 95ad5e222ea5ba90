"""Notices as a person may see them now: an item's title only to who may still open it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from portal.core.accounts.models import User
from portal.core.content import Publishable, PublishableQuerySet
from portal.core.notices import mails
from portal.core.notices.models import Notice

Items = dict[tuple[int, int], Publishable]


@dataclass(frozen=True)
class Shown:
    """A notice, and its item if there is one that the person may open."""

    notice: Notice
    item: Publishable | None

    @property
    def is_open(self) -> bool:
        """Whether what the notice is about may be told."""
        return self.item is not None or self.notice.content_type_id is None

    @property
    def headline(self) -> str:
        """The notice in one sentence; of what is closed not a word."""
        if not self.is_open:
            return "Nội dung này đã bị xóa, hoặc ông/bà không còn quyền mở"
        return mails.headline(self.notice, self.item)

    @property
    def text(self) -> str:
        """The reason or the comment; it may quote the item, so it is closed with it."""
        return self.notice.text if self.is_open else ""

    @property
    def path(self) -> str:
        """Where the notice leads."""
        return mails.path_of(self.notice, self.item)


def shown_to(user: User, notices: Sequence[Notice]) -> list[Shown]:
    """Return `notices` in their order; one query for each content type among them."""
    items = _open_items(user, notices)
    return [Shown(notice, _item_of(notice, items)) for notice in notices]


def _item_of(notice: Notice, items: Items) -> Publishable | None:
    """Return the row itself, or the public one whose place a working copy has taken."""
    for number in (notice.object_id, notice.public_id):
        item = items.get((notice.content_type_id or 0, number or 0))
        if item is not None:
            return item
    return None


def _open_items(user: User, notices: Iterable[Notice]) -> Items:
    """Return the items that `user` may open, by type and number, as the lists of the desk do."""
    numbers: dict[int, set[int]] = defaultdict(set)
    for notice in notices:
        if notice.content_type_id and notice.object_id:
            numbers[notice.content_type_id] |= {notice.object_id, notice.public_id or 0}
    return {
        (type_id, item.pk): item
        for type_id, wanted in numbers.items()
        for item in _open_of_type(user, ContentType.objects.get_for_id(type_id), wanted)
    }


def _open_of_type(
    user: User, content_type: ContentType, numbers: set[int]
) -> Iterable[Publishable]:
    model = content_type.model_class()
    if model is None or not issubclass(model, Publishable):
        return []
    meta = model._meta
    rows = model._default_manager.all()
    if not isinstance(rows, PublishableQuerySet):
        return []
    if not user.has_perm(f"{meta.app_label}.view_{meta.model_name}"):
        return []
    return rows.visible_to(user).filter(pk__in=numbers).only("title")
