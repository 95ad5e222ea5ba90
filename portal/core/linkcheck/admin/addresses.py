"""Broken links: the list, and the page on which one of them is corrected wherever it stands."""

from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator, capfirst

from portal.core.admin.lists import LargeListAdmin, signed_in
from portal.core.linkcheck import leaving
from portal.core.linkcheck.admin.correcting import corrected, places_of, shown_uses
from portal.core.linkcheck.admin.lists import AddressChangeList, VerdictFilter, with_first_use
from portal.core.linkcheck.forms import Choice, CorrectionForm
from portal.core.linkcheck.mending import form_of
from portal.core.linkcheck.models import Address


@admin.register(Address)
class AddressAdmin(LargeListAdmin):
    """Made by `manage.py check_links`; a row is looked at, and what stands in items corrected."""

    list_display = ("short_url", "why", "used_in", "since", "tried_at")
    list_display_links = ("short_url",)
    list_filter = (VerdictFilter,)
    search_fields = ()
    ordering = ("-since", "-pk")
    actions = None
    sortable_by = ()
    change_list_template = "admin/links/change_list.html"

    def get_urls(self) -> list[Any]:
        """Offer the list, and a page for each address."""
        view = self.admin_site.admin_view
        return [
            path("", view(self.changelist_view), name="links_address_changelist"),
            path("<int:pk>/", view(self.address_view), name="links_address_change"),
        ]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[AddressChangeList]:
        """Return the list that knows where addresses are used."""
        return AddressChangeList

    def get_queryset(self, request: HttpRequest) -> Any:
        """Return the addresses that stand in what this person may open."""
        return with_first_use(super().get_queryset(request), request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Addresses are found, not added."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They go when they stand nowhere any more."""
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Head the list with its name."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def address_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show where an address stands, and do with it there what was chosen."""
        address = self.get_queryset(request).filter(pk=pk).first()
        if address is None or not self.has_view_permission(request):
            raise Http404("Không còn đường dẫn này, hoặc tài khoản không được xem.")
        uses = shown_uses(address, signed_in(request))
        places = places_of(uses, signed_in(request))
        form = CorrectionForm(
            request.POST if request.method == "POST" else None,
            address=address,
            places=[(value, label) for value, (label, _) in places.items()],
            may_leave=self.has_change_permission(request) and address.left_at is None,
        )
        if request.method == "POST" and "report_again" in request.POST:
            return self._report_again(request, address)
        if request.method == "POST" and form.is_valid():
            return self._done(request, address, form, places)
        return self._page(request, address, form, uses)

    def _page(
        self, request: HttpRequest, address: Address, form: CorrectionForm, uses: Any
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Sửa đường dẫn",
            "address": address,
            "form": form,
            "uses": [(use, form_of(use.item)) for use in uses],
            "may_leave": self.has_change_permission(request),
        }
        return TemplateResponse(request, "admin/links/address.html", context)

    def _report_again(self, request: HttpRequest, address: Address) -> HttpResponse:
        if self.has_change_permission(request):
            leaving.report_again(address, by=signed_in(request))
            self.message_user(request, "Đường dẫn này lại được báo.", messages.SUCCESS)
        return redirect(reverse("admin:links_address_changelist"))

    def _done(
        self, request: HttpRequest, address: Address, form: CorrectionForm, places: Any
    ) -> HttpResponse:
        user = signed_in(request)
        if form.cleaned_data["choice"] == Choice.LEAVE:
            leaving.leave(address, by=user, reason=form.cleaned_data["reason"])
            self.message_user(request, "Đã để yên; cổng không báo nữa.", messages.SUCCESS)
        else:
            chosen = [places[value][1] for value in form.cleaned_data["places"]]
            for level, text in corrected(address, form.replacement, chosen, by=user):
                self.message_user(request, text, level)
        return redirect(reverse("admin:links_address_changelist"))

    @admin.display(description="địa chỉ")
    def short_url(self, row: Address) -> str:
        """The address, cut where it is long."""
        return Truncator(row.url).chars(80)

    @admin.display(description="vì sao")
    def why(self, row: Address) -> str:
        """Why readers do not get there."""
        return row.reason_in_words

    @admin.display(description="dùng ở")
    def used_in(self, row: Any) -> SafeString | str:
        """The first item with it."""
        if row.use is None or row.use.item is None:
            return ""
        more = " và nơi khác" if row.has_more else ""
        item = row.use.item
        return format_html('<a href="{}">{}</a>{}', form_of(item), item, more)
