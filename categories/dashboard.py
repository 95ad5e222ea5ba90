"""What the first page of the desk says of delegations."""

from django.db.models import Q
from django.urls import reverse

from categories.delegations import Delegation, publishes
from portal.core.dashboard.parts import SHOWN, Content, More, Part, Row, at_most, register
from portal.core.dates import date_and_time


@register
class InForce(Part):
    """The delegations that this person has given or received, and that count now."""

    position = 90
    title = "Ủy quyền đang có hiệu lực"
    nothing = "Không có ủy quyền nào đang có hiệu lực"

    def is_shown(self) -> bool:
        """It concerns those who publish."""
        return self.desk.decides and publishes(self.desk.user)

    def content(self) -> Content:
        """Return those that end first."""
        user = self.desk.user
        rows = Delegation.objects.in_force().filter(Q(giver=user) | Q(receiver=user))
        found = at_most(rows.select_related("giver", "receiver").order_by("until", "pk"))
        url = reverse("admin:categories_delegation_changelist")
        more = [More("Mọi ủy quyền", url)] if found else []
        return Content([self._row(delegation) for delegation in found[:SHOWN]], more, len(found))

    def _row(self, delegation: Delegation) -> Row:
        given = delegation.giver_id == self.desk.user.pk
        title = f"Giao cho {delegation.receiver}" if given else f"Nhận của {delegation.giver}"
        url = reverse("admin:categories_delegation_change", args=[delegation.pk])
        return Row(title, url, (f"đến {date_and_time(delegation.until)}", delegation.reason))
