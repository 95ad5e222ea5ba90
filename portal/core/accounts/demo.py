"""Accounts whose passwords everybody knows: allowed in a demo, never in production."""

import sys

from django.conf import settings
from django.db import DatabaseError

from portal.core.accounts.models import User


def refuse_demo_accounts() -> None:
    """Stop with one clear line when a real portal is started on a demo database.

    A database that cannot be asked (not migrated yet, down) does not stop the start: then
    nobody can sign in either, and `/readyz` tells.
    """
    if settings.DEMO or settings.DEBUG:
        return
    try:
        found = User.objects.filter(is_demo=True).exists()
    except DatabaseError:
        return
    if found:
        sys.exit(
            "Cổng không khởi động: cơ sở dữ liệu này có tài khoản dùng thử với mật khẩu ai cũng "
            "biết. Chạy `manage.py load_demo --remove` hoặc dùng cơ sở dữ liệu khác."
        )
