"""The libraries of pictures, documents and recordings in the admin."""

from portal.core.media.admin.documents import DocumentAdmin
from portal.core.media.admin.images import ImageAdmin
from portal.core.media.admin.recordings import RecordingAdmin

__all__ = ["DocumentAdmin", "ImageAdmin", "RecordingAdmin"]
