"""Accounts that may do more than the trail tells of."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole, permission_labels
from portal.core.audit.accounts import standing
from portal.core.audit.models import AuditEntry
from portal.core.audit.verbs import Area, Verb
from portal.core.scan.sightings import Sighting

_SUPERUSER = "quản trị hệ thống"


def look() -> Iterable[Sighting]:
    """Yield the accounts whose rights no row of the trail gave, and roles with foreign rights."""
    users = User.objects.filter(is_active=True).prefetch_related("groups", "user_permissions")
    if settings.DEMO:  # everybody knows those; a real portal refuses to run with any
        users = users.filter(is_demo=False)
    for user in users.order_by("pk").iterator(chunk_size=500):
        if what := "; ".join(_doubts(user)):
            now = f"{standing(user) or 'chưa có vai trò'}, mở {user.date_joined:%d/%m/%Y}"
            place = f"tài khoản {user.username}"
            yield Sighting("accounts", place, what, now, (User._meta.label, user.pk))
    yield from _roles()


def _doubts(user: User) -> Iterator[str]:
    is_known, superuser, roles = _as_told(user)
    if not is_known:
        yield "Nhật ký không biết ai mở tài khoản này"
    elif user.is_superuser and not superuser:
        yield "Có quyền quản trị hệ thống mà nhật ký không biết ai trao"
    if is_known and {group.name for group in user.groups.all()} - roles:
        yield "Có vai trò mà nhật ký không biết ai trao"
    if user.user_permissions.all():
        yield "Có quyền riêng ngoài vai trò, cổng không bao giờ trao như vậy"


def _as_told(user: User) -> tuple[bool, bool, set[str]]:
    """Return what the trail says: whether it knows the account, its superuser's right, its roles.

    Rows that only repeat what an account could do at some time are not believed: who has changed
    the table could have them written afterwards.
    """
    kind = ContentType.objects.get_for_model(User)
    rows = AuditEntry.objects.filter(area=Area.ACCOUNT, content_type=kind, object_id=user.pk)
    verbs = (Verb.ACCOUNT_MADE, Verb.ROLES_CHANGED, Verb.SUPERUSER_CHANGED)
    told = rows.filter(action__in=verbs).order_by("number")
    is_known, superuser, roles = False, False, set[str]()
    for action, after in told.values_list("action", "after"):
        names = {name for name in after.split(", ") if name}
        if action == Verb.SUPERUSER_CHANGED:
            superuser = after == "có"
        elif action == Verb.ROLES_CHANGED:
            roles = names
        elif action == Verb.ACCOUNT_MADE:
            is_known, superuser, roles = True, _SUPERUSER in names, names - {_SUPERUSER}
    return is_known, superuser, roles


def _roles() -> Iterator[Sighting]:
    """Yield the groups that are no role of the portal, or that may do more than their role."""
    known = {role.value: role for role in AccountRole}
    for group in Group.objects.prefetch_related("permissions__content_type"):
        given = {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.all()}
        more = given - (permission_labels(known[group.name]) if group.name in known else set())
        if more or group.name not in known:
            listed = ", ".join(sorted(more)[:10])
            what = "Vai trò có quyền mà mã của cổng không trao"
            yield Sighting("accounts", f"vai trò {group.name}", what, listed)
