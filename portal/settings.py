"""All settings, read from the environment and from `.env` beside manage.py.

docs/configuration.md lists the variables.  With DEBUG off, a missing or weak secret key or a
missing host name refuses to start with one line that says what to do.
"""

import sys
import warnings
from collections.abc import Callable
from datetime import datetime, time
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote, urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


def refuse(message: str) -> NoReturn:
    """Stop with one clear line instead of a stack trace; operators read it in the journal."""
    sys.exit(f"Cổng không khởi động: {message}")


def read_address(read: Callable[..., Any], variable: str, default: str) -> Any:
    """Return the parts of an address; refuse to start with one that cannot be read."""
    try:
        with warnings.catch_warnings(action="ignore"):  # what it would warn of is refused
            return read(variable, default=default)
    except (ImproperlyConfigured, ValueError):
        refuse(f"{variable} không đúng dạng; docs/configuration.md có ví dụ.")


def switch(name: str, *, default: bool) -> bool:
    """Return whether a variable says yes; a mistyped one must not turn a protection off."""
    value = env.str(name, default="").strip().lower()
    if value in {"true", "yes", "on", "1"}:
        return True
    if value in {"false", "no", "off", "0"}:
        return False
    if value:
        refuse(f"{name} phải là True hoặc False.")
    return default


def whole_number(name: str, *, default: int) -> int:
    """Return a variable that must be a number without a sign."""
    value = env.str(name, default=str(default)).strip()
    if not value.isdecimal():
        refuse(f"{name} phải là một số nguyên.")
    return int(value)


def time_of_day(name: str, *, default: str) -> time:
    """Return a variable that must be an hour and a minute."""
    try:
        return datetime.strptime(env.str(name, default=default).strip(), "%H:%M").time()
    except ValueError:
        refuse(f"{name} phải là giờ và phút, ví dụ {default}.")


# Environment -----------------------------------------------------------------------------

DEBUG = switch("DEBUG", default=False)
DEMO = switch("DEMO", default=False)
SECURE = switch("SECURE", default=not DEBUG)

SECRET_KEY = env.str("SECRET_KEY", default="for-development-only" if DEBUG else "")
if not DEBUG and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5):
    refuse("SECRET_KEY thiếu hoặc quá yếu; cần ít nhất 50 ký tự ngẫu nhiên.")

_HOSTS = env.str("ALLOWED_HOSTS", default="localhost,127.0.0.1" if DEBUG else "")
ALLOWED_HOSTS = [host.strip() for host in _HOSTS.split(",") if host.strip()]
if not ALLOWED_HOSTS or (not DEBUG and "*" in ALLOWED_HOSTS):
    refuse("ALLOWED_HOSTS phải ghi rõ tên miền của cổng, ví dụ ALLOWED_HOSTS=xa.example.gov.vn")

SITE_URL = env.str("SITE_URL", default="").rstrip("/")
"""Scheme and host of the public address, for feeds and link previews; empty: as requested."""
if SITE_URL and urlsplit(SITE_URL).scheme not in {"http", "https"}:
    refuse("SITE_URL phải bắt đầu bằng http:// hoặc https://")

ADMIN_PATH = env.str("ADMIN_PATH", default="quan-tri").strip("/")
if not ADMIN_PATH:
    refuse("ADMIN_PATH không được để trống, ví dụ ADMIN_PATH=quan-tri")

# Applications ----------------------------------------------------------------------------

INSTALLED_APPS = [
    "portal.core.apps.CoreConfig",
    "portal.core.accounts.apps.AccountsConfig",
    "portal.core.media.apps.MediaConfig",
    "portal.core.identity.apps.IdentityConfig",
    "portal.core.pagecache.apps.PageCacheConfig",
    "portal.core.workflow.apps.WorkflowConfig",
    "portal.core.notices.apps.NoticesConfig",
    "portal.core.audit.apps.AuditConfig",
    "portal.core.drafts.apps.DraftsConfig",
    "portal.core.search.apps.SearchConfig",
    "portal.core.preview.apps.PreviewConfig",
    "portal.core.review.apps.ReviewConfig",
    "portal.core.checks.apps.ChecksConfig",
    "portal.core.ops.apps.OpsConfig",
    "categories.apps.CategoriesConfig",
    "news.apps.NewsConfig",
    "portal.sections.pages.apps.PagesConfig",
    "portal.sections.reports.apps.ReportsConfig",
    "portal.core.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "portal.core.staticfiles.PortalStaticFilesConfig",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "ckeditor",
    "csp",
    "portal.front.apps.FrontConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "portal.core.health.HealthMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.core.pagecache.middleware.PageCacheMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.core.requests.NulGuardMiddleware",
    "portal.core.audit.client.ClientMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.core.accounts.sessions.idle.IdleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.core.accounts.second_factor.middleware.SecondFactorMiddleware",
    "portal.core.accounts.middleware.AccountMiddleware",
    "portal.core.display.VaryOnDisplay",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
AUTHENTICATION_BACKENDS = ["portal.core.accounts.backends.RoleBackend"]
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "NAME": "public",
        "BACKEND": "portal.core.jinja.PublicPages",
        "DIRS": [BASE_DIR / "templates" / "public"],
        "OPTIONS": {
            "environment": "portal.core.jinja.environment",
            "context_processors": ["portal.front.context_processors.portal"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates" / "desk"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.front.context_processors.portal",
            ],
        },
    },
]

