"""Mail servers that do not work."""

import smtplib
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend as Working

DEAD = "tests.notices.servers.Dead"
CHOOSY = "tests.notices.servers.Choosy"
REFUSED = "khong-co@minhgiang.example"


class Dead(BaseEmailBackend):
    """Nobody answers."""

    def open(self) -> None:
        """Fail as a connection does that is refused."""
        raise ConnectionRefusedError("không ai nghe")


class Choosy(Working):
    """Takes everything but one address."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Refuse what goes to the one address."""
        if any(REFUSED in message.to for message in messages):
            raise smtplib.SMTPRecipientsRefused({REFUSED: (550, b"no such user")})
        return super().send_messages(messages)
