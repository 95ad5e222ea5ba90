"""The mail with the link by which a forgotten password is replaced."""

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from portal.core.accounts.models import User
from portal.core.audit.chain import record
from portal.core.audit.verbs import Verb
from portal.core.notices import background
from portal.core.notices.mails import portal_name, site_url
from portal.core.notices.models import Mail
from portal.core.text import excerpt, normalise_line

_NOBODY = User(username="nobody")
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
def send_link(name: str) -> None:
    """Put a mail into the queue for each account of that name or address, three at most.

    For nobody the same is worked out and thrown away: an answer that comes sooner would tell.
    """
    own = Q(username__iexact=name) | Q(email__iexact=name)
    users = User.objects.filter(own, is_active=True).exclude(email="").order_by("pk")[:3]
    found = [user for user in users if user.has_usable_password()]
    mails = [_mail(user) for user in found or [_NOBODY]]
    if not found:
        return
    Mail.objects.bulk_create(mails)
    for user in found:
        record(Verb.PASSWORD_LINK_SENT, by=None, about=user, name="chưa đăng nhập")
    transaction.on_commit(background.wake)


def _mail(user: User) -> Mail:
    portal = portal_name()
    token = default_token_generator.make_token(user)
    number = urlsafe_base64_encode(force_bytes(user.pk or 0))
    link = site_url(reverse("admin:set_password", args=[number, token]))
    text = _TEXT.format(user=user, username=user.username, link=link, portal=portal)
    subject = excerpt(normalise_line(f"[{portal}] Đặt lại mật khẩu"), 200)
    return Mail(to=user.email, subject=subject, text=text)
