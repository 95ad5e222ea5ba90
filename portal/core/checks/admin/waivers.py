"""Answering for what a check has found; and the list of who has."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from portal.core.admin.lists import signed_in
from portal.core.checks import waivers
from portal.core.checks.admin.base import OfItemAdmin
from portal.core.checks.findings import Finding
from portal.core.checks.models import CheckWaiver
from portal.core.content import Publishable, PublishableQuerySet


class WaiverForm(forms.Form):
    """By which law it is made public."""

    reason = forms.CharField(
        label="Căn cứ công khai",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text="Văn bản, điều khoản quy định phải công khai; hoặc người trong bài đã đồng ý "
        "ra sao. Lời ghi này được lưu cùng tên người xác nhận, không xóa được.",
        error_messages={"required": "Ghi rõ văn bản, điều khoản quy định phải công khai."},
    )
    digests = forms.CharField(required=False)
    """What the person had before the eyes."""


@admin.register(CheckWaiver)
class CheckWaiverAdmin(OfItemAdmin):
    """The list is for looking at; a row is added from the form of an item."""

    list_display = ("item_link", "found", "reason", "made_by", "made_at")
    list_select_related = ("made_by",)

    def get_urls(self) -> list[Any]:
        """Add the page that asks for the reason."""
        view = self.admin_site.admin_view(self.confirm_view)
        name = "checks_checkwaiver_confirm"
        address = "<int:content_type>/<int:pk>/<slug:check>/"
        return [path(address, view, name=name), self.list_url()]

    def confirm_view(
        self, request: HttpRequest, content_type: int, pk: int, check: str
    ) -> HttpResponse:
        """Show what was found, ask by which law it may be public, and write down the answer."""
        item = _item(request, content_type, pk)
        findings = waivers.open_findings(item, check)
        form = WaiverForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                _answer(request, item, findings, form)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                text = "Đã ghi căn cứ công khai. Số liệu đổi thì cổng hỏi lại."
                self.message_user(request, text, messages.SUCCESS)
                return redirect(_form_of(item))
        context = {
            **self.admin_site.each_context(request),
            "opts": item._meta,
            "title": f"Xác nhận căn cứ công khai: {item}",
            "item": item,
            "noun": item.noun(),
            "findings": findings,
            "digests": _digests(findings),
            "form": form,
        }
        return TemplateResponse(request, "admin/checks/confirm.html", context)


def _answer(
    request: HttpRequest, item: Publishable, findings: list[Finding], form: WaiverForm
) -> None:
    if form.cleaned_data["digests"] != _digests(findings):
        raise ValidationError(
            "Nội dung vừa được sửa, số liệu dưới đây không còn như lúc mở trang. Xem lại rồi bấm "
            "Xác nhận lần nữa."
        )
    waivers.waive(item, findings, by=signed_in(request), reason=form.cleaned_data["reason"])


def _item(request: HttpRequest, content_type: int, pk: int) -> Publishable:
    """Return the item if this person may answer for it."""
    found = ContentType.objects.filter(pk=content_type).first()
    model = found.model_class() if found else None
    user = signed_in(request)
    if model is not None and issubclass(model, Publishable):
        rows = model._default_manager.all()
        if isinstance(rows, PublishableQuerySet):
            item: Publishable | None = rows.visible_to(user).filter(pk=pk).first()
            if item is not None and waivers.may_waive(user, item):
                return item
    raise PermissionDenied("Không có nội dung này, hoặc tài khoản không xác nhận được.")


def _digests(findings: list[Finding]) -> str:
    return " ".join(sorted(finding.digest for finding in findings))


def _form_of(item: Publishable) -> str:
    meta = item._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[item.pk])
