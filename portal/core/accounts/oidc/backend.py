"""The mark of a session whose owner came by the provider.

Django notes in each session by which backend it was opened.  With the setting gone this one is not
installed, and its sessions end.
"""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from portal.core.accounts.models import User

PATH = "portal.core.accounts.oidc.backend.ProviderBackend"
_FACTOR = "provider_second_factor"


class ProviderBackend(BaseBackend):
    """Keeps sessions open; it lets nobody in by itself and gives no rights."""

    def get_user(self, user_id: int) -> User | None:
        """Return the account of a session, while it is active."""
        return User.objects.filter(pk=user_id, is_active=True).first()


def came_by_provider(request: HttpRequest) -> bool:
    """Return whether the session was opened by the provider, and no password typed."""
    return request.session.get(BACKEND_SESSION_KEY) == PATH


def note_second_factor(request: HttpRequest) -> None:
    """Note in a session that its owner has shown a second factor to the provider."""
    request.session[_FACTOR] = True


def showed_second_factor(request: HttpRequest) -> bool:
    """Return whether the owner has shown the provider a second factor, if that is to count."""
    counts = settings.OIDC_SECOND_FACTOR == "provider" and came_by_provider(request)
    return counts and bool(request.session.get(_FACTOR))