# Database, cache -------------------------------------------------------------------------

_SQLITE_OPTIONS = {
    # Every transaction takes the write lock at its start: two writers wait for each other
    # instead of failing half-way with "database is locked".
    "transaction_mode": "IMMEDIATE",
    "timeout": 5,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
        "PRAGMA temp_store=MEMORY;PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-20000"
    ),
}

_NETWORK = {
    # A machine that has lost its power says nothing at all: without these, a connection to it
    # waits for a quarter of an hour.  Over a socket of this machine they mean nothing.
    "connect_timeout": 3,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}

_SQLITE_URL = f"sqlite:///{quote(str(VAR_DIR / 'db.sqlite3'))}"
DATABASES = {"default": read_address(env.db, "DATABASE_URL", _SQLITE_URL)}
_ENGINE = DATABASES["default"].get("ENGINE")
if _ENGINE == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = _SQLITE_OPTIONS
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
elif _ENGINE == "django.db.backends.postgresql":
    DATABASES["default"]["CONN_MAX_AGE"] = whole_number("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {}).update(_NETWORK)
else:
    refuse("DATABASE_URL phải là sqlite:///… hoặc postgres://…")

# Copies of the database from which public pages are read: see portal/core/replicas.
_REPLICAS = [
    url for each in env.str("DATABASE_REPLICA_URLS", default="").split(",") if (url := each.strip())
]
for _number, _url in enumerate(_REPLICAS):
    _replica = read_address(
        lambda _, default: env.db_url_config(default), "DATABASE_REPLICA_URLS", _url
    )
    if {_ENGINE, _replica.get("ENGINE")} != {"django.db.backends.postgresql"}:
        refuse("DATABASE_REPLICA_URLS phải là postgres://…, và DATABASE_URL cũng vậy.")
    _read_only = "-c default_transaction_read_only=on -c statement_timeout=3000"
    DATABASES[f"replica{_number}"] = {
        **_replica,
        "CONN_MAX_AGE": DATABASES["default"]["CONN_MAX_AGE"],
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**_replica.get("OPTIONS", {}), **_NETWORK, "options": _read_only},
        "TEST": {"MIRROR": "default"},
    }
if _REPLICAS:
    DATABASE_ROUTERS = ["portal.core.replicas.router.ReplicaRouter"]
    MIDDLEWARE.append("portal.core.replicas.middleware.ReplicaMiddleware")

# Proxies of our own, whose word about the reader's address is believed; "" is a Unix socket.
_PROXIES = env.str("TRUSTED_PROXIES", default="127.0.0.1,::1")
TRUSTED_PROXIES = {"", *(address.strip() for address in _PROXIES.split(","))}

CACHES = {"default": read_address(env.cache, "CACHE_URL", "locmemcache://")}
_HAS_CACHE_SERVER = CACHES["default"]["BACKEND"].endswith("redis.RedisCache")
if _HAS_CACHE_SERVER:
    CACHES["default"]["BACKEND"] = "portal.core.caching.RedisCache"
if _REPLICAS and not _HAS_CACHE_SERVER:
    refuse("có DATABASE_REPLICA_URLS thì CACHE_URL phải là rediscache://… chung cho mọi máy.")
PAGE_CACHE = switch("PAGE_CACHE", default=not DEBUG)
"""Keep public pages as they were rendered: in the cache where that is Redis, else in files."""
PAGE_CACHE_DIR = env.path("PAGE_CACHE_DIR", default=str(VAR_DIR / "pages"))
PAGE_CACHE_MB = whole_number("PAGE_CACHE_MB", default=256)

SESSION_ENGINE = "django.contrib.sessions.backends.db"

# Mail ------------------------------------------------------------------------------------

MAIL_ENABLED = bool(env.str("EMAIL_URL", default=""))
"""Without a mail server notices are on the desk only, and the desk says so."""
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="")
EMAIL_TIMEOUT = 10
"""Seconds for each step of a mail server that is slow or gone."""
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
if MAIL_ENABLED:
    globals().update(_mail := read_address(env.email_url, "EMAIL_URL", ""))
    if "smtp" in _mail["EMAIL_BACKEND"] and not _mail["EMAIL_HOST"]:
        refuse("EMAIL_URL thiếu tên máy chủ thư; docs/configuration.md có ví dụ.")
    if not SITE_URL or "@" not in DEFAULT_FROM_EMAIL or len(DEFAULT_FROM_EMAIL.splitlines()) > 1:
        refuse("có EMAIL_URL thì phải có SITE_URL và DEFAULT_FROM_EMAIL (địa chỉ người gửi).")
