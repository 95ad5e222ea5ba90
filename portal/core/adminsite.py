"""The admin site: Django's own, under the portal's name."""

from typing import Any, cast

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from portal.core.accounts.login.devices import remember
from portal.core.accounts.login.views import DeskLoginView
from portal.core.accounts.models import User
from portal.core.accounts.sessions import registry
from portal.core.accounts.urls import account_urls
from portal.core.admin.handing_over import hand_over_view
from portal.core.admin.legacy import examine_pasted
from portal.core.admin.lists import signed_in
from portal.core.admin.signin import sign_in_again
from portal.core.admin.tiles import content_tiles
from portal.core.audit.chain import record
from portal.core.audit.verbs import Verb
from portal.core.dashboard.calendar_page import calendar_view
from portal.core.dashboard.page import calendar_url, first_page
from portal.core.dashboard.parts import Desk
from portal.core.notices.urls import notices_urls
from portal.core.privacy.urls import privacy_urls


class PortalAdminSite(AdminSite):
    """The editors' desk and the administrators' office."""

    site_header = "Cổng thông tin điện tử – Trang quản trị"
    site_title = "Trang quản trị"
    index_title = "Bàn làm việc"
    empty_value_display = "–"
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        """Let active staff in; `AccountMiddleware` holds back who must set a password first."""
        return isinstance(request.user, User) and super().has_permission(request)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Add what the scripts of the desk ask, and the pages that belong to no table."""
        view = self.admin_view(examine_pasted)
        return [
            path("bang-ma/", view, name="legacy_text"),
            path("lich/", self.admin_view(self.calendar), name="calendar"),
            path("dang-nhap-lai/", sign_in_again, name="sign_in_again"),
            path("giao-lai/<int:pk>/", self.admin_view(self.hand_over), name="hand_over_all"),
            *account_urls(self.admin_view),
            *notices_urls(self.admin_view),
            *privacy_urls(self.admin_view),
            *super().get_urls(),
        ]

    @method_decorator(never_cache)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the log-in page, which knows locks and codes; Django's own cannot be given one."""
        index = reverse("admin:index")
        if request.method == "GET" and self.has_permission(request):
            return redirect(index)
        context = {**self.each_context(request), "title": "Đăng nhập", "subtitle": None}
        context |= {
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            "provider_name": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        }
        if not {REDIRECT_FIELD_NAME} & (request.GET.keys() | request.POST.keys()):
            context[REDIRECT_FIELD_NAME] = index
        request.current_app = self.name
        context |= extra_context or {}
        view = DeskLoginView.as_view(extra_context=context, template_name="admin/login.html")
        return cast(HttpResponse, view(request))

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show what waits, and the work of every day, above the list of tables."""
        tiles = content_tiles(request, self._registry.values())
        context = {**first_page(request, self), **tiles, **(extra_context or {})}
        return super().index(request, context)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add the way to the calendar, which stands in the side list of every page."""
        url = calendar_url(Desk(request, self)) if self.has_permission(request) else ""
        return {**super().each_context(request), "calendar_url": url}

    def calendar(self, request: HttpRequest) -> HttpResponse:
        """Show what was and will be published in a month."""
        return calendar_view(self, request)

    def hand_over(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give all that somebody has written to a colleague."""
        return hand_over_view(self, request, pk)

    @transaction.atomic
    def password_change(
        self, request: HttpRequest, extra_context: dict[str, object] | None = None
    ) -> TemplateResponse:
        """Note that the account now has a password that only its owner knows."""
        key = request.session.session_key
        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == 302:
            me = signed_in(request)
            User.objects.filter(pk=me.pk).update(must_change_password=False)
            registry.follow(key, request.session.session_key)
            registry.end_silently(me, but=request.session.session_key or "")
            record(Verb.PASSWORD_CHANGED, by=me, about=me)
            remember(request, response, me)  # the old password made all browsers strange
        return response
