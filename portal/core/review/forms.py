"""The one form of the reviewer's page: decisions and comments, so that nothing typed is lost."""

import re
from datetime import datetime, timedelta
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.content import Publishable
from portal.core.review.people import who_may_open

QUICK_REASONS = (
    "Thiếu nguồn hoặc chưa nêu rõ ai cung cấp thông tin.",
    "Số liệu, ngày tháng hoặc tên người cần kiểm tra lại.",
    "Có lỗi chính tả, câu chưa gọn: đọc lại cả bài.",
    "Ảnh thiếu chú thích, thiếu nguồn hoặc chưa phù hợp.",
    "Có thông tin cá nhân không nên đăng.",
)
"""What items are returned for most often; ticked ones stand before what is typed."""
_ANSWER = re.compile(r"answer-(\d{1,15})")
_MORNING = 7
_SENT: dict[str, set[str]] = {"schedule": {"at"}, "return": {"quick", "reason"}}
_SENT |= {"urgent": {"urgent"}, "comment": {"text", "quotation", "mention"}}
"""The fields that a button sends; what is wrong in others is no reason to refuse it."""
_FIELD_OF = {"published_at": "at"}
"""Where the page asks for what an action calls otherwise."""


def next_morning(now: datetime) -> datetime:
    """Return the next seven o'clock that is at least half an hour ahead: when people look."""
    morning = timezone.localtime(now).replace(hour=_MORNING, minute=0, second=0, microsecond=0)
    return morning if morning - timedelta(minutes=30) > now else morning + timedelta(days=1)


class ReviewForm(forms.Form):
    """What a reviewer decides and says.  Which fields count, the pressed button says."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    at = forms.SplitDateTimeField(
        label="Đăng lúc",
        required=False,
        input_date_formats=["%Y-%m-%d", "%d/%m/%Y"],
        input_time_formats=["%H:%M", "%H:%M:%S"],
        error_messages={
            "invalid_date": "Ngày không đúng, ví dụ 25/5/2026.",
            "invalid_time": "Giờ không đúng, ví dụ 07:00.",
        },
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": "Ngày đăng"},
            time_attrs={"type": "time", "aria-label": "Giờ đăng"},
            date_format="%Y-%m-%d",
            time_format="%H:%M",
        ),
    )
    quick = forms.MultipleChoiceField(
        label="Lý do hay gặp",
        required=False,
        choices=[(reason, reason) for reason in QUICK_REASONS],
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label="Lý do trả lại",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Viết lý do gọn trong 1.000 ký tự."},
    )
    urgent = forms.CharField(
        label="Vì sao không chờ được người khác duyệt",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Viết lý do gọn trong 1.000 ký tự."},
    )
    text = forms.CharField(
        label="Góp ý",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Gõ @tên-tài-khoản để nhắc đồng nghiệp.",
    )
    quotation = forms.CharField(
        label="Về đoạn nào (không bắt buộc)",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    mention = forms.ModelChoiceField(
        label="Nhắc đồng nghiệp",
        required=False,
        queryset=User.objects.none(),
        empty_label="Không nhắc ai",
        error_messages={"invalid_choice": "Người được chọn không còn mở được mục này."},
    )

    def __init__(self, item: Publishable, user: User, data: QueryDict | None = None) -> None:
        # No name of a field of the item's own form: on its page both stand side by side.
        super().__init__(data, prefix="duyet", auto_id="id_%s")
        self.item, self.user = item, user
        self.typed = QueryDict(mutable=True) if data is None else data
        self.is_stale = False
        self.answer_errors: dict[int, list[str]] = {}
        planned = item.published_at
        now = timezone.now()
        self.initial["base_version"] = item.version
        self.initial["at"] = planned if planned and planned > now else next_morning(now)
        self.fields["mention"].queryset = who_may_open(item).exclude(pk=user.pk)  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["form"] = "review"
            for part in getattr(field.widget, "widgets", ()):
                part.attrs["form"] = "review"

    @cached_property
    def pressed(self) -> tuple[str, int]:
        """The button, and the number of the comment that it is about."""
        verb, _, number = str(self.typed.get("do", "")).partition("-")
        return verb, int(number) if re.fullmatch(r"\d{1,15}", number) else 0

    @property
    def seen(self) -> int | None:
        """The version that the reviewer had before the eyes."""
        version: int | None = self.cleaned_data.get("base_version") if self.is_bound else None
        return version

    @property
    def answers(self) -> dict[int, str]:
        """What was typed into the answers, by the number of the comment that begins the thread."""
        found = {name: _ANSWER.fullmatch(name) for name in self.typed}
        return {
            int(m[1]): text for name, m in found.items() if m and (text := str(self.typed[name]))
        }

    @property
    def whole_reason(self) -> str:
        """The ticked reasons and the typed one, each on a line of its own."""
        lines = [*self.cleaned_data.get("quick", []), self.cleaned_data.get("reason", "")]
        return "\n".join(line for line in lines if line)

    def is_about_to_work(self) -> bool:
        """Return whether the fields that the pressed button is about are right."""
        relevant = _SENT.get(self.pressed[0], set())
        for name in set(self.errors) - relevant:
            del self.errors[name]
        return not self.errors

    def refuse(self, error: ValidationError) -> None:
        """Say at the field what an action found wrong; at the top where there is no such field."""
        by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        verb, number = self.pressed
        for name, messages in by_field.items():
            field = verb if (verb, name) == ("urgent", "reason") else _FIELD_OF.get(name, name)
            if verb == "answer" and field == "text":
                self.answer_errors[number] = messages
            else:
                self.add_error(field if field in self.fields else None, ValidationError(messages))

    def show_again(self, item: Publishable, *, is_done: bool) -> None:
        """Keep what was typed and not sent, upon the version that the page shows now."""
        if is_done or self.is_stale:
            self.typed[self.add_prefix("base_version")] = str(item.version)
        if not is_done:
            return
        verb, number = self.pressed
        for name in _SENT.get(verb, ()):
            self.typed.pop(self.add_prefix(name), None)
        if verb == "answer":
            self.typed.pop(f"answer-{number}", None)

    def has_unsent_words(self) -> bool:
        """Return whether something was typed that the pressed button did not send."""
        verb, number = self.pressed
        elsewhere = {"text", "reason", "urgent"} - _SENT.get(verb, set())
        talk = [str(self.typed.get(self.add_prefix(name), "")) for name in elsewhere]
        talk += [
            text for thread, text in self.answers.items() if (verb, number) != ("answer", thread)
        ]
        return any(text.strip() for text in talk)
