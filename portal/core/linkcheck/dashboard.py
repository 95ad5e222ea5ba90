"""What the first page of the desk says of links that lead nowhere."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.text import Truncator

from portal.core.dashboard.parts import SHOWN, Content, More, Part, Row, at_most, register
from portal.core.dates import short_date
from portal.core.linkcheck.models import Address
from portal.core.linkcheck.visible import uses_seen_by


@register
class BrokenLinks(Part):
    """What readers are led to and do not find; the last found first."""

    position = 76
    title = "Đường dẫn hỏng"
    nothing = "Không có đường dẫn hỏng"
    once_begun = True

    def is_shown(self) -> bool:
        """It concerns those who may look at the list."""
        return bool(self.desk.admins) and self.desk.user.has_perm("links.view_address")

    def content(self) -> Content:
        """Return the addresses, each with why: one query along the index of the report."""
        uses = uses_seen_by(self.desk.user).filter(address=OuterRef("pk"))
        rows = Address.objects.broken().filter(Exists(uses)).newest_first()
        found = at_most(rows.only("url", "reason", "status", "since"))
        url = reverse("admin:links_address_changelist")
        more = [More("Đường dẫn hỏng", url, len(found))] if found else []
        return Content([_row(each) for each in found[:SHOWN]], more, len(found))


def _row(address: Address) -> Row:
    since = f"từ {short_date(address.since)}" if address.since else ""
    return Row(
        Truncator(address.url).chars(90),
        reverse("admin:links_address_change", args=[address.pk]),
        tuple(filter(None, (address.reason_in_words, since))),
    )
