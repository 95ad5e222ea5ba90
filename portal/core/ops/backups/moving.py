"""Moving the portal to another database, of the other kind too; the one it leaves only reads."""

import warnings
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from portal.core.ops.backups import child, folder, making
from portal.core.ops.backups.making import Progress, silent
from portal.core.ops.backups.manifest import Manifest
from portal.core.ops.backups.refusal import Refusal
from portal.core.ops.backups.tables import all_tables

_ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
_SAME = ("ENGINE", "NAME", "HOST", "PORT")


def move(url: str, progress: Progress = silent) -> Manifest:
    """Copy every table into the empty database at `url`; return what was copied."""
    _check_target(url)
    with folder.scratch("chuyen") as place:
        told = making.blank_manifest()
        (place / "database").mkdir()
        making.write_tables(place, told, all_tables(), progress)
        making.finish_manifest(place, told)
        _load(place, url)
    return told


def _check_target(url: str) -> None:
    try:
        with warnings.catch_warnings(action="ignore"):  # what it would warn of is refused
            target = environ.Env.db_url_config(url)
    except (ImproperlyConfigured, ValueError):
        target = {}
    if target.get("ENGINE") not in _ENGINES or not target.get("NAME"):
        raise Refusal("Địa chỉ phải là sqlite:////thư-mục/db.sqlite3 hoặc postgres://…")
    here = connections["default"].settings_dict
    if all(str(target.get(part, "")) == str(here.get(part, "")) for part in _SAME):
        raise Refusal("Đó chính là cơ sở dữ liệu mà cổng đang dùng.")


def _load(place: Path, url: str) -> None:
    """Have a process whose database is the target restore there, which refuses a full one."""
    ended = child.run(
        "restore", str(place.resolve()), DATABASE_URL=url, BACKUP_DIR=str(place / "backups")
    )
    if ended.code:
        raise Refusal(f"Chưa chuyển được; cơ sở dữ liệu đang dùng không đổi. {ended.words}")
