"""The working copy of a published item: edited, reviewed and approved while readers see the old.

It is a row of its own in the same table, so that forms, rows that hang on it, search at the desk,
rights and comparison work as for any draft.  It is never public (a check constraint says so);
approved, its content is copied to the live row in one transaction, and the copy goes.
"""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from portal.core.corrections import NOTE_MAX_LENGTH
from portal.core.fields import LineField

COPY_CHECK = "_copy_is_not_public"
"""How the name of the check constraint ends, whatever the content type."""


class WorkingCopy(models.Model):
    """Says of which row an item is the working copy, if it is one."""

    copy_of = models.OneToOneField(
        "self",
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="working_copy",
        verbose_name="bản sửa của",
    )
    change_note = LineField(
        "báo cho bạn đọc",
        max_length=NOTE_MAX_LENGTH,
        blank=True,
        editable=False,
        help_text="Cập nhật lớn (số liệu, tên người, kết luận…): ghi ngắn điều đã sửa. Bạn đọc "
        "thấy lời này cùng ngày cập nhật; không xóa được. Chỉ sửa lỗi chính tả: để trống.",
    )

    fixed_in_copies: ClassVar[tuple[str, ...]] = ()
    """Fields that a working copy cannot change; the unique ones among them are empty there."""
    became: Any = None
    """The public item, once this copy has taken its place; the row itself is gone then."""
    copy_of_id: int | None

    class Meta:
        abstract = True

    @property
    def is_copy(self) -> bool:
        """Whether this row is the working copy of a published one."""
        return self.copy_of_id is not None

    @property
    def public_pk(self) -> Any:
        """The number under which readers, and the history, know the item."""
        return self.copy_of_id or self.pk

    @property
    def pending_copy(self) -> Self | None:
        """The working copy of this item, if there is one; a query unless it was loaded."""
        return getattr(self, "working_copy", None)

    def blank_copy(self) -> Self:
        """Return a new, unsaved row that is to become the working copy of this one."""
        copy: Any = type(self)(copy_of=self)
        copy.version = vars(self)["version"]
        for name in self.fixed_in_copies:
            field = self._meta.get_field(name)
            if not getattr(field, "unique", False):
                setattr(copy, name, getattr(self, name))
        blank: Self = copy
        return blank


def copy_check(statuses: tuple[str, ...]) -> models.CheckConstraint:
    """Return the constraint that keeps working copies among the drafts (`statuses`)."""
    return models.CheckConstraint(
        name=f"%(app_label)s_%(class)s{COPY_CHECK}",
        condition=Q(copy_of__isnull=True) | Q(status__in=statuses),
        violation_error_message="Bản sửa không tự hiện trên cổng.",
    )
