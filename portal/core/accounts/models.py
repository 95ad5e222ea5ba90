"""Accounts of the people who work on the portal."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models

from portal.core.accounts.roles import DESK_ROLES, AccountRole
from portal.core.fields import LineField


class UserManager(DjangoUserManager["User"]):
    """Makes accounts as the admin does: whoever has one works on the desk."""

    use_in_migrations = False

    def create_user(self, username: str, *args: Any, **fields: Any) -> "User":
        """Store an account; unlike Django's, it may enter the admin."""
        return super().create_user(username, *args, **{"is_staff": True, **fields})

    def at_the_desk(self) -> "models.QuerySet[User]":
        """Return the accounts in use that have to do with content, by name."""
        roles = [role.value for role in DESK_ROLES]
        active = self.filter(is_active=True)
        some = active.filter(models.Q(is_superuser=True) | models.Q(groups__name__in=roles))
        return some.distinct().order_by("full_name", "pk")


class User(AbstractUser):
    """A person who works on the portal; citizens need no account."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = LineField("họ và tên", max_length=100)
    unit = LineField("đơn vị", max_length=150, blank=True)
    position = LineField("chức vụ", max_length=100, blank=True)
    phone = LineField("điện thoại", max_length=30, blank=True)
    is_staff = models.BooleanField(
        "được vào trang quản trị",
        default=True,
        help_text="Mọi tài khoản của cổng đều làm việc trong trang quản trị.",
    )
    must_change_password = models.BooleanField(
        "phải đổi mật khẩu",
        default=False,
        help_text="Lần đăng nhập tới, người dùng phải đặt mật khẩu mới trước khi làm việc.",
    )
    last_seen_at = models.DateTimeField("hoạt động gần nhất", null=True, editable=False)
    reopened_at = models.DateTimeField("mở lại lúc", null=True, editable=False)
    is_demo = models.BooleanField(
        "tài khoản dùng thử",
        default=False,
        editable=False,
        help_text="Mật khẩu của tài khoản này ai cũng biết: cổng thật không chịu chạy với nó.",
    )

    objects: ClassVar[UserManager] = UserManager()

    REQUIRED_FIELDS = ["full_name", "email"]

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        """Return the person's name as it is written in Vietnamese."""
        return str(self.full_name)

    def get_short_name(self) -> str:
        """Return the given name, the last word of a Vietnamese name."""
        return self.full_name.rsplit(" ", 1)[-1] or self.username

    def has_role(self, role: AccountRole) -> bool:
        """Return whether the account is in the group of `role` (one query per user object)."""
        return self.is_active and role.value in self.role_names

    @property
    def role_names(self) -> frozenset[str]:
        """The names of the account's groups, read once per user object."""
        if not hasattr(self, "_role_names"):
            self._role_names = frozenset(self.groups.values_list("name", flat=True))
        return self._role_names


# Tables of this application that stand in rooms of their own.
from portal.core.accounts.login.models import Failures  # noqa: E402, F401
from portal.core.accounts.oidc.models import ProviderTie  # noqa: E402, F401
from portal.core.accounts.passwords.models import LinkRequest  # noqa: E402, F401
from portal.core.accounts.sessions.models import DeskSession  # noqa: E402, F401
