"""The rows of the trail, and the end of the chain.

Nothing here changes or deletes a row, whoever asks: every way that Django has refuses, and
triggers in the database refuse the rest (`guard.py`).  Rows are added by `chain.append` alone.
"""

from typing import Any, NoReturn

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.audit.verbs import LABELS, Area
from portal.core.content import Publishable, Status
from portal.core.workflow.models import Revision

_AREAS = {
    AccountRole.CHIEF: (Area.CONTENT, Area.SETTING),
    AccountRole.USER_ADMIN: (Area.ACCOUNT,),
}


class AppendOnly(TypeError):
    """Somebody tried to change or delete a row of the trail, or to add one beside the chain."""

    def __init__(self) -> None:
        super().__init__("The audit trail is append-only: rows come from chain.append and stay.")


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Questions about the trail; it takes no orders."""

    def newest_first(self) -> "AuditQuerySet":
        """Order as people read it."""
        return self.order_by("-made_at", "-number")

    def of(self, item: models.Model) -> "AuditQuerySet":
        """Return what was done to `item`; of a working copy that is what was done to its item."""
        content_type = ContentType.objects.get_for_model(item)
        number = item.public_pk if isinstance(item, Publishable) else item.pk
        return self.filter(content_type=content_type, object_id=number)

    def visible_to(self, user: User) -> "AuditQuerySet":
        """Return the parts of the trail that `user` may read."""
        areas = areas_of(user)
        if len(areas) == len(Area):
            return self
        return self.filter(area__in=areas) if areas else self.none()

    def update(self, **kwargs: object) -> NoReturn:
        """Refuse."""
        raise AppendOnly

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnly

    def bulk_create(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse: the rows would stand beside the chain."""
        raise AppendOnly

    def bulk_update(self, *args: object, **kwargs: object) -> NoReturn:
        """Refuse."""
        raise AppendOnly

    def _update(self, values: object) -> NoReturn:
        """Refuse what `Model.save_base` asks for a row that may be there already."""
        raise AppendOnly

    def _raw_delete(self, using: str | None) -> NoReturn:
        """Refuse what cascades and `ModelAdmin` ask without a look at the rows."""
        raise AppendOnly


class AuditEntry(models.Model):
    """One thing that somebody did, linked to the row before it by that row's hash."""

    number = models.PositiveBigIntegerField("số", primary_key=True)
    scheme = models.PositiveSmallIntegerField("cách niêm phong")
    made_at = models.DateTimeField("lúc")
    area = models.CharField("phần", max_length=10, choices=Area)
    action = models.CharField("việc", max_length=30)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="tài khoản",
        db_index=False,
    )
    actor_name = models.CharField("người làm", max_length=300)
    address = models.CharField("từ địa chỉ", max_length=60)
    content_type = models.ForeignKey(
        ContentType,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="loại",
        db_index=False,
    )
    object_id = models.PositiveBigIntegerField("số của đối tượng", null=True)
    title = models.CharField("đối tượng", max_length=300, blank=True)
    before = models.TextField("trước", blank=True)
    after = models.TextField("sau", blank=True)
    reason = models.TextField("lý do", blank=True)
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="lần sửa"
    )
    content_hash = models.CharField("mã nội dung", max_length=64, blank=True)
    previous_hash = models.CharField("mã dòng trước", max_length=64)
    hash = models.CharField("mã dòng này", max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "dòng nhật ký"
        default_permissions = ("view",)
        base_manager_name = "objects"  # else Django writes around the class above
        # Each list of the desk walks one of these from its newest row on, however long the trail.
        indexes = [
            models.Index(fields=["-made_at", "-number"], name="audit_newest"),
            models.Index(fields=["area", "-made_at", "-number"], name="audit_area"),
            models.Index(fields=["action", "-made_at", "-number"], name="audit_action"),
            models.Index(fields=["actor", "-made_at", "-number"], name="audit_actor"),
            models.Index(
                fields=["content_type", "object_id", "-made_at", "-number"], name="audit_item"
            ),
        ]

    def __str__(self) -> str:
        return f"Dòng {self.number}: {self.action_label}"

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse, new rows too."""
        raise AppendOnly

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnly

    @property
    def action_label(self) -> str:
        """What was done, in words."""
        return LABELS.get(self.action, self.action)

    @property
    def before_label(self) -> str:
        """What was there until then; of content its status, in words."""
        return self._in_words(self.before)

    @property
    def after_label(self) -> str:
        """What is there since then; of content its status, in words."""
        return self._in_words(self.after)

    def _in_words(self, text: str) -> str:
        is_status = self.area == Area.CONTENT and text in Status.values
        return str(Status(text).label) if is_status else text


class ChainHead(models.Model):
    """Number and hash of the newest row; whoever adds a row locks this one first."""

    number = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "đầu chuỗi nhật ký"
        verbose_name_plural = "đầu chuỗi nhật ký"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="audit_one_head", condition=models.Q(pk=1)),
        ]

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


def areas_of(user: User) -> list[Area]:
    """Return the parts of the trail that `user` may read."""
    if user.is_superuser:
        return list(Area)
    return [area for role, areas in _AREAS.items() if user.has_role(role) for area in areas]


def name_of(user: User) -> str:
    """Return how the trail calls an account, whatever becomes of it later."""
    return f"{user.full_name} ({user.username})" if user.full_name else user.username


def may_read_about(user: User, item: Publishable) -> bool:
    """Return whether `user` may read in the trail what was done to content like `item`."""
    return Area.CONTENT in areas_of(user) and user.has_perm("audit.view_auditentry")
