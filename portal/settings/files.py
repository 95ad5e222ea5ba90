"""Static files and uploads: where they lie, and what a request may bring."""

from portal.settings.buckets import bucket
from portal.settings.environment import DEBUG
from portal.settings.reading import BASE_DIR, VAR_DIR, env, switch

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))
SERVE_MEDIA = switch("SERVE_MEDIA", default=DEBUG)
"""Serve pictures by the application itself, where no web server stands in front of it."""

# An S3-compatible store for the uploads of several machines: see portal/core/media/bucket.py.
MEDIA_S3 = bucket("MEDIA_S3")
_DISK = "django.core.files.storage.FileSystemStorage"
_MEDIA_STORAGE = "portal.core.media.bucket.BucketStorage" if MEDIA_S3 else _DISK

_STATIC_MANIFEST = switch("STATIC_MANIFEST", default=not DEBUG)
STORAGES = {
    "default": {"BACKEND": _MEDIA_STORAGE, "OPTIONS": MEDIA_S3},
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
