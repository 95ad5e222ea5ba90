"""Who may work in which category: the grants, read once per user object."""

from django.db.models import FilteredRelation, Q

from categories.models import Category, GrantRole
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole


def decides_everywhere(user: User) -> bool:
    """Return whether `user` edits every category: chiefs and superusers do."""
    return user.is_superuser or user.has_role(AccountRole.CHIEF)


def granted_categories(user: User, role: GrantRole | None = None) -> frozenset[int]:
    """Return the numbers of the categories granted to `user`, those below them included.

    With `role`, only grants of that role count.  A grant to edit takes effect only for
    accounts whose own role includes editing, so that lowering an account lowers its grants.
    """
    roles = _grants_of(user)
    return frozenset(pk for pk, granted in roles.items() if role is None or granted == role)


def writable_categories(user: User) -> frozenset[int] | None:
    """Return the categories that `user` may file an article under; None means all."""
    return None if decides_everywhere(user) else granted_categories(user)


def _grants_of(user: User) -> dict[int, GrantRole]:
    cached: dict[int, GrantRole] | None = getattr(user, "_category_grants", None)
    if cached is None:
        cached = _read_grants(user)
        user._category_grants = cached  # type: ignore[attr-defined]
    return cached


def _read_grants(user: User) -> dict[int, GrantRole]:
    may_edit = user.has_role(AccountRole.EDITOR)
    own = FilteredRelation("grants", condition=Q(grants__user=user))
    tree = list(Category.objects.annotate(own=own).values_list("pk", "path", "own__role"))
    rows = [(path, role) for _, path, role in tree if role]
    granted: dict[int, GrantRole] = {}
    for pk, path, _ in tree:
        roles = {role for root, role in rows if path == root or path.startswith(f"{root}/")}
        if GrantRole.EDITOR in roles and may_edit:
            granted[pk] = GrantRole.EDITOR
        elif roles:
            granted[pk] = GrantRole.CONTRIBUTOR
    return granted
