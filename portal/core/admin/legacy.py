"""What the desk asks about text from before Unicode: when it is pasted, and when it is saved.

Nothing is converted unless somebody has seen it before and after, and said so.
"""

import json
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from portal.core.accounts.models import User
from portal.core.content import content_models
from portal.core.legacy_markup import Finding, examine, examine_markup
from portal.core.richtext import MAX_LENGTH, RichTextFormField
from portal.core.text import plain_text

MAX_BYTES = 1_000_000
"""Of one question about pasted text."""
CONVERT, KEEP = "convert", "keep"
_OTHER_FIELDS = (forms.URLField, forms.EmailField, forms.SlugField)


# Saving ------------------------------------------------------------------------------------


class LegacyTextForm(forms.ModelForm):
    """Asks at each field whose text is from before Unicode what shall become of it.

    It looks at what the browser sent, before any field cleans it: cleaning takes out U+00AD,
    which is a letter of TCVN3.  The answer is sent with the form, as `legacy_<field>`.
    """

    def full_clean(self) -> None:
        """Settle first what the fields are given to clean."""
        self._in_question: dict[str, Finding] = self._settle() if self.is_bound else {}
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        """Refuse text in question that nobody has answered for."""
        cleaned = super().clean() or self.cleaned_data
        for name, finding in self._in_question.items():
            answer = self._answer(name)
            self._show(name, finding, answer)
            if answer != KEEP:
                self.add_error(
                    name,
                    f"Chữ ở ô này dùng bảng mã {finding.encoding.label}, không phải Unicode; bạn "
                    "đọc sẽ thấy chữ sai. Xem ở dưới ô, chọn một trong hai cách rồi bấm lại nút "
                    "vừa bấm.",
                )
        return cleaned

    def _settle(self) -> dict[str, Finding]:
        """Convert what shall be converted; return what else was found."""
        in_question, converted = {}, {}
        for name, field in self.fields.items():
            finding = self._examine(name, field)
            if finding is not None and self._answer(name) == CONVERT:
                converted[self.add_prefix(name)] = finding.converted
            elif finding is not None:
                in_question[name] = finding
        if converted:
            data: Any = self.data
            self.data = data = data.copy()
            for key, text in converted.items():
                data[key] = text
        return in_question

    def _examine(self, name: str, field: forms.Field) -> Finding | None:
        if not isinstance(field, forms.CharField) or isinstance(field, _OTHER_FIELDS):
            return None
        raw = self.data.get(self.add_prefix(name))
        if field.disabled or not isinstance(raw, str) or not raw or len(raw) > MAX_LENGTH:
            return None
        finding = examine_markup(raw) if isinstance(field, RichTextFormField) else examine(raw)
        before = self.get_initial_for_field(field, name)
        if finding and before and plain_text(str(before)) == plain_text(raw):
            return None  # somebody kept it before
        return finding

    def _answer(self, name: str) -> str:
        answer = self.data.get(f"legacy_{self.add_prefix(name)}")
        return answer if answer in {CONVERT, KEEP} else ""

    def _show(self, name: str, finding: Finding, answer: str) -> None:
        """Put the question under the field."""
        bound = self[name]
        context = {"name": bound.html_name, "finding": finding, "answer": answer}
        bound.help_text = render_to_string("admin/publishable/_legacy.html", context)
        # The field is described by its error alone: the text itself is not read out with it.
        bound.field.widget.attrs["aria-describedby"] = f"{bound.auto_id}_error"


# Pasting -----------------------------------------------------------------------------------


@require_POST
def examine_pasted(request: HttpRequest) -> JsonResponse:
    """Tell the editor's page what a pasted text is in, and what it would become.

    The request is JSON: `html` and `text` as the clipboard has them, and `plain` when the field
    takes no HTML.
    """
    if not _may_write(request.user):
        return _refusal(403, "Tài khoản này không được viết bài, nên cổng không xem đoạn dán.")
    if len(request.body) > MAX_BYTES:
        return _refusal(413, "Đoạn vừa dán quá dài để xem thử bảng mã. Hãy dán từng phần.")
    try:
        pasted = json.loads(request.body)
        markup, text = str(pasted.get("html") or ""), str(pasted.get("text") or "")
    except (ValueError, AttributeError, RecursionError):
        return _refusal(400, "Cổng không đọc được đoạn vừa dán.")
    finding = examine_markup(markup)
    if finding is None and pasted.get("plain"):
        finding = examine(text)
    return JsonResponse(_described(finding, plain=bool(pasted.get("plain"))))


def _described(finding: Finding | None, *, plain: bool) -> dict[str, str | bool]:
    if finding is None:
        return {"found": False}
    return {
        "found": True,
        "encoding": finding.encoding.value,
        "message": f"Đoạn vừa dán dùng bảng mã {finding.encoding.label}, không phải Unicode. "
        "Giữ nguyên thì bạn đọc sẽ thấy chữ sai.",
        "before": finding.before,
        "after": finding.after,
        "converted": finding.plain if plain else finding.converted,
    }


def _refusal(status: int, message: str) -> JsonResponse:
    return JsonResponse({"found": False, "message": message}, status=status)


def _may_write(user: User | AnonymousUser) -> bool:
    """Return whether this account writes or edits content of any type."""
    return any(
        user.has_perm(f"{model._meta.app_label}.{verb}_{model._meta.model_name}")
        for model in content_models()
        for verb in ("add", "change")
    )
