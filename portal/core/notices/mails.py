"""What mails say.  Plain text, made of what is on the desk; nothing of readers."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from portal.core.accounts.models import User
from portal.core.content import Publishable
from portal.core.identity.models import Identity
from portal.core.notices.kinds import Kind
from portal.core.notices.models import Mail, Notice
from portal.core.text import excerpt, normalise_line

_TO_DECIDE = {Kind.REVIEW, Kind.URGENT}
"""What is opened on the page on which one reads and decides."""
MAX_SUBJECT = 200
MAX_LINES = 50
"""Notices of a digest; the rest is on the desk."""


def of_notice(notice: Notice, item: Publishable | None, portal: str) -> Mail:
    """Return the mail that tells one notice at once."""
    said = headline(notice, item)
    parts = [f"{said}."]
    if notice.text:
        parts.append(notice.text)
    parts.append(f"Mở xem: {site_url(path_of(notice, item))}")
    return _mail(notice.recipient, portal, said, parts)


def of_digest(notices: Sequence[tuple[Notice, Publishable | None]], portal: str, key: str) -> Mail:
    """Return the mail that tells what one person has not read yet; there is at least one."""
    recipient = notices[0][0].recipient
    lines = [
        f"- {headline(notice, item)}\n  {site_url(path_of(notice, item))}"
        for notice, item in notices[:MAX_LINES]
    ]
    if len(notices) > MAX_LINES:
        lines.append(f"- và {len(notices) - MAX_LINES} thông báo khác")
    parts = [f"Ông/bà có {len(notices)} thông báo chưa đọc:", "\n".join(lines)]
    parts.append(f"Xem tất cả: {site_url(reverse('admin:notices'))}")
    mail = _mail(recipient, portal, f"{len(notices)} thông báo chưa đọc", parts)
    mail.key = key
    return mail


def headline(notice: Notice, item: Publishable | None) -> str:
    """Return the notice in one sentence without its full stop."""
    what = f"{item.noun()} “{item}”" if item is not None else ""
    return Kind(notice.kind).headline(who=str(notice.by or "Cổng"), what=what)


def path_of(notice: Notice, item: Publishable | None) -> str:
    """Return the path that a notice leads to: what it was given, a page of the item, the list."""
    if notice.url or item is None:
        return notice.url or reverse("admin:notices")
    meta = item._meta
    page = "review" if notice.kind in _TO_DECIDE else "change"
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=[item.pk])


def site_url(path: str) -> str:
    """Return `path` with the configured address; a request, which may lie, is not asked."""
    return f"{settings.SITE_URL}{path}"


def portal_name() -> str:
    """Return how the portal is called, as one line."""
    return normalise_line(Identity.load().site_name)


def _mail(recipient: User, portal: str, subject: str, parts: Sequence[str]) -> Mail:
    choices = site_url(reverse("admin:notice_choices"))
    signature = f"--\n{portal}\nThư do cổng tự gửi, xin đừng trả lời. Đổi cách nhận: {choices}"
    return Mail(
        to=recipient.email,
        # One line, whatever a title holds: a second one would be a header of its own.
        subject=excerpt(normalise_line(f"[{portal}] {subject}"), MAX_SUBJECT),
        text="\n\n".join([f"Kính gửi ông/bà {recipient},", *parts, signature]) + "\n",
    )
