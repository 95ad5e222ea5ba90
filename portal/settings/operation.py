"""What those who run the machine set: backups and the log."""

from urllib.parse import urlsplit

from portal.settings.reading import VAR_DIR, env, refuse, whole_number

# Backups: see portal/core/ops/backups.
BACKUP_DIR = env.path("BACKUP_DIR", default=str(VAR_DIR / "backups"))
BACKUP_KEEP_DAYS = whole_number("BACKUP_KEEP_DAYS", default=7)
BACKUP_KEEP_WEEKS = whole_number("BACKUP_KEEP_WEEKS", default=4)
BACKUP_KEEP_MONTHS = whole_number("BACKUP_KEEP_MONTHS", default=12)
BACKUP_PUBLIC_KEY = env.str("BACKUP_PUBLIC_KEY", default="").strip()
"""Whose key (`age1…`) opens the backups; empty: they are not encrypted."""

CLOCK_URL = env.str("CLOCK_URL", default="").strip()
"""A host that is trusted to know the time; `manage.py doctor` compares; empty: none is asked."""
if CLOCK_URL and urlsplit(CLOCK_URL).scheme not in {"http", "https"}:
    refuse("CLOCK_URL phải bắt đầu bằng http:// hoặc https://")

LOG_LEVEL = env.str("LOG_LEVEL", default="WARNING").upper()
if LOG_LEVEL not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
    refuse("LOG_LEVEL phải là DEBUG, INFO, WARNING, ERROR hoặc CRITICAL.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
}
