"""Sending what waits in the queue: any number of senders at once, each mail by one of them.

A sender claims a mail by counting its attempts up in the database and putting the next try off;
of two that see the same mail only one succeeds.  A sender that dies has claimed at most one, which
is due again after the pause.
"""

import smtplib
from contextlib import suppress
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from portal.core.notices.models import Mail
from portal.core.notices.signals import about_to_send

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720, 1440))
"""Between two attempts; after the last of them one more, then the mail is given up.

The first is longer than one mail can take: `EMAIL_TIMEOUT` for each step of a dozen.
"""
MAX_ATTEMPTS = len(PAUSES) + 1
_OF_ONE_MAIL = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError)
"""What says nothing of the other mails: an address or a text that is refused, or is none."""


def send_due() -> int:
    """Send what is due; return how many mails were taken.

    Ends at the first sign that the server takes none at all: a dead one costs one timeout.
    """
    about_to_send.send(sender=__name__)
    sent = 0
    connection = get_connection()
    try:
        while (mail := claim()) is not None:
            error = _deliver(mail, connection)
            sent += error is None
            if error is not None and not isinstance(error, _OF_ONE_MAIL):
                break
    finally:
        with suppress(OSError, smtplib.SMTPException):
            connection.close()
    return sent


def claim() -> Mail | None:
    """Return a mail that is due and from now on nobody else's until its pause is over."""
    while True:
        due = Mail.objects.waiting().filter(next_try_at__lte=timezone.now())
        mail = due.order_by("next_try_at", "pk").first()
        if mail is None:
            return None
        pause = PAUSES[min(mail.attempts, len(PAUSES) - 1)]
        as_seen = Mail.objects.waiting().filter(pk=mail.pk, attempts=mail.attempts)
        mail.attempts += 1
        if as_seen.update(attempts=mail.attempts, next_try_at=timezone.now() + pause):
            return mail


def _deliver(mail: Mail, connection: BaseEmailBackend) -> Exception | None:
    """Hand `mail` to the server and note what came of it; return what went wrong."""
    row = Mail.objects.filter(pk=mail.pk)
    try:
        connection.open()
        _message(mail, connection).send()
    except Exception as error:  # whatever it is: it is written down, and tried again
        is_last = mail.attempts >= MAX_ATTEMPTS
        said = f"{type(error).__name__}: {error}"[:300]
        row.update(last_error=said, given_up_at=timezone.now() if is_last else None)
        return error
    row.update(sent_at=timezone.now(), last_error="")
    return None


def _message(mail: Mail, connection: BaseEmailBackend) -> EmailMessage:
    host = urlsplit(settings.SITE_URL).hostname
    headers = {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        # The same at every attempt, so that a mail that came twice is known to be one; and without
        # the name of this machine.
        "Message-ID": f"<{mail.created_at:%Y%m%d%H%M%S}.{mail.pk}@{host}>",
    }
    return EmailMessage(
        mail.subject, mail.text, to=[mail.to], connection=connection, headers=headers
    )
