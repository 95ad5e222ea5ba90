"""Pictures and where they are used; documents and what they are attached to."""

from portal.core.media.models.document import Attachment, Document
from portal.core.media.models.image import Image, ImageUse, Licence

__all__ = ["Attachment", "Document", "Image", "ImageUse", "Licence"]