DIGEST_AT = time_of_day("DIGEST_AT", default="07:30")

# Language and time -----------------------------------------------------------------------

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["portal.formats"]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]

# Files -----------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))
SERVE_MEDIA = switch("SERVE_MEDIA", default=DEBUG)
"""Serve pictures by the application itself, where no web server stands in front of it."""

# An S3-compatible store for the uploads of several machines: see portal/core/media/bucket.py.
_BUCKET = {
    option: value
    for option, variable in {
        "bucket_name": "MEDIA_S3_BUCKET",
        "endpoint_url": "MEDIA_S3_ENDPOINT",
        "region_name": "MEDIA_S3_REGION",
        "access_key": "MEDIA_S3_ACCESS_KEY",
        "secret_key": "MEDIA_S3_SECRET_KEY",
        "location": "MEDIA_S3_PREFIX",
    }.items()
    if (value := env.str(variable, default="").strip())
}
if _BUCKET and "bucket_name" not in _BUCKET:
    refuse("có biến MEDIA_S3_… thì phải có MEDIA_S3_BUCKET.")
if ("access_key" in _BUCKET) != ("secret_key" in _BUCKET):
    refuse("MEDIA_S3_ACCESS_KEY và MEDIA_S3_SECRET_KEY phải đi cùng nhau.")
if urlsplit(_BUCKET.get("endpoint_url", "https://")).scheme not in {"http", "https"}:
    refuse("MEDIA_S3_ENDPOINT phải bắt đầu bằng http:// hoặc https://")
if _BUCKET and not (find_spec("storages") and find_spec("boto3")):
    refuse("có MEDIA_S3_BUCKET thì phải cài thêm thư viện: pip install -r requirements-s3.txt")
_DISK = "django.core.files.storage.FileSystemStorage"
_MEDIA_STORAGE = "portal.core.media.bucket.BucketStorage" if _BUCKET else _DISK

_STATIC_MANIFEST = switch("STATIC_MANIFEST", default=not DEBUG)
STORAGES = {
    "default": {"BACKEND": _MEDIA_STORAGE, "OPTIONS": _BUCKET},
    "staticfiles": {
        "BACKEND": "portal.core.staticfiles.BundledManifestStorage"
        if _STATIC_MANIFEST
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o644
# A body of 10 MB must reach its form, which then says at the field that it is too long.
DATA_UPLOAD_MAX_MEMORY_SIZE = 24 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
WHITENOISE_MAX_AGE = 3600

# Backups: see portal/core/ops/backups ----------------------------------------------------

BACKUP_DIR = env.path("BACKUP_DIR", default=str(VAR_DIR / "backups"))
BACKUP_KEEP_DAYS = whole_number("BACKUP_KEEP_DAYS", default=7)
BACKUP_KEEP_WEEKS = whole_number("BACKUP_KEEP_WEEKS", default=4)
BACKUP_KEEP_MONTHS = whole_number("BACKUP_KEEP_MONTHS", default=12)
BACKUP_PUBLIC_KEY = env.str("BACKUP_PUBLIC_KEY", default="").strip()
"""Whose key (`age1…`) opens the backups; empty: they are not encrypted."""

# Security --------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS.append(
    {"NAME": "portal.core.accounts.passwords.validation.VietnamesePasswordValidator"}
)
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 10}  # type: ignore[assignment]
LOGIN_URL = "admin:login"
PASSWORD_RESET_TIMEOUT = 3600

SECOND_FACTOR = env.str("SECOND_FACTOR", default="off" if DEMO or DEBUG else "roles").lower()
"""Who needs codes of an app to sign in: see portal/core/accounts/second_factor/rules.py."""
if SECOND_FACTOR not in {"roles", "all", "off"}:
    refuse("SECOND_FACTOR phải là roles, all hoặc off.")
# The portal slows attackers down itself; the library's delay has no end.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0
SESSION_IDLE_MINUTES = whole_number("SESSION_IDLE_MINUTES", default=15)
UNUSED_ACCOUNT_DAYS = whole_number("UNUSED_ACCOUNT_DAYS", default=45)
"""Of both, 0 is never."""

SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
if switch("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# The editor: see portal/core/richtext.py and docs/decisions/0002-editor-in-its-cage.md -----

RICHTEXT_WIDGET = "portal.core.richtext.EditorWidget"
CKEDITOR_BASEPATH = None
# The package warns on every command that its editor is out of support.  The decision record
# answers that warning, so it is silenced here and nowhere else.
SILENCED_SYSTEM_CHECKS = ["ckeditor.W001"]

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
