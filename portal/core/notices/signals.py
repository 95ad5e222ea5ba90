"""What others may hear of the mails."""

from django.dispatch import Signal

about_to_send = Signal()
"""Mails are looked for; what has to be written first is written now, outside any request."""
