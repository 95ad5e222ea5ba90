"""Colleagues who may open an item: in one query, however many accounts there are."""

import re

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from portal.core.accounts.models import User
from portal.core.content import Publishable

# Not within a word: what stands behind the name of an e-mail address is no mention.
_MENTION = re.compile(r"(?<![\w.+-])@([\w.@+-]+)")


def who_may_open(item: Publishable) -> QuerySet[User]:
    """Return the accounts that may open `item` on the desk; the twin of asking `may` of each."""
    meta = item._meta
    granted = Q(
        groups__permissions__content_type__app_label=meta.app_label,
        groups__permissions__codename=f"view_{meta.model_name}",
    )
    # Two calls: the group that gives the permission need not be that which gives the role.
    found = User.objects.filter(item.condition_on_openers()).filter(Q(is_superuser=True) | granted)
    accounts = User.objects.filter(is_active=True, is_staff=True, pk__in=found.values("pk"))
    return accounts.order_by("full_name", "pk")


def named_in(text: str, item: Publishable) -> list[User]:
    """Return the colleagues whom `text` names as "@username".

    Raises `ValidationError` when one of the names is that of nobody who may open `item`.
    """
    names = {name.rstrip(".@+-") for name in _MENTION.findall(text)} - {""}
    if not names:
        return []
    people = list(who_may_open(item).filter(username__in=names))
    unknown = sorted(names - {person.username for person in people})
    if unknown:
        raise ValidationError(
            {
                "text": f"Không nhắc được “@{unknown[0]}”: không có tài khoản ấy, hoặc nó "
                f"không mở được {item.noun()} này. Sửa tên, hoặc bỏ dấu @."
            }
        )
    return people


def require_openers(people: list[User], item: Publishable) -> None:
    """Raise `ValidationError` when one of `people`, chosen from a list, may not open `item`."""
    numbers = {person.pk for person in people}
    able = set(who_may_open(item).filter(pk__in=numbers).values_list("pk", flat=True))
    for person in people:
        if person.pk not in able:
            raise ValidationError(
                {"mention": f"{person} không mở được {item.noun()} này nên không nhắc được."}
            )
