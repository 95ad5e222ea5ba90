"""What keeps programs from filling the desk, without a riddle for people.

Nothing here looks at who sends: a form that was sent before anybody could have read it, or once
already, a text full of addresses, and more reports in an hour than the desk could read.
"""

import re
import time
from typing import NamedTuple
from uuid import UUID, uuid4

from django.core import signing

MIN_AGE = 3.0
"""Seconds before which nobody has read the form and written ten letters."""
MAX_AGE = 12 * 3600
"""Seconds after which a stored copy of the form is worth nothing."""
MAX_LINKS = 2
MAX_BODY = 256_000
"""Bytes of a whole form: far more than it takes, so that whoever writes too much is told so."""
MOST_PER_HOUR = 60
"""Reports that the whole portal stores within an hour."""

_SALT = "portal.sections.reports"
# Every branch is anchored at its first letters and never goes back: linear in the text.
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s,;<>\"]*"
    r"|[a-z0-9-]\.(?:biz|bet|cc|club|com|info|io|link|live|me|net|online|org|shop|site|top|vip|vn"
    r"|win|xyz)\b[^\s,;<>\"]*",
    re.IGNORECASE,
)


class Opening(NamedTuple):
    """One opening of the form: which of all, and how many seconds ago."""

    number: UUID
    age: float


def new_token() -> str:
    """Return a signed note of when a form was opened, unlike that of any other opening."""
    return signing.dumps([time.time(), uuid4().hex], salt=_SALT)


def read(token: str) -> Opening | None:
    """Return the opening of a form; None for a forged or an old note."""
    try:
        moment, number = signing.loads(token, salt=_SALT, max_age=MAX_AGE)
    except (signing.BadSignature, TypeError):  # once, notes held nothing but the moment
        return None
    return Opening(UUID(number), time.time() - float(moment))


def count_links(text: str) -> int:
    """Return how many addresses of the web stand in `text`, with a scheme or without."""
    return sum(1 for _ in _LINK.finditer(text))
