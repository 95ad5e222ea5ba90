"""What those who run the machine set: backups, the log, numbers and errors for who watches."""

from importlib.util import find_spec
from urllib.parse import urlsplit

from portal.settings.applications import MIDDLEWARE
from portal.settings.buckets import bucket
from portal.settings.files import MEDIA_S3
from portal.settings.reading import VAR_DIR, env, is_proxy, refuse, switch, whole_number

# Backups: see portal/core/ops/backups.
BACKUP_DIR = env.path("BACKUP_DIR", default=str(VAR_DIR / "backups"))
BACKUP_KEEP_DAYS = whole_number("BACKUP_KEEP_DAYS", default=7)
BACKUP_KEEP_WEEKS = whole_number("BACKUP_KEEP_WEEKS", default=4)
BACKUP_KEEP_MONTHS = whole_number("BACKUP_KEEP_MONTHS", default=12)
BACKUP_PUBLIC_KEY = env.str("BACKUP_PUBLIC_KEY", default="").strip()
"""Whose key (`age1…`) opens the backups; empty: they are not encrypted."""
BACKUP_S3 = bucket("BACKUP_S3")
"""Where each finished backup is copied to, off this machine; empty: nowhere."""
if BACKUP_S3 and all(
    BACKUP_S3.get(part) == MEDIA_S3.get(part) for part in ("endpoint_url", "bucket_name")
):
    refuse("BACKUP_S3_BUCKET phải là bucket khác với MEDIA_S3_BUCKET: mất kho là mất cả hai.")

CLOCK_URL = env.str("CLOCK_URL", default="").strip()
"""A host that is trusted to know the time; `manage.py doctor` compares; empty: none is asked."""
if CLOCK_URL and urlsplit(CLOCK_URL).scheme not in {"http", "https"}:
    refuse("CLOCK_URL phải bắt đầu bằng http:// hoặc https://")

LOG_LEVEL = env.str("LOG_LEVEL", default="WARNING").upper()
if LOG_LEVEL not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
    refuse("LOG_LEVEL phải là DEBUG, INFO, WARNING, ERROR hoặc CRITICAL.")
LOG_FORMAT = env.str("LOG_FORMAT", default="line").lower()
"""How a line of the log is written: for people (`line`) or for machines (`json`)."""
if LOG_FORMAT not in {"line", "json"}:
    refuse("LOG_FORMAT phải là line hoặc json.")
ACCESS_LOG = switch("ACCESS_LOG", default=False)
"""A line for each request that reaches the application; the web server keeps one of all."""
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "portal.core.logs.formatting.RequestFilter"}},
    "formatters": {
        "line": {
            "()": "portal.core.logs.formatting.LineFormatter",
            "format": "{asctime} {levelname} {request_id} {name}: {message}",
            "style": "{",
        },
        "json": {"()": "portal.core.logs.formatting.JsonFormatter"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": LOG_FORMAT,
            "filters": ["request"],
        }
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        # Django's own handlers know nothing of what is to be left out.
        "django": {"handlers": []},
        "portal.access": {"level": "INFO" if ACCESS_LOG else "CRITICAL"},
    },
}

METRICS = switch("METRICS", default=False)
"""A handful of numbers for Prometheus at /metrics, for whoever knows the token."""
METRICS_TOKEN = env.str("METRICS_TOKEN", default="").strip()
if METRICS and len(METRICS_TOKEN) < 20:
    refuse("có METRICS=True thì phải có METRICS_TOKEN, ít nhất 20 ký tự ngẫu nhiên.")
if METRICS:
    MIDDLEWARE.insert(
        MIDDLEWARE.index("portal.core.logs.requests.RequestLogMiddleware"),
        "portal.core.doctor.metrics.MetricsMiddleware",
    )

SENTRY_DSN = env.str("SENTRY_DSN", default="").strip()
"""Where errors are reported to, without anything of the reader; empty: nowhere."""
if SENTRY_DSN and urlsplit(SENTRY_DSN).scheme not in {"http", "https"}:
    refuse("SENTRY_DSN phải bắt đầu bằng http:// hoặc https://")
if SENTRY_DSN and not find_spec("sentry_sdk"):
    refuse("có SENTRY_DSN thì phải cài thêm thư viện: pip install -r requirements-sentry.txt")

LINKCHECK_PROXY = env.str("LINKCHECK_PROXY", default="").strip()
"""Through which machine links to other sites are checked (http://host:port); empty: directly."""
if LINKCHECK_PROXY and not is_proxy(LINKCHECK_PROXY):
    refuse("LINKCHECK_PROXY phải có dạng http://máy:cổng, không kèm tên và mật khẩu.")
SCAN_KNOWN_HOSTS = env.list("SCAN_KNOWN_HOSTS", default=[])
"""Hosts that contents may name, each with all names below it."""
