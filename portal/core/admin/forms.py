"""Forms of the desk."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils import timezone
from django.utils.text import capfirst

from portal.core.accounts.models import User
from portal.core.admin.legacy import LegacyTextForm
from portal.core.content import Publishable, State, Status
from portal.core.corrections import NOTE_MAX_LENGTH
from portal.core.dates import date_and_time
from portal.core.workflow.permissions import Action

TRANSITION_FIELD = "_transition"
"""Name of the buttons that save the form and then move the item on."""


class PublishableForm(LegacyTextForm):
    """Edits an item, based on the version that the editor had before the eyes."""

    editor: User | None = None
    """Whose hands the form is in; the admin sets it."""
    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    correction = forms.CharField(
        label="Sửa điều quan trọng",
        required=False,
        max_length=NOTE_MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ghi ngắn điều đã sửa: số liệu, tên người, kết luận… Bạn đọc thấy lời ghi này "
        "cùng ngày cập nhật; không xóa được. Chỉ sửa lỗi chính tả: để trống.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["base_version"].initial = self.instance.version
        if not self.instance.is_live():
            del self.fields["correction"]  # readers have seen nothing that could be corrected
        for field in self.fields.values():
            if isinstance(field.widget, AdminSplitDateTime):
                # Two fields under one label: each needs a name of its own to be read out.
                for part, name in zip(field.widget.widgets, ("Ngày", "Giờ"), strict=True):
                    part.attrs["aria-label"] = name

    @property
    def transition(self) -> Action | None:
        """The action whose button was pressed, or None for plain saving."""
        value = self.data.get(TRANSITION_FIELD, "")
        return Action(value) if value in set(Action) else None

    def clean(self) -> dict[str, Any]:
        """Refuse a stale form and a publishing time that the pressed button cannot mean."""
        cleaned = super().clean() or self.cleaned_data
        self._check_version(cleaned.get("base_version"))
        begins, ends = cleaned.get("published_at"), cleaned.get("expires_at")
        noun = self.instance.noun()
        if begins is None and self.instance.status == Status.PUBLISHED:
            self.add_error("published_at", f"{capfirst(noun)} đã đăng phải có thời điểm đăng.")
        if self.transition is Action.PUBLISH and ends and ends <= timezone.now():
            self.add_error("expires_at", f"Lúc này đã qua: {noun} sẽ hết hạn ngay khi đăng.")
        if self.transition is Action.SCHEDULE and (begins is None or begins <= timezone.now()):
            self.add_error("published_at", "Chọn một thời điểm ở phía trước rồi mới bấm Hẹn giờ.")
        if begins and begins > timezone.now() and self.instance.state() is State.LIVE:
            self.add_error(
                "published_at",
                f"{capfirst(noun)} đang hiện trên cổng, nên lúc đăng không thể ở phía trước. "
                f"Muốn hẹn giờ đăng lại thì gỡ {noun} trước.",
            )
        if self.transition is Action.PUBLISH and begins and begins > timezone.now():
            self.add_error(
                "published_at",
                "Thời điểm này còn ở phía trước: bấm Hẹn giờ, hoặc xóa ngày giờ để đăng ngay.",
            )
        return cleaned

    def _check_version(self, base: int | None) -> None:
        item: Publishable = self.instance
        if item.pk is None or base == item.version:
            return
        own = item.updated_by == self.editor
        saved_by = "Ở một cửa sổ khác, chính ông/bà" if own else str(item.updated_by)
        self.add_error(
            None,
            f"{saved_by} đã lưu {item.noun()} này lúc {date_and_time(item.updated_at)}, sau khi "
            "ông/bà mở nó ở đây. Chữ vừa gõ vẫn còn nguyên dưới đây: chép phần cần giữ, mở lại "
            f"{item.noun()} này ở cửa sổ khác rồi ghép vào, để không xóa mất phần đã lưu.",
        )


class ReasonForm(forms.Form):
    """Why an item is returned or withdrawn."""

    reason = forms.CharField(
        label="Lý do",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        error_messages={"required": "Cần ghi rõ lý do."},
    )
