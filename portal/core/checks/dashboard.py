"""What the first page of the desk says of faults in what is published."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from portal.core.checks.findings import Level
from portal.core.checks.models import CheckSwitch, ItemFinding
from portal.core.checks.registry import BY_NAME
from portal.core.checks.visible import about_visible
from portal.core.dashboard.gathering import Arm, Found, gather
from portal.core.dashboard.parts import SHOWN, Content, More, Part, Row, at_most, register


@register
class Faults(Part):
    """What the checks have found in what readers see; the last found first."""

    position = 75
    title = "Đã đăng, cần sửa"
    nothing = "Không có bài đã đăng nào cần sửa"

    def is_shown(self) -> bool:
        """It concerns those who may look at the list."""
        return bool(self.desk.admins) and self.desk.user.has_perm("checks.view_itemfinding")

    def content(self) -> Content:
        """Return the items, each with the check; two queries, however many types there are."""
        found = at_most(self._findings())
        items = self._items(found[:SHOWN])
        rows = [_row(each, items[_key(each)]) for each in found[:SHOWN] if items.get(_key(each))]
        url = reverse("admin:checks_itemfinding_changelist")
        more = [More("Bài đã đăng, cần sửa", url, len(found))] if found else []
        return Content(rows, more, len(found))

    def _findings(self) -> QuerySet[ItemFinding]:
        """Return those of visible items, from the last on: walked until there are enough."""
        off = CheckSwitch.objects.filter(level=Level.OFF).values("check_name")
        rows = ItemFinding.objects.filter(about_visible(self.desk.user)).exclude(check_name__in=off)
        return rows.select_related("content_type").order_by("-pk")

    def _items(self, findings: list[ItemFinding]) -> dict[Any, Found]:
        arms = []
        for model_admin in self.desk.admins:
            name = (model_admin.opts.app_label, model_admin.opts.model_name)
            numbers = [each.object_id for each in findings if _key(each)[:2] == name]
            if numbers:
                rows = model_admin.rows_seen_by(self.desk.user).filter(pk__in=numbers)
                arms.append(Arm(model_admin, rows, ("-updated_at", "-pk"), SHOWN, mark=name))
        return {(*row.arm.mark, row.values["pk"]): row for row in gather(arms)}


def _key(finding: ItemFinding) -> tuple[str, str, int]:
    kind = finding.content_type
    return kind.app_label, kind.model, finding.object_id


def _row(finding: ItemFinding, found: Found) -> Row:
    item = found.item
    check = BY_NAME.get(finding.check_name)
    facts = tuple(filter(None, (check.title if check else "", found.place)))
    return Row(str(item), found.arm.model_admin.url_of("review", item), facts)
