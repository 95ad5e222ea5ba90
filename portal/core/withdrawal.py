"""What readers are told where something was taken from the portal."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from portal.core.fields import LineField
from portal.core.site import local_path, own_hosts, path_within

NOTICE_MAX_LENGTH = 300
REDIRECT_SECONDS = 3600
"""How long browsers may remember a replacement: an item may come back."""
_NO_PAGE = "Chép địa chỉ của một trang trên chính cổng này, ví dụ /ten-bai-12.html."


class Withdrawable(models.Model):
    """Keeps, in the row itself, what its address answers after the withdrawal."""

    withdrawal_notice = LineField(
        "lời báo cho bạn đọc", max_length=NOTICE_MAX_LENGTH, blank=True, editable=False
    )
    replaced_by = LineField("được thay bằng", max_length=300, blank=True, editable=False)

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        """Return the public address; content types define it."""
        raise NotImplementedError

    def tell_readers(self, notice: str, replacement: str) -> None:
        """Note what readers find from now on; the caller saves.

        Raises `ValidationError` for a notice that is too long and for a replacement that is no
        page of this portal.
        """
        if len(notice) > NOTICE_MAX_LENGTH:
            raise ValidationError({"notice": f"Lời báo dài nhất {NOTICE_MAX_LENGTH} ký tự."})
        self.withdrawal_notice, self.replaced_by = notice, own_page(replacement)
        if self.replaced_by and self.replaced_by == self.get_absolute_url():
            raise ValidationError({"replacement": "Đây chính là địa chỉ của bài bị gỡ."})

    def replacement_response(self) -> HttpResponse | None:
        """Return the way to what replaces the item, if it was replaced."""
        if not self.replaced_by:
            return None
        response = HttpResponsePermanentRedirect(self.replaced_by)
        response.headers["Cache-Control"] = f"max-age={REDIRECT_SECONDS}, s-maxage=1"
        return response


def own_page(address: str) -> str:
    """Return the path of a page of this portal, from a path or a whole address; "" for nothing.

    Raises `ValidationError` at "replacement" for any other address: a portal whose withdrawn
    pages lead elsewhere is what those who hijack portals want.
    """
    if not address:
        return ""
    path = path_within(address, own_hosts())
    try:
        if local_path(path) != path:
            raise Resolver404
        resolve(path.partition("?")[0])
    except Resolver404:
        raise ValidationError({"replacement": _NO_PAGE}) from None
    return path
