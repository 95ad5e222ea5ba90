"""What the first page of the desk says of the picture library."""

from django.urls import reverse

from portal.core.dashboard.parts import SHOWN, Content, More, Part, Row, at_most, register
from portal.core.dates import short_date
from portal.core.media.models import Image


@register
class Undescribed(Part):
    """Pictures of which nobody has said what they show."""

    position = 80
    title = "Ảnh thiếu mô tả"
    nothing = "Không có ảnh thiếu mô tả"

    def is_shown(self) -> bool:
        """It concerns those who may describe them."""
        return self.desk.user.has_perm("media.change_image")

    def content(self) -> Content:
        """Return the newest: those are still remembered."""
        images = at_most(Image.objects.undescribed().select_related("created_by"))
        url = f"{reverse('admin:media_image_changelist')}?can-lam=chua-ta"
        more = [More("Ảnh thiếu mô tả", url, len(images))] if images else []
        return Content([_row(image) for image in images[:SHOWN]], more, len(images))


def _row(image: Image) -> Row:
    return Row(
        str(image),
        reverse("admin:media_image_change", args=[image.pk]),
        (f"{image.created_by} tải lên {short_date(image.created_at)}",),
    )
