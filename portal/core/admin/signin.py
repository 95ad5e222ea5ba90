"""Signing in again within a form whose session has ended, so that its text stays where it is."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from portal.core.accounts.login.devices import remember
from portal.core.accounts.login.forms import DeskLoginForm
from portal.core.accounts.login.views import in_words, let_in
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
        return answer(request, 400, message=_refusal(form), code=form.verdict.may_add_code)
    verdict, user = form.verdict, form.get_user()
    if request.headers.get(WRITER_HEADER) != str(user.pk):
        message = "Chữ trên trang này là của tài khoản khác; hãy đăng nhập bằng tài khoản ấy."
        return answer(request, 403, message=message)
    if verdict.needs_code:
        message = "Nhập thêm mã trong ứng dụng xác thực, hoặc một mã dự phòng."
        return answer(request, 400, message=message, code=True)
    let_in(request, verdict)
    response = answer(request)  # with the token of the new session
    remember(request, response, user)
    return response


def _refusal(form: DeskLoginForm) -> str:
    """Return what was wrong, or how long the door is shut."""
    verdict = form.verdict
    if verdict.wait is None:
        return " ".join(str(error) for errors in form.errors.values() for error in errors)
    if verdict.may_add_code:
        return (
            "Tài khoản đang bị thử mật khẩu từ nhiều nơi. Nhập thêm mã xác thực, hoặc thử lại sau "
            f"{in_words(verdict.wait)}."
        )
    return f"Sai quá nhiều lần. Hãy thử lại sau {in_words(verdict.wait)}."
