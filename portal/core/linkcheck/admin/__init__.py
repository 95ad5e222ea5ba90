"""The desk's pages for links that lead nowhere."""

from portal.core.linkcheck.admin.addresses import AddressAdmin

__all__ = ["AddressAdmin"]
