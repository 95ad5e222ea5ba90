"""Who has the form of an item open.  Nothing is locked by it: people are told, that is all."""

from collections.abc import Sequence
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.content import Publishable
from portal.core.drafts.models import Presence, of_type

COUNTS_FOR = timedelta(seconds=40)
"""Two calls of a form, which come every 15 seconds, may be lost on the way."""
KEPT_FOR = timedelta(days=1)
AT_ONCE = 100
MOST = 200
"""No page looks at more people than that, however many a portal has."""
_NAMED = 3


def note(user: User, item: Publishable) -> None:
    """Note that `user` has `item` open now."""
    content_type = ContentType.objects.get_for_model(item)
    row = Presence(user=user, content_type=content_type, object_id=item.pk, seen_at=timezone.now())
    Presence.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["content_type", "object_id", "user"],
        update_fields=["seen_at"],
    )


def leave(user: User, item: Publishable) -> None:
    """Note that `user` has closed `item`; with that go rows whose window never said goodbye."""
    content_type = ContentType.objects.get_for_model(item)
    Presence.objects.filter(user=user, content_type=content_type, object_id=item.pk).delete()
    numbers = list(_old().order_by("seen_at").values_list("pk", flat=True)[:AT_ONCE])
    if numbers:
        Presence.objects.filter(pk__in=numbers).delete()


def forget_all_old() -> int:
    """Delete all rows whose window never said goodbye; return how many."""
    return _old().delete()[0]


def others_at(user: User, model: type[Publishable], pk: int) -> list[str]:
    """Return the names of the other people who have an item open now, the first to come first."""
    rows = _now(user, model).filter(object_id=pk).order_by("pk")
    return [str(row.user) for row in rows[:MOST]]


def others_in_list(user: User, model: type[Publishable]) -> dict[int, list[str]]:
    """Return, for every item of a type that others have open now, their names; one query."""
    rows = _now(user, model).order_by("-seen_at")[:MOST]
    people: dict[int, list[str]] = {}
    for row in rows:
        people.setdefault(row.object_id, []).append(str(row.user))
    return people


def in_words(names: Sequence[str]) -> str:
    """Return "Lan", "Lan và Hùng", "Lan, Hùng, Mai và 2 người nữa"."""
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} và {len(names) - _NAMED} người nữa"
    *most, last = names
    return f"{', '.join(most)} và {last}" if most else last


def _old() -> QuerySet[Presence]:
    return Presence.objects.filter(seen_at__lt=timezone.now() - KEPT_FOR)


def _now(user: User, model: type[Publishable]) -> QuerySet[Presence]:
    rows = Presence.objects.filter(of_type(model), seen_at__gte=timezone.now() - COUNTS_FOR)
    return (
        rows.exclude(user=user)
        .select_related("user")
        .only("object_id", "user__full_name", "user__username")
    )
