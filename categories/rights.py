"""Who may work in which category: the grants, read once per user object."""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q, Subquery, Value

from categories.models import Category, CategoryGrant, GrantRole
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


def condition_on_editors(category: Category) -> Q:
    """Return the condition on accounts that edit in `category`: `granted_categories` for many.

    Whoever has a grant for it or for one above, and to whom somebody on leave has lent theirs.
    """
    from categories.delegations import Delegation

    parts = category.path.split("/")
    above = ["/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
    grants = CategoryGrant.objects.filter(role=GrantRole.EDITOR, category__path__in=above)
    holders = grants.filter(user__groups__name=AccountRole.EDITOR.value)
    lent = Delegation.objects.in_force().filter(
        Q(giver__in=holders.values("user"))
        | Q(giver__groups__name=AccountRole.CHIEF.value)
        | Q(giver__is_superuser=True)
    )
    here = Q(pk__in=grants.values("user")) | Q(pk__in=lent.values("receiver"))
    return Q(groups__name=AccountRole.EDITOR.value) & here


def load_grants(users: Iterable[User]) -> None:
    """Read what is granted and lent to many accounts by three queries.

    Who decides everywhere needs none.  The twin for one account is `_read_grants`.
    """
    from categories.delegations import Delegation

    asked = {user.pk: user for user in users if not decides_everywhere(user)}
    if not asked:
        return
    tree = list(Category.objects.values_list("pk", "path"))
    in_force = Delegation.objects.in_force().filter(receiver__in=asked)
    of_giver = ("giver__is_superuser", "giver__groups__name")
    lent = [
        row
        for row in in_force.values_list("receiver", "giver", *of_giver)
        if asked[row[0]].has_role(AccountRole.EDITOR)
    ]
    granted = _roots(asked, {giver for _, giver, *_ in lent})
    roots = {number: list(granted[number]) for number in asked}
    for receiver, giver, is_superuser, role in lent:
        if is_superuser or role == AccountRole.CHIEF:
            roots[receiver] += [(path, GrantRole.EDITOR) for _, path in tree if "/" not in path]
        elif role == AccountRole.EDITOR:
            roots[receiver] += [root for root in granted[giver] if root[1] == GrantRole.EDITOR]
    for number, user in asked.items():
        user._category_grants = _spread(user, tree, roots[number])  # type: ignore[attr-defined]


def _roots(*numbers: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """Return the categories granted to each of these accounts, as pairs of path and role."""
    found: dict[int, list[tuple[str, str]]] = {n: [] for group in numbers for n in group}
    rows = CategoryGrant.objects.filter(user__in=found)
    for number, path, role in rows.values_list("user", "category__path", "role"):
        found[number].append((path, role))
    return found


def _grants_of(user: User) -> dict[int, GrantRole]:
    cached: dict[int, GrantRole] | None = getattr(user, "_category_grants", None)
    if cached is None:
        cached = _read_grants(user)
        user._category_grants = cached  # type: ignore[attr-defined]
    return cached


def _read_grants(user: User) -> dict[int, GrantRole]:
    """Return what is granted to `user`, and what colleagues have lent; one query for all of it."""
    from categories.delegations import lent_to, stands_in_for_a_chief

    may_edit = user.has_role(AccountRole.EDITOR)
    here = CategoryGrant.objects.filter(category=OuterRef("pk"))
    rows = Category.objects.annotate(
        own=Subquery(here.filter(user=user).values("role")[:1]),
        lent=Exists(lent_to(user, here)) if may_edit else Value(False),
        everywhere=Exists(stands_in_for_a_chief(user)) if may_edit else Value(False),
    )
    tree = list(rows.values_list("pk", "path", "own", "lent", "everywhere"))
    roots = [
        (path, GrantRole.EDITOR if lent or everywhere else own)
        for _, path, own, lent, everywhere in tree
        if lent or everywhere or own
    ]
    return _spread(user, [(pk, path) for pk, path, *_ in tree], roots)


def _spread(
    user: User, tree: Iterable[tuple[int, str]], rows: Sequence[tuple[str, str]]
) -> dict[int, GrantRole]:
    """Return what grants, as pairs of path and role, come to in the categories below them."""
    may_edit = user.has_role(AccountRole.EDITOR)
    granted: dict[int, GrantRole] = {}
    for pk, path in tree:
        roles = {role for root, role in rows if path == root or path.startswith(f"{root}/")}
        if GrantRole.EDITOR in roles and may_edit:
            granted[pk] = GrantRole.EDITOR
        elif roles:
            granted[pk] = GrantRole.CONTRIBUTOR
    return granted
