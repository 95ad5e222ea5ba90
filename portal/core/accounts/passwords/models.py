"""Who has asked for a new password and was not written to yet."""

from django.db import models
from django.utils import timezone


class LinkRequest(models.Model):
    """What somebody has typed who forgot a password; it stays until a mail is written, or is not.

    There is a row for every name alike, so that the answer takes as long whether or not there is
    such an account.
    """

    name = models.CharField(max_length=254)
    address = models.CharField(max_length=60)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "yêu cầu đặt lại mật khẩu"
        verbose_name_plural = "yêu cầu đặt lại mật khẩu"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{timezone.localtime(self.asked_at):%d/%m/%Y %H:%M}"
