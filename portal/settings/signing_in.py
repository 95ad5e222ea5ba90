"""Who comes in, and for how long: passwords, second factor, sessions."""

from typing import Any

from portal.settings.environment import DEBUG, DEMO
from portal.settings.reading import env, refuse, whole_number

AUTHENTICATION_BACKENDS = ["portal.core.accounts.backends.RoleBackend"]
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "admin:login"

_DJANGOS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_DJANGOS}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_DJANGOS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_DJANGOS}.CommonPasswordValidator"},
    {"NAME": f"{_DJANGOS}.NumericPasswordValidator"},
    {"NAME": "portal.core.accounts.passwords.validation.VietnamesePasswordValidator"},
]
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

SESSION_ENGINE = "django.contrib.sessions.backends.db"
