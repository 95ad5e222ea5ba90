"""For how many days what tells something of persons is kept; docs/du-lieu-ca-nhan.md has it all."""

from portal.settings.reading import refuse, whole_number


def _days(name: str, *, default: int) -> int:
    """Return a number of days; none at all would delete at night what came by day."""
    return whole_number(name, default=default) or refuse(f"{name} phải từ 1 ngày trở lên.")


REPORT_KEEP_DAYS = _days("REPORT_KEEP_DAYS", default=400)
"""Of a reader's report after it was closed; of the contact in one that nobody closes."""
SEARCH_KEEP_DAYS = _days("SEARCH_KEEP_DAYS", default=400)
NOTICE_KEEP_DAYS = _days("NOTICE_KEEP_DAYS", default=90)
AUTOSAVE_KEEP_DAYS = _days("AUTOSAVE_KEEP_DAYS", default=30)
ADMIN_LOG_KEEP_DAYS = _days("ADMIN_LOG_KEEP_DAYS", default=400)
SERVER_LOG_DAYS = _days("SERVER_LOG_DAYS", default=100)
"""What the web server's `rotate` says; told to citizens, deleted by logrotate."""
