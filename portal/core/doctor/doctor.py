"""The checks that belong to no other application; reading them adds them."""

from portal.core.doctor.checks import (
    addresses,
    clock,
    databases,
    disks,
    files,
    start,
    timers,
    versions,
)

__all__ = ["addresses", "clock", "databases", "disks", "files", "start", "timers", "versions"]
