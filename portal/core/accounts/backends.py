"""How accounts sign in and where their rights come from."""

from collections.abc import Iterable

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group
from django.db.models import Model

from portal.core.accounts.models import User


class RoleBackend(ModelBackend):
    """Takes rights from roles alone.

    A permission given to one account by hand would escape the table of roles; it has no
    effect here, and nobody has to ask the database for it.
    """

    def get_user_permissions(
        self, user_obj: AbstractBaseUser | AnonymousUser, obj: Model | None = None
    ) -> set[str]:
        """Return nothing: see the class."""
        return set()

    def get_group_permissions(
        self, user_obj: User | AnonymousUser, obj: Model | None = None
    ) -> set[str]:
        """Return the rights of the roles; the roles, asked for on every page, are read along."""
        if isinstance(user_obj, User) and user_obj.is_active and not user_obj.is_superuser:
            load_rights([user_obj])
        return super().get_group_permissions(user_obj, obj)


def load_rights(users: Iterable[User]) -> None:
    """Read the roles and the rights of many accounts by one query.

    They are kept on the objects, where each account would keep what it had asked by itself: by
    `User.role_names` and by Django's backend.
    """
    asked = {user.pk: user for user in users if not hasattr(user, "_group_perm_cache")}
    if not asked:
        return
    names: dict[int, set[str]] = {number: set() for number in asked}
    labels: dict[int, set[str]] = {number: set() for number in asked}
    of_a_role = ("name", "permissions__content_type__app_label", "permissions__codename")
    rows = Group.objects.filter(user__in=asked).values_list("user", *of_a_role)
    for number, name, app_label, codename in rows:
        names[number].add(name)
        if codename is not None:  # a group without any right
            labels[number].add(f"{app_label}.{codename}")
    for number, user in asked.items():
        user._role_names = frozenset(names[number])
        if not user.is_superuser:  # who has all rights, by no group
            user._group_perm_cache = labels[number]  # type: ignore[attr-defined]
