"""Static files and uploads: where they lie, and what a request may bring."""

from importlib.util import find_spec
from urllib.parse import urlsplit

from portal.settings.environment import DEBUG
from portal.settings.reading import BASE_DIR, VAR_DIR, env, refuse, switch

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
