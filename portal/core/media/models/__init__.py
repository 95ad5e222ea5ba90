"""Pictures and where they are used; documents and what they are attached to; recordings."""

from portal.core.media.models.document import Attachment, Document
from portal.core.media.models.image import Image, ImageUse, Licence
from portal.core.media.models.recording import Recording

__all__ = ["Attachment", "Document", "Image", "ImageUse", "Licence", "Recording"]
