"""The desk's pages for the checks."""

from portal.core.checks.admin.findings import ItemFindingAdmin
from portal.core.checks.admin.switches import CheckSwitchAdmin
from portal.core.checks.admin.waivers import CheckWaiverAdmin

__all__ = ["CheckSwitchAdmin", "CheckWaiverAdmin", "ItemFindingAdmin"]
