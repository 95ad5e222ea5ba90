"""Pictures, and where they are used."""

from portal.core.media.models.image import Image, ImageUse, Licence

__all__ = ["Image", "ImageUse", "Licence"]
