"""The bell on every page of the desk, and what an administrator should know of mails."""

from typing import Any

from django import template
from django.conf import settings
from django.template.context import Context

from portal.core.accounts.models import User
from portal.core.notices.models import MOST_COUNTED, Mail, Notice

register = template.Library()


@register.inclusion_tag("admin/notices/_bell.html")
def bell(user: User) -> dict[str, Any]:
    """Print the link to one's notices with how many are unread; one look into one index."""
    unread = Notice.objects.filter(recipient=user).unread()[: MOST_COUNTED + 1].count()
    return {"unread": f"{MOST_COUNTED}+" if unread > MOST_COUNTED else unread}


@register.inclusion_tag("admin/notices/_mail_trouble.html", takes_context=True)
def mail_trouble(context: Context) -> dict[str, Any]:
    """Tell who keeps the accounts that no mails are sent, or that some could not be."""
    user = context["request"].user
    if not user.has_perm("notices.view_mail"):
        return {}
    return {
        "is_off": not settings.MAIL_ENABLED,
        "has_failed": settings.MAIL_ENABLED and Mail.objects.given_up().exists(),
    }


@register.simple_tag
def mail_is_on() -> bool:
    """Return whether the portal sends mails at all."""
    return bool(settings.MAIL_ENABLED)
