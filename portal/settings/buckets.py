"""Buckets of S3-compatible stores: which variables tell of one."""

from importlib.util import find_spec
from urllib.parse import urlsplit

from portal.settings.reading import env, refuse

_OPTIONS = {
    "bucket_name": "BUCKET",
    "endpoint_url": "ENDPOINT",
    "region_name": "REGION",
    "access_key": "ACCESS_KEY",
    "secret_key": "SECRET_KEY",
    "location": "PREFIX",
}
"""What django-storages calls it, and what the variable's name ends in."""


def bucket(beginning: str) -> dict[str, str]:
    """Return what the variables that begin so say of a bucket; nothing where none is set."""
    options = {
        option: value
        for option, ending in _OPTIONS.items()
        if (value := env.str(f"{beginning}_{ending}", default="").strip())
    }
    if options and "bucket_name" not in options:
        refuse(f"có biến {beginning}_… thì phải có {beginning}_BUCKET.")
    if ("access_key" in options) != ("secret_key" in options):
        refuse(f"{beginning}_ACCESS_KEY và {beginning}_SECRET_KEY phải đi cùng nhau.")
    if urlsplit(options.get("endpoint_url", "https://")).scheme not in {"http", "https"}:
        refuse(f"{beginning}_ENDPOINT phải bắt đầu bằng http:// hoặc https://")
    if options and not (find_spec("storages") and find_spec("boto3")):
        refuse(
            f"có {beginning}_BUCKET thì phải cài thêm thư viện: pip install -r requirements-s3.txt"
        )
    return options
