"""How often signing in has failed, by keyed hashes that nobody can read a name out of."""

from django.db import models


class Failures(models.Model):
    """Failed attempts of one kind: of an address, on an account, of both together.

    The key is a keyed hash: people type their password into the field of the name, too.
    """

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    forget_at = models.DateTimeField()

    class Meta:
        verbose_name = "lần đăng nhập hỏng"
        verbose_name_plural = "lần đăng nhập hỏng"
        default_permissions = ()
        # What is to be forgotten, the oldest first, however many attack.
        indexes = [models.Index(fields=["forget_at"], name="accounts_failures_age")]

    def __str__(self) -> str:
        return f"{self.count} lần"
