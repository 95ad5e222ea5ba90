"""What stops a backup or a restore, in the operator's words."""

import errno
import re

from django.db import OperationalError

_OF_THE_SYSTEM = {
    errno.ENOSPC: "đĩa đã đầy",
    errno.EDQUOT: "tài khoản này đã dùng hết phần đĩa được cấp",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.EIO: "đĩa hỏng hoặc mất kết nối",
}
_BUSY = re.compile("database is locked|lock timeout")


class Refusal(Exception):
    """It cannot be done; nothing has been changed.  Its text is shown as it is."""


def words_of(error: Exception) -> str:
    """Return what an operator is told of an error, the system's own words where nobody knew it."""
    if isinstance(error, OSError) and error.errno in _OF_THE_SYSTEM:
        where = f": {error.filename}" if error.filename else ""
        return f"Hệ thống báo: {_OF_THE_SYSTEM[error.errno]}{where}."
    if isinstance(error, OperationalError) and _BUSY.search(str(error)):
        return "Cơ sở dữ liệu đang bận: dừng dịch vụ của cổng rồi chạy lại lệnh này."
    return str(error)
