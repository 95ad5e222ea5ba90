"""Which sessions an account has; Django's own table cannot be asked that without reading all."""

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import models


class DeskSessionQuerySet(models.QuerySet["DeskSession"]):
    """Questions about sessions."""

    def alive(self) -> "DeskSessionQuerySet":
        """Return those whose session is there; it may have ended without a word."""
        sessions = Session.objects.filter(session_key=models.OuterRef("session_key"))
        return self.filter(models.Exists(sessions))

    def ended(self) -> "DeskSessionQuerySet":
        """Return those whose session is gone."""
        sessions = Session.objects.filter(session_key=models.OuterRef("session_key"))
        return self.exclude(models.Exists(sessions))


class DeskSession(models.Model):
    """A session of an account: since when, last seen when, from where, with what."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_sessions"
    )
    session_key = models.CharField(max_length=40, unique=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    address = models.CharField(max_length=60)
    browser = models.CharField(max_length=60)

    objects = DeskSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "phiên đăng nhập"
        verbose_name_plural = "phiên đăng nhập"
        default_permissions = ()

    def __str__(self) -> str:
        return self.browser
