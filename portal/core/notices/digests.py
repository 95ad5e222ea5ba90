"""The mail of the morning: what a person has not read yet, once on a working day."""

from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.notices import mails
from portal.core.notices.models import Mail, Notice
from portal.core.notices.showing import shown_to

_SATURDAY = 5


def is_time() -> bool:
    """Return whether today is a working day and its hour has come."""
    now = timezone.localtime()
    return now.weekday() < _SATURDAY and now.time() >= settings.DIGEST_AT


def write_due() -> int:
    """Queue the digests of today that are not queued yet; return how many."""
    if not (settings.MAIL_ENABLED and is_time()):
        return 0
    today = timezone.localdate()
    waiting = Notice.objects.filter(awaits_digest=True).order_by()
    people = User.objects.filter(pk__in=waiting.values("recipient")).in_bulk()
    keys = {_key(today, number): user for number, user in people.items()}
    done = set(Mail.objects.filter(key__in=keys).values_list("key", flat=True))
    written = sum(_write(user, key) for key, user in keys.items() if key not in done)
    if written:
        forget()
    return written


def forget() -> int:
    """Delete notices and mails that are no longer kept; return how many notices."""
    forget_mails()
    return forget_notices()


def forget_mails() -> int:
    """Delete mails that are no longer kept; return how many."""
    return Mail.objects.outdated().delete()[0]


def forget_notices() -> int:
    """Delete notices that are no longer kept; return how many."""
    return Notice.objects.outdated().delete()[0]


@transaction.atomic
def _write(user: User, key: str) -> bool:
    """Queue the digest of one person, if there is one; of two that try, the database lets one."""
    own = Notice.objects.of(user).filter(awaits_digest=True)
    notices = list(own.select_related("by", "recipient"))
    shown = [each for each in shown_to(user, notices) if each.is_open and not each.notice.read_at]
    is_due = bool(shown and user.email and user.is_active)
    if is_due:
        pairs = [(each.notice, each.item) for each in shown]
        mail = mails.of_digest(pairs, mails.portal_name(), key)
        try:
            with transaction.atomic():
                mail.save()
        except IntegrityError:
            return False
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(awaits_digest=False)
    return is_due


def _key(day: date, number: int) -> str:
    """Return the mark that at most one mail bears."""
    return f"digest-{day}-{number}"
