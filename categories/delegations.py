"""A publisher on leave hands their categories to a colleague, until a date."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.fields import LineField

LONGEST = timedelta(days=366)
PUBLISHERS = (AccountRole.EDITOR, AccountRole.CHIEF)


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Which delegations there are."""

    def in_force(self) -> Self:
        """Return those that count now: neither over nor ended, of givers still in office."""
        now = timezone.now()
        running = self.filter(ended_at=None, begins_at__lte=now, until__gt=now)
        return running.filter(giver__is_active=True)


class Delegation(models.Model):
    """`receiver` works in the categories of `giver` too, as `giver` may, until then.

    A chief hands over all categories, to edit in; not the office of a chief.
    """

    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="delegations_given",
        verbose_name="người giao",
    )
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="delegations_received",
        verbose_name="người nhận",
    )
    begins_at = models.DateTimeField("từ lúc", default=timezone.now)
    until = models.DateTimeField("đến lúc")
    reason = LineField("lý do", max_length=200, help_text="Ví dụ: nghỉ phép, đi công tác.")
    ended_at = models.DateTimeField("kết thúc sớm lúc", null=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người lập",
        editable=False,
    )

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = "ủy quyền"
        verbose_name_plural = "ủy quyền"
        ordering = ["-begins_at", "-pk"]
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(
                name="categories_delegation_in_order",
                condition=Q(until__gt=F("begins_at")),
                violation_error_message="Lúc kết thúc phải sau lúc bắt đầu.",
            )
        ]
        indexes = [
            # Asked with the rights of every account, at every request of the desk.
            models.Index(
                fields=["receiver", "until"],
                name="categories_delegation_now",
                condition=Q(ended_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}"

    def clean(self) -> None:
        """Refuse what gives nothing, and what would never end; with the message at the field."""
        super().clean()
        errors: dict[str, str] = {}
        if self.until and self.begins_at:
            if self.until <= max(self.begins_at, timezone.now()):
                errors["until"] = "Chọn một lúc ở phía trước, sau lúc bắt đầu."
            elif self.until - self.begins_at > LONGEST:
                errors["until"] = "Ủy quyền dài nhất một năm; hết hạn thì lập lại."
        giver, receiver = (_account(self, name) for name in ("giver", "receiver"))
        if giver and not publishes(giver):
            errors["giver"] = f"“{giver}” không có quyền duyệt đăng để giao lại."
        if receiver and not publishes(receiver):
            errors["receiver"] = f"“{receiver}” cần có vai trò Biên tập viên trước đã."
        if giver and giver == receiver:
            errors["receiver"] = "Chọn một người khác."
        if errors:
            raise ValidationError(errors)

    @property
    def is_in_force(self) -> bool:
        """Whether it counts now."""
        return self.ended_at is None and self.begins_at <= timezone.now() < self.until

    def end(self, at: datetime | None = None) -> None:
        """Take it back before its time; twice is once."""
        if self.ended_at is None:
            self.ended_at = at or timezone.now()
            self.save(update_fields=["ended_at"])


def publishes(user: User) -> bool:
    """Return whether an account decides on anything at all."""
    return user.is_active and (user.is_superuser or any(map(user.has_role, PUBLISHERS)))


def lent_to(user: User, grants: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
    """Return those of `grants` (to edit) that others have lent to `user` now."""
    givers = Delegation.objects.in_force().filter(receiver=user).values("giver")
    editors = User.objects.filter(pk__in=givers, groups__name=AccountRole.EDITOR.value)
    return grants.filter(user__in=editors.values("pk"), role="editor")


def stands_in_for_a_chief(user: User) -> Any:
    """Return the query for a delegation by which `user` edits in every category now."""
    lent = Delegation.objects.in_force().filter(receiver=user)
    chiefs = Q(giver__groups__name=AccountRole.CHIEF.value) | Q(giver__is_superuser=True)
    return lent.filter(chiefs)


def _account(delegation: Delegation, name: str) -> User | None:
    if getattr(delegation, f"{name}_id") is None:
        return None
    found: User = getattr(delegation, name)
    return found
