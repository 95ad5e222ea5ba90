"""Files and caches: who may read them, whether they are there, who shares them."""

import secrets
import stat
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.cache import cache

from portal.core.doctor.findings import Finding, bad, good, note, warning
from portal.core.doctor.registry import check
from portal.core.pagecache.stores import store

_OTHERS = stat.S_IROTH | stat.S_IWOTH | stat.S_IXOTH


@check(
    "permissions",
    "Ai đọc được cấu hình và bản sao lưu",
    why="Tệp .env có mật khẩu và khóa, bản sao lưu có mọi thứ: chỉ tài khoản của cổng được đọc.",
    asks_database=False,
)
def permissions() -> Finding:
    """Return whether other accounts of the machine can read what is secret."""
    open_ones = []
    environment, backups = Path(settings.BASE_DIR) / ".env", Path(settings.BACKUP_DIR)
    if environment.exists() and environment.stat().st_mode & _OTHERS:
        open_ones.append("tệp .env (gõ: chmod o-rwx .env)")
    if backups.exists() and backups.stat().st_mode & _OTHERS:
        open_ones.append("thư mục sao lưu BACKUP_DIR (gõ: chmod 700 lên thư mục ấy)")
    if open_ones:
        names = " và ".join(open_ones)
        return bad(f"Mọi tài khoản của máy vào được {names}.", "Đổi quyền như đã ghi trong ngoặc.")
    return good("Chỉ tài khoản của cổng đọc được.")


@check(
    "static-files",
    "Tệp giao diện",
    why="Thiếu tệp giao diện thì trang hiện trơ chữ, hoặc không hiện.",
    asks_database=False,
)
def static_files() -> Finding | None:
    """Return whether the collected files are there."""
    storage: Any = staticfiles_storage
    if not isinstance(storage, ManifestFilesMixin):
        return None
    names = storage.hashed_files.values()
    missing = [name for name in names if not staticfiles_storage.exists(name)]
    if not names or missing:
        seen = f"Thiếu {len(missing)} tệp giao diện." if names else "Chưa gom tệp giao diện."
        return bad(seen, "Chạy lệnh này.", command="collectstatic --noinput")
    return good(f"Đủ {len(names)} tệp giao diện.")


@check(
    "page-cache",
    "Nơi giữ trang đã dựng",
    why="Trang đã dựng được trả lời nhanh gấp trăm lần, kể cả khi cơ sở dữ liệu ngừng.",
    asks_database=False,
)
def page_cache() -> Finding | None:
    """Return whether stored pages can be kept."""
    if not settings.PAGE_CACHE:
        return None
    if store().version() is None:
        return warning(
            "Không ghi được vào nơi giữ trang, nên trang nào cũng phải dựng lại.",
            "Xem quyền và chỗ trống của PAGE_CACHE_DIR, hoặc máy Redis, Valkey ở CACHE_URL.",
        )
    return good("Giữ được trang đã dựng.")


@check(
    "cache",
    "Bộ nhớ đệm chung",
    why="Nhiều máy phải dùng chung bộ nhớ đệm, nếu không mỗi máy đếm giới hạn và giữ trang riêng.",
    asks_database=False,
)
def shared_cache() -> Finding:
    """Return whether what one process stores the others find."""
    backend = settings.CACHES["default"]["BACKEND"]
    if "locmem" in backend or "dummy" in backend:
        return note(
            "Mỗi tiến trình có bộ nhớ đệm riêng. Một máy thì không sao.",
            "Thêm máy ứng dụng thì đặt CACHE_URL trỏ tới một máy Redis hay Valkey chung.",
        )
    key, value = f"doctor:{secrets.token_hex(8)}", secrets.token_hex(8)
    cache.set(key, value, timeout=10)
    if cache.get(key) != value:
        return warning(
            "Máy nhớ đệm ghi ở CACHE_URL không trả lời; trang vẫn hiện nhưng chậm hơn.",
            "Xem Redis hay Valkey còn chạy không.",
        )
    cache.delete(key)
    return good("Bộ nhớ đệm chung trả lời đúng.")
