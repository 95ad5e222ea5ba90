"""The mail server, without which notices are on the desk only."""

from portal.settings.environment import SITE_URL
from portal.settings.reading import env, read_address, refuse, time_of_day

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
