"""Signing in again within a form whose session has ended, so that its text stays where it is."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from portal.core.accounts.login.devices import remember
from portal.core.accounts.login.forms import DeskLoginForm
from portal.core.accounts.login.views import CODE_MISSING, let_in, refusal
from portal.core.accounts.sessions.idle import passive
from portal.core.admin.calls import WRITER_HEADER, answer


@passive
@sensitive_post_parameters()
@require_POST
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Sign in whoever's text it is, and nobody else; the form and its checks are the log-in page's.

    A session of another person would save the text under another name.
    """
    form = DeskLoginForm(request, data=request.POST)
    if not form.is_valid():
        return answer(request, 400, message=refusal(form), code=form.verdict.may_add_code)
    verdict, user = form.verdict, form.get_user()
    if request.headers.get(WRITER_HEADER) != str(user.pk):
        message = "Chữ trên trang này là của tài khoản khác; hãy đăng nhập bằng tài khoản ấy."
        return answer(request, 403, message=message)
    if verdict.needs_code:
        return answer(request, 400, message=CODE_MISSING, code=True)
    let_in(request, verdict)
    response = answer(request)  # with the token of the new session
    remember(request, response, user)
    return response
