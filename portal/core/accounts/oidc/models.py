"""Which account somebody at the provider is, after the first time."""

from django.conf import settings
from django.db import models


class ProviderTie(models.Model):
    """An account and the name that never changes by which the provider knows its owner."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="provider_ties"
    )
    issuer = models.CharField("nơi đăng nhập", max_length=255)
    subject = models.CharField("mã ở nơi ấy", max_length=255)
    made_at = models.DateTimeField("gắn lúc")
    used_at = models.DateTimeField("vào lần cuối")

    class Meta:
        verbose_name = "gắn với nhà cung cấp đăng nhập"
        verbose_name_plural = "gắn với nhà cung cấp đăng nhập"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="accounts_tie_subject"),
            models.UniqueConstraint(fields=["user", "issuer"], name="accounts_tie_user"),
        ]

    def __str__(self) -> str:
        return self.issuer
