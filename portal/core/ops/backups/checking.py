"""Is a backup whole, does it fit this code, and may it come into this database?"""

from collections.abc import Iterator
from pathlib import Path

from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from portal.core.accounts.models import User
from portal.core.audit.models import AuditEntry
from portal.core.content import content_models
from portal.core.ops.backups import files, media
from portal.core.ops.backups.making import Progress
from portal.core.ops.backups.manifest import Manifest
from portal.core.ops.backups.refusal import Refusal
from portal.core.ops.backups.tables import all_tables, is_left_out

_NAMED = 5
"""So many faults are told one by one."""


def check_files(backup: Path, told: Manifest, progress: Progress) -> None:
    """Refuse a backup of which anything is missing, cut or changed."""
    faults = [fault for fault in _faults(backup, told, progress) if fault]
    if faults:
        shown = "".join(f"\n  {fault}" for fault in faults[:_NAMED])
        more = f"\n  … và {len(faults) - _NAMED} tệp nữa" if len(faults) > _NAMED else ""
        raise Refusal(f"Bản sao {backup.name} không còn nguyên vẹn:{shown}{more}")


def _faults(backup: Path, told: Manifest, progress: Progress) -> Iterator[str]:
    for each in told.files:
        yield _fault(backup / each.path, each.path, each.size, each.sha256)
    if not any(each.path == media.LIST for each in told.files):
        return
    if _fault(backup / media.LIST, "", *_expected(told)):
        return  # told above; what it lists cannot be believed
    number = 0
    for number, upload in enumerate(media.uploads_of(backup), 1):
        path = upload.path_in(backup, told)
        yield _fault(path, f"media/{upload.name}", upload.stored_size, upload.stored_sha256)
        progress("Kiểm tra tệp", number, told.media_files)
    if number != told.media_files:
        yield f"{media.LIST}: có {number} tệp, cần {told.media_files}"


def _expected(told: Manifest) -> tuple[int, str]:
    listed = next(each for each in told.files if each.path == media.LIST)
    return listed.size, listed.sha256


def _fault(path: Path, name: str, size: int, sha256: str) -> str:
    try:
        found = files.digest_of(path)
    except OSError as error:
        return f"{name}: không đọc được ({error.strerror})"
    if found.size != size:
        return f"{name}: {found.size} byte, cần {size}"
    return "" if found.sha256 == sha256 else f"{name}: nội dung đã bị đổi"


def check_code(told: Manifest) -> None:
    """Refuse a backup whose tables are not those of this code."""
    code = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    theirs = set(told.migrations)
    if newer := theirs - code:
        raise Refusal(
            f"Bản sao do bản mã mới hơn ghi (bản {told.release}; mã này không có "
            f"{_some(newer)}). Hãy khôi phục bằng bản mã ấy hoặc bản mới hơn."
        )
    if older := code - theirs:
        raise Refusal(
            f"Bản sao do bản mã cũ hơn ghi (bản {told.release}; khi ấy chưa có {_some(older)}). "
            "Hãy khôi phục vào một cơ sở dữ liệu trống bằng chính bản mã ấy, rồi quay lại bản mã "
            "này và chạy manage.py migrate."
        )
    _check_tables(told)


def _check_tables(told: Manifest) -> None:
    known = {table.name: table for table in all_tables()}
    theirs = {entry.name: entry for entry in told.tables}
    if unknown := theirs.keys() - known.keys():
        raise Refusal(f"Bản sao có bảng mà mã này không biết: {_some(unknown)}.")
    needed = {name for name, table in known.items() if not is_left_out(table)}
    if missing := needed - theirs.keys():
        raise Refusal(f"Bản sao thiếu bảng: {_some(missing)}.")
    for name, entry in theirs.items():
        if entry.columns != known[name].columns:
            raise Refusal(f"Bảng {name} của bản sao có các cột khác với mã này.")


def check_database() -> None:
    """Refuse a database that holds tables of something else."""
    names = set(connections["default"].introspection.table_names())
    if names and "django_migrations" not in names:
        raise Refusal(
            "Cơ sở dữ liệu có bảng của một phần mềm khác. Hãy dùng một cơ sở dữ liệu riêng, trống."
        )


def is_empty() -> bool:
    """Return whether nobody has worked with the database yet: it has what `migrate` puts in."""
    names = set(connections["default"].introspection.table_names())
    models: list[type[Model]] = [User, AuditEntry, *content_models()]
    for model in models:
        if model._meta.db_table in names and model._base_manager.exists():
            return False
    return True


def _some(names: set[str]) -> str:
    found = sorted(names)
    more = f" và {len(found) - _NAMED} thứ nữa" if len(found) > _NAMED else ""
    return ", ".join(found[:_NAMED]) + more
