"""The database: its tables, its settings, its file."""

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.core.doctor.findings import Finding, bad, good, warning
from portal.core.doctor.registry import check

_FROM_BACKUP = "Dừng cổng và khôi phục bản sao lưu gần nhất theo docs/operation.md, mục Khôi phục."


@check(
    "migrations",
    "Bảng của cơ sở dữ liệu",
    why="Mã mới mà bảng cũ thì trang nào đọc cột mới cũng lỗi.",
)
def migrations() -> Finding:
    """Return whether the tables are those of the code."""
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if missing:
        return bad(f"Còn {missing} lần đổi bảng chưa chạy.", "Chạy lệnh này.", command="migrate")
    return good("Bảng đúng với mã đang chạy.")


@check(
    "database-settings",
    "Thiết lập của cơ sở dữ liệu",
    why="Thiết lập sai làm mất dữ liệu khi mất điện, hoặc làm người viết phải đợi người đọc.",
)
def database_settings() -> Finding:
    """Return whether what was written stays, and nobody waits for readers."""
    return _of_postgresql() if connection.vendor == "postgresql" else _of_sqlite()


def _of_postgresql() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('fsync'), current_setting('full_page_writes'),"
            " current_setting('server_encoding')"
        )
        fsync, whole_pages, encoding = cursor.fetchone()
    if "off" in {fsync, whole_pages}:
        return bad(
            "PostgreSQL không đợi đĩa ghi xong: mất điện là có thể hỏng cả cơ sở dữ liệu.",
            "Đặt fsync = on và full_page_writes = on trong postgresql.conf, khởi động lại nó.",
        )
    if encoding != "UTF8":
        return bad("Cơ sở dữ liệu không dùng bảng mã UTF-8.", "Tạo lại với mã UTF8, rồi chuyển.")
    return good("PostgreSQL ghi chắc xuống đĩa, bảng mã UTF-8.")


def _of_sqlite() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        (mode,) = cursor.fetchone()
    if mode not in {"wal", "memory"}:
        return warning(
            "Tệp SQLite không ở chế độ WAL, nên người đọc và người viết phải đợi nhau.",
            "Tệp phải nằm trên đĩa của chính máy này, không phải ổ mạng. Rồi khởi động lại cổng.",
        )
    if settings.REPLICAS or settings.CACHES["default"]["BACKEND"].endswith("RedisCache"):
        return warning(
            "Cổng đặt cho nhiều máy mà dùng SQLite, thứ chỉ dành cho một máy.",
            "Chuyển sang PostgreSQL theo docs/operation.md, mục Chuyển cơ sở dữ liệu.",
        )
    return good("SQLite ở chế độ WAL.")


@check(
    "database-file",
    "Tệp cơ sở dữ liệu",
    why="Tệp hỏng một chỗ vẫn chạy được nhiều ngày, cho đến khi có người mở đúng chỗ ấy.",
    slow=True,
    limit=20,
)
def database_file() -> Finding | None:
    """Have SQLite read its file; PostgreSQL looks after its own."""
    if connection.vendor != "sqlite":
        return None
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        (said,) = cursor.fetchone()
    if said != "ok":
        return bad("Tệp SQLite đã hỏng một chỗ.", _FROM_BACKUP)
    return good("SQLite đọc hết tệp, không thấy chỗ hỏng.")
