"""Which bucket backups are copied to."""

from typing import TYPE_CHECKING

from django.conf import settings

from portal.core.ops.backups.refusal import Refusal

if TYPE_CHECKING:
    from portal.core.ops.backups.bucket.store import Store


def opened() -> "Store":
    """Return the bucket of the settings, without asking it anything yet."""
    if not settings.BACKUP_S3:
        raise Refusal("Cổng chưa có kho S3 cho bản sao lưu: đặt các biến BACKUP_S3_… trong .env.")
    from portal.core.ops.backups.bucket.store import Store

    return Store(settings.BACKUP_S3)
