"""A portal that sends mails, into a list that the tests read."""

import pytest
from django.core import mail

from portal.core.notices import background


@pytest.fixture
def mail_on(settings, monkeypatch) -> list[mail.EmailMessage]:
    """Turn mails on, without the thread that sends them; return what was sent."""
    settings.MAIL_ENABLED = True
    settings.SITE_URL = "https://minhgiang.example"
    settings.DEFAULT_FROM_EMAIL = "cong@minhgiang.example"
    monkeypatch.setattr(background, "EVERY", float("inf"))
    return mail.outbox
