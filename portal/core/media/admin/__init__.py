"""The libraries of pictures and documents in the admin."""

from portal.core.media.admin.documents import DocumentAdmin
from portal.core.media.admin.images import ImageAdmin

__all__ = ["DocumentAdmin", "ImageAdmin"]
