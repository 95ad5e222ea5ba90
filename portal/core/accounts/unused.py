"""Accounts that nobody has used for a long time are switched off: nobody watches such a door."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.accounts.sessions import registry
from portal.core.audit import accounts as trail
from portal.core.audit.verbs import Verb
from portal.core.dates import short_date
from portal.core.notices import background
from portal.core.notices.mails import portal_name
from portal.core.notices.models import Mail


def unused_accounts() -> list[Any]:
    """Return the accounts that were last used, made or reopened too long ago, with `used_at`.

    The superuser who was there last is not among them: somebody must be able to open the rest.
    """
    if not settings.UNUSED_ACCOUNT_DAYS:
        return []
    before = timezone.now() - timedelta(days=settings.UNUSED_ACCOUNT_DAYS)
    used = Greatest(
        "date_joined",
        Coalesce("last_seen_at", "date_joined"),
        Coalesce("last_login", "date_joined"),
        Coalesce("reopened_at", "date_joined"),
    )
    active = User.objects.filter(is_active=True).annotate(used_at=used)
    last = active.filter(is_superuser=True).order_by("-used_at", "pk").first()
    rows = active.filter(used_at__lt=before).order_by("used_at", "pk")
    return list(rows.exclude(pk=last.pk) if last else rows)


@transaction.atomic
def deactivate(users: list[Any]) -> None:
    """Switch accounts off, end their sessions, and tell who keeps the accounts."""
    for user in users:
        User.objects.filter(pk=user.pk).update(is_active=False)
        registry.end_silently(user)
        trail.noted(Verb.ACCOUNT_CLOSED, user, by=None)
    if users and settings.MAIL_ENABLED:
        _tell(users)


def _tell(users: list[Any]) -> None:
    keepers = User.objects.filter(is_active=True).exclude(email="")
    keeps = Q(is_superuser=True) | Q(groups__name=AccountRole.USER_ADMIN.value)
    lines = "\n".join(
        f"- {user} ({user.username}), lần cuối {short_date(user.used_at)}" for user in users
    )
    portal = portal_name()
    text = (
        f"Cổng vừa khóa {len(users)} tài khoản không dùng quá {settings.UNUSED_ACCOUNT_DAYS} "
        f"ngày:\n\n{lines}\n\nNgười ấy còn làm việc thì mở lại ở mục Tài khoản: đánh dấu "
        f"“Đang dùng” rồi lưu.\n\n--\n{portal}\n"
    )
    subject = f"[{portal}] Đã khóa {len(users)} tài khoản lâu không dùng"[:250]
    addresses = keepers.filter(keeps).values_list("email", flat=True).distinct()
    Mail.objects.bulk_create(Mail(to=to, subject=subject, text=text) for to in addresses)
    transaction.on_commit(background.wake)
