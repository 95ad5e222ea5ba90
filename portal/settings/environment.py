"""What this portal is: for whom it runs, and under which address."""

from urllib.parse import urlsplit

from portal.settings.reading import env, refuse, switch

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
