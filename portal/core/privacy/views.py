"""What is stored of an account: handed to its owner; looked at and erased by who keeps them."""

from django.contrib import messages
from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST

from portal.core.accounts.models import User
from portal.core.accounts.sessions.views import account_in_care
from portal.core.admin.lists import signed_in
from portal.core.privacy import erasing, exporting
from portal.core.privacy.people import Person

_WRONG_NAME = "Tên đăng nhập gõ lại chưa đúng, nên chưa xóa gì."


@require_POST
def own_data(request: HttpRequest) -> HttpResponseBase:
    """Hand out all that is stored of one's own account."""
    me = signed_in(request)
    return _file(Person.of(me), by=me, with_private=True)


@require_http_methods(["GET", "HEAD", "POST"])
def account_data(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show what is stored of an account in one's care; hand it out; erase it when asked twice."""
    account = account_in_care(request, pk)
    if "_export" in request.POST:
        return _file(Person.of(account), by=signed_in(request), with_private=False)
    if request.method != "POST":
        return _page(request, account)
    return _erase(request, account)


def _erase(request: HttpRequest, account: User) -> HttpResponse:
    """Erase the account whose name was typed again."""
    if request.POST.get("username", "").strip() != account.username:
        return _page(request, account, _WRONG_NAME)
    try:
        erasing.erase(Person.of(account), by=signed_in(request))
    except erasing.CannotErase as error:
        return _page(request, account, str(error))
    messages.success(request, "Đã xóa dữ liệu cá nhân và khóa tài khoản.")
    return redirect("admin:account_data", account.pk)


def _page(request: HttpRequest, account: User, error: str = "") -> HttpResponse:
    person = Person.of(account)
    context = {
        **site.each_context(request),
        "title": f"Dữ liệu cá nhân của {account}",
        "account": account,
        "is_erased": person.is_erased,
        "steps": erasing.plan(person),
        "error": error,
        "typed": request.POST.get("username", ""),
    }
    return TemplateResponse(request, "admin/accounts/account_data.html", context)


def _file(person: Person, *, by: User, with_private: bool) -> StreamingHttpResponse:
    exporting.note(person, by=by)
    lines = exporting.export(person, with_private=with_private)
    response = StreamingHttpResponse(lines, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="du-lieu-ca-nhan.json"'
    response["Cache-Control"] = "no-store"
    return response
