"""The mail with the link by which a forgotten password is replaced.

Within the request there is one row for any name, and nothing is looked up.  Who it is, and whether
there is anybody, is found out after the answer: a look at the clock tells nothing.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from portal.core.accounts.models import User
from portal.core.accounts.passwords.models import LinkRequest
from portal.core.audit.chain import record
from portal.core.audit.client import current_address, on_behalf_of
from portal.core.audit.verbs import Verb
from portal.core.notices import background
from portal.core.notices.mails import portal_name, site_url
from portal.core.notices.models import Mail
from portal.core.text import excerpt, normalise_line

_AT_ONCE = 100
_TEXT = """Kính gửi ông/bà {user},

Có người vừa yêu cầu đặt lại mật khẩu của tài khoản “{username}”. Nếu là ông/bà, hãy mở:

{link}

Liên kết có hiệu lực trong một giờ và chỉ dùng được một lần. Nếu không phải ông/bà, xin bỏ qua thư
này: mật khẩu cũ vẫn dùng được.

--
{portal}
Thư do cổng tự gửi, xin đừng trả lời.
"""


@transaction.atomic
def ask_for_link(name: str) -> None:
    """Note that a link is asked for, by whatever name."""
    LinkRequest.objects.create(name=name, address=current_address())
    transaction.on_commit(background.wake)


def answer_requests(**kwargs: object) -> None:
    """Write the mails that were asked for; called before mails are sent.

    Each request is taken away first.  Of two that see it one writes, and one that cannot be
    answered does not come back.
    """
    for request in LinkRequest.objects.order_by("pk")[:_AT_ONCE]:
        is_mine = LinkRequest.objects.filter(pk=request.pk).delete()[0]
        if is_mine and request.asked_at > _too_old():
            with on_behalf_of(request.address):
                _write_to(request.name)


def forget_requests() -> int:
    """Delete what nobody has answered, because no mails were sent; return how many."""
    return LinkRequest.objects.filter(asked_at__lte=_too_old()).delete()[0]


def _too_old() -> datetime:
    """Return when a request was made that is worth as much now as its link would be: nothing."""
    return timezone.now() - timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)


@transaction.atomic
def _write_to(name: str) -> None:
    """Put a mail into the queue for each account of that name or address, three at most."""
    own = Q(username__iexact=name) | Q(email__iexact=name)
    users = User.objects.filter(own, is_active=True).exclude(email="").order_by("pk")[:3]
    found = [user for user in users if user.has_usable_password()]
    Mail.objects.bulk_create([_mail(user) for user in found])
    for user in found:
        record(Verb.PASSWORD_LINK_SENT, by=None, about=user, name="chưa đăng nhập")


def _mail(user: User) -> Mail:
    portal = portal_name()
    token = default_token_generator.make_token(user)
    number = urlsafe_base64_encode(force_bytes(user.pk))
    link = site_url(reverse("admin:set_password", args=[number, token]))
    text = _TEXT.format(user=user, username=user.username, link=link, portal=portal)
    subject = excerpt(normalise_line(f"[{portal}] Đặt lại mật khẩu"), 200)
    return Mail(to=user.email, subject=subject, text=text)
