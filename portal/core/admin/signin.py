"""Signing in again within a form whose session has ended, so that its text stays where it is."""

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from portal.core.admin.calls import WRITER_HEADER, answer


@sensitive_post_parameters()
@require_POST
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Sign in whoever's text it is, and nobody else; the form and its checks are the log-in page's.

    A session of another person would save the text under another name.
    """
    form = AdminAuthenticationForm(request, data=request.POST)
    if not form.is_valid():
        message = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return answer(request, 400, message=message)
    user = form.get_user()
    if request.headers.get(WRITER_HEADER) != str(user.pk):
        message = "Chữ trên trang này là của tài khoản khác; hãy đăng nhập bằng tài khoản ấy."
        return answer(request, 403, message=message)
    login(request, user)
    return answer(request)
