"""How variables are read: from the environment, and from `.env` beside manage.py.

What cannot be right refuses to start, with one line that says what to do.
"""

import sys
import warnings
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]
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


def is_proxy(address: str) -> bool:
    """Return whether an address is that of a proxy: http, a host and a port, and nothing else."""
    try:
        parts = urlsplit(address)
        is_whole = bool(parts.hostname and parts.port)
    except ValueError:
        return False
    rest = (parts.path.strip("/"), parts.query, parts.fragment, "@" in parts.netloc)
    return parts.scheme == "http" and is_whole and not any(rest)


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
