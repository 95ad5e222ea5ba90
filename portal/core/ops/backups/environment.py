"""The settings of the portal without its secrets, to set a new machine up by."""

import os
import re
from pathlib import Path

from django.conf import settings

_SECRET = re.compile(r"SECRET|PASSWORD|TOKEN|(?<!PUBLIC)_KEY|DSN|PRIVATE")
_IN_ADDRESS = re.compile(r"(?<=//)[^,\s]*(?=@)|(?<=\?)\S+")
"""Who asks, and options: both may hold a password."""
_NAME = re.compile(r"^#?\s*([A-Z][A-Z0-9_]+)=")
_HEAD = (
    "# Thiết lập của cổng lúc sao lưu. Bí mật đã được thay bằng (bí-mật): lấy lại từ tệp .env cất"
    " riêng.\n"
)


def without_secrets() -> str:
    """Return the settings that are set, a line for each."""
    lines = [f"{name}={_shown(name, os.environ[name])}" for name in _names() if name in os.environ]
    return _HEAD + "\n".join(lines) + "\n"


def _names() -> list[str]:
    """Return the names that stand in the example and in the portal's own file."""
    found: set[str] = set()
    for file in (".env.example", ".env"):
        path = Path(settings.BASE_DIR, file)
        lines = path.read_text().splitlines() if path.exists() else []
        found |= {match[1] for line in lines if (match := _NAME.match(line))}
    return sorted(found)


def _shown(name: str, value: str) -> str:
    if _SECRET.search(name):
        return "(bí-mật)"
    return _IN_ADDRESS.sub("(bí-mật)", value).replace("\n", " ")
