"""What keeps programs from filling the desk, without a riddle for people.

Nothing here looks at who sends: a form that was sent before anybody could have read it, a text
full of addresses, and more reports in an hour than the desk could read.
"""

import re
import time

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


def new_token() -> str:
    """Return a signed note of when a form was opened."""
    return signing.dumps(time.time(), salt=_SALT)


def age_of(token: str) -> float | None:
    """Return how many seconds ago a form was opened; None for a forged or an old note."""
    try:
        opened = signing.loads(token, salt=_SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return None
    return time.time() - float(opened)


def count_links(text: str) -> int:
    """Return how many addresses of the web stand in `text`, with a scheme or without."""
    return sum(1 for _ in _LINK.finditer(text))
