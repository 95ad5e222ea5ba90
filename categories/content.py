"""Content that is filed under a category, and the rights that follow from that."""

from collections.abc import Iterable
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from categories.models import Category, GrantRole
from categories.rights import (
    condition_on_editors,
    decides_everywhere,
    granted_categories,
    load_grants,
    writable_categories,
)
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole, ItemRole
from portal.core.content import Publishable, PublishableQuerySet, content_models
from portal.core.workflow import signals

FiledItem = TypeVar("FiledItem", bound="Filed", covariant=True)


class FiledQuerySet(PublishableQuerySet[FiledItem]):
    """Lists of content that is filed under categories."""

    def visible_to(self, user: User) -> Self:
        """Return what `user` may open on the desk: all, the granted categories, or their own."""
        if decides_everywhere(user):
            return self
        edited = granted_categories(user, GrantRole.EDITOR)
        return self.filter(Q(created_by=user) | Q(category__in=edited))

    def decided_by(self, user: User) -> Self:
        """Return what lies in the categories that `user` edits."""
        if decides_everywhere(user):
            return self
        return self.filter(category__in=granted_categories(user, GrantRole.EDITOR))


class Filed(Publishable):
    """A `Publishable` with a category that decides who may edit it."""

    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        related_name="%(app_label)s_%(class)ss",
        verbose_name="chuyên mục",
    )

    search_joins = ("category",)

    class Meta(Publishable.Meta):
        abstract = True

    @property
    def filed_under(self) -> int | None:
        """The number of the category."""
        return self.category_id

    def roles_of(self, user: User) -> frozenset[ItemRole]:
        """Return what `user` is to this item; the list's twin is `FiledQuerySet.visible_to`."""
        if decides_everywhere(user):
            return frozenset({ItemRole.CHIEF})
        roles = set()
        if self.category_id in granted_categories(user, GrantRole.EDITOR):
            roles.add(ItemRole.EDITOR)
        if self.created_by_id == user.pk and self._is_theirs_to_write(user):
            roles.add(ItemRole.AUTHOR)
        return frozenset(roles)

    def condition_on_openers(self) -> Q:
        """Return the condition on accounts that are anything to this item: `roles_of` for many."""
        return (
            Q(is_superuser=True)
            | Q(groups__name=AccountRole.CHIEF.value)
            | Q(pk=self.created_by_id)
            | condition_on_editors(self.category)
        )

    @classmethod
    def load_roles(cls, users: Iterable[User]) -> None:
        """Read the grants of many accounts at once."""
        load_grants(users)

    def may_be_moved_by(self, user: User, stored: Self) -> bool:
        """Return whether the category stayed, or is one in which `user` may write."""
        allowed = writable_categories(user)
        return (
            self.category_id == stored.category_id or allowed is None or self.category_id in allowed
        )

    def _is_theirs_to_write(self, user: User) -> bool:
        """Return whether a stored item is theirs, or a new one lies in a granted category."""
        return self.pk is not None or self.category_id in granted_categories(user)


def on_category_renamed(category: Category, **kwargs: object) -> None:
    """Tell that what is filed under the category is found by another name now."""
    for model in content_models():
        if issubclass(model, Filed):
            items = model._default_manager.filter(category=category)
            signals.words_changed.send(sender=model, items=items)
