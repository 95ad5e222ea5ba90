"""Who needs a second factor."""

from django.conf import settings
from django.http import HttpRequest
from django_otp import DEVICE_ID_SESSION_KEY

from portal.core.accounts.backends import load_rights
from portal.core.accounts.models import User
from portal.core.accounts.oidc.backend import showed_second_factor
from portal.core.accounts.roles import AccountRole

ROLES = (AccountRole.EDITOR, AccountRole.CHIEF, AccountRole.USER_ADMIN)
"""Who publishes or keeps accounts; superusers do both."""


def is_required(user: User) -> bool:
    """Return whether the account may work only with a second factor."""
    if settings.SECOND_FACTOR == "off":
        return False
    if settings.SECOND_FACTOR == "all" or user.is_superuser:
        return True
    load_rights([user])  # every page of the desk asks for them; so this costs no query of its own
    return any(user.has_role(role) for role in ROLES)


def is_verified(request: HttpRequest) -> bool:
    """Return whether this session has shown a second factor; what is taken away ends sessions."""
    return DEVICE_ID_SESSION_KEY in request.session or showed_second_factor(request)
