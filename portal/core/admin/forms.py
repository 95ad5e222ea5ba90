"""Forms of the desk."""

import re
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst

from portal.core.accounts.models import User
from portal.core.admin.legacy import LegacyTextForm
from portal.core.checks.running import Refused
from portal.core.content import Publishable, State
from portal.core.corrections import NOTE_MAX_LENGTH
from portal.core.dates import date_and_time
from portal.core.withdrawal import NOTICE_MAX_LENGTH
from portal.core.workflow.models import WithdrawalReason
from portal.core.workflow.permissions import Action

TRANSITION_FIELD = "_transition"
"""Name of the buttons that save the form and then move the item on."""
TAKE_PREFIX = "_take-"
"""How the buttons are named that take a colleague's version of one field."""
MAX_VERSION = 2**31 - 1
"""What the column holds."""
STALE = "stale"
"""Code of the error that a colleague has saved since."""


class WrappedLine(AdminTextareaWidget):
    """One line of text, shown over as many lines as it takes; a phone would cut it off."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return one line, whatever was typed: without scripts the Enter key breaks it."""
        value = super().value_from_datadict(data, files, name)
        return re.sub(r"[\r\n]+", " ", value) if isinstance(value, str) else value


class PublishableForm(LegacyTextForm):
    """Edits an item, based on the version that the editor had before the eyes."""

    editor: User | None = None
    """Whose hands the form is in; the admin sets it."""
    merged_initial: ClassVar[dict[str, Any]] = {}
    """What fields that are no columns begin with, where two people's work was merged."""
    base_version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=MAX_VERSION
    )
    refusal: Refused | None = None
    """Why the checks before sending have refused what was sent; the admin sets it."""
    correction = forms.CharField(
        label="Sửa điều quan trọng",
        required=False,
        max_length=NOTE_MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ghi ngắn điều đã sửa: số liệu, tên người, kết luận… Khi bản sửa được đăng, bạn "
        "đọc thấy lời ghi này cùng ngày cập nhật; không xóa được. Chỉ sửa lỗi chính tả: để trống.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["base_version"].initial = self.instance.version
        self.initial.update(self.merged_initial)
        self._leave_out_what_copies_cannot_change()
        self._say_what_dates_of_copies_do()
        if "title" in self.fields:
            given = self.fields["title"].widget.attrs
            self.fields["title"].widget = WrappedLine({**given, "rows": 2, "enterkeyhint": "next"})
        if self._is_read_now():
            self.fields["correction"].initial = self.instance.change_note
        else:
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

    @property
    def taken(self) -> list[str]:
        """The fields of which the person has chosen the colleague's version."""
        return [
            name.removeprefix(TAKE_PREFIX) for name in self.data if name.startswith(TAKE_PREFIX)
        ]

    @property
    def is_stale(self) -> bool:
        """Whether a colleague has saved since, or the person is still choosing what to take."""
        return STALE in {error.code for error in self.non_field_errors().as_data()}

    @property
    def only_stale(self) -> bool:
        """Whether that is all that is wrong with it."""
        errors = self.errors.as_data()
        return {error.code for each in errors.values() for error in each} == {STALE}

    def clean(self) -> dict[str, Any]:
        """Refuse a stale form and a publishing time that the pressed button cannot mean."""
        cleaned = super().clean() or self.cleaned_data
        is_stale = self._check_version(cleaned.get("base_version"))
        self._say_refusal()
        begins, ends = cleaned.get("published_at"), cleaned.get("expires_at")
        noun = self.instance.noun()
        if "correction" in cleaned:
            self.instance.change_note = cleaned["correction"]
        # Typed upon a draft that a colleague has published since, it gets its time by merging.
        if begins is None and self.instance.is_copy and not is_stale:
            self.add_error("published_at", f"{capfirst(noun)} đã đăng phải có thời điểm đăng.")
        if self.transition is Action.PUBLISH and ends and ends <= timezone.now():
            self.add_error("expires_at", f"Lúc này đã qua: {noun} sẽ hết hạn ngay khi đăng.")
        if self.transition is Action.SCHEDULE and (begins is None or begins <= timezone.now()):
            self.add_error("published_at", "Chọn một thời điểm ở phía trước rồi mới bấm Hẹn giờ.")
        if begins and begins > timezone.now() and self._is_read_now():
            self.add_error(
                "published_at",
                f"{capfirst(noun)} đang hiện trên cổng, nên lúc đăng không thể ở phía trước. "
                "Bản sửa thay bản đang đăng ngay khi được duyệt, không hẹn giờ được: cần đổi lúc "
                f"nào thì duyệt lúc ấy. Muốn hẹn giờ đăng lại từ đầu thì gỡ {noun} trước.",
            )
        elif self.transition is Action.PUBLISH and begins and begins > timezone.now():
            self.add_error(
                "published_at",
                "Thời điểm này còn ở phía trước: bấm Hẹn giờ, hoặc xóa ngày giờ để đăng ngay.",
            )
        return cleaned

    def _is_read_now(self) -> bool:
        """Return whether this edits the working copy of something that readers see now."""
        original: Publishable | None = self.instance.copy_of
        return original is not None and original.is_live()

    def _leave_out_what_copies_cannot_change(self) -> None:
        for name in self.instance.fixed_in_copies if self.instance.is_copy else ():
            self.fields.pop(name, None)

    def _say_what_dates_of_copies_do(self) -> None:
        """Say that a working copy has no hour of its own: it waits for its approval, not a time."""
        item: Publishable = self.instance
        original: Any = item.copy_of
        if original is None or "published_at" not in self.fields:
            return
        if original.state() is State.SCHEDULED:
            said = (
                f"{capfirst(item.noun())} tự lên cổng lúc này: với chữ của bản sửa nếu khi ấy bản "
                "sửa đã được duyệt, nếu chưa thì với chữ cũ."
            )
        else:
            said = (
                f"Ngày giờ ghi trên {item.noun()}. Bản sửa không hẹn giờ được: nó thay bản đang "
                "đăng ngay khi được duyệt."
            )
        self.fields["published_at"].help_text = said
        self.fields["expires_at"].help_text += " Có hiệu lực khi bản sửa được duyệt."

    def _say_refusal(self) -> None:
        """Put what the checks have found at the fields where it is mended."""
        for name, messages in self.refusal.message_dict.items() if self.refusal else ():
            for message in messages:
                self.add_error(name if name in self.fields else None, message)

    def _check_version(self, base: int | None) -> bool:
        """Return whether the form is based on another version than the stored one; say so."""
        item: Publishable = self.instance
        if item.pk is None or (base == item.version and not self.taken):
            return False
        own = item.updated_by == self.editor
        saved_by = "Ở một cửa sổ khác, chính ông/bà" if own else str(item.updated_by)
        said = (
            f"{saved_by} đã lưu {item.noun()} này lúc {date_and_time(item.updated_at)}, sau khi "
            "ông/bà mở nó ở đây. Chữ vừa gõ vẫn còn nguyên dưới đây."
        )
        self.add_error(None, ValidationError(said, code=STALE))
        return True


class ReasonForm(forms.Form):
    """Why an item is returned, or published by one person alone."""

    base_version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=MAX_VERSION
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        error_messages={"required": "Cần ghi rõ lý do."},
    )

    def arguments(self) -> dict[str, str]:
        """Return what the action is told."""
        return {"reason": self.cleaned_data["reason"]}


class WithdrawalForm(ReasonForm):
    """Why an item is taken down, and what readers find in its place."""

    listed = forms.ModelChoiceField(
        label="Lý do",
        queryset=WithdrawalReason.objects.all(),
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
    )
    notice = forms.CharField(
        label="Lời báo cho bạn đọc",
        required=False,
        max_length=NOTICE_MAX_LENGTH,
        help_text="Hiện ở địa chỉ cũ, dưới câu “không còn trên cổng”. Để trống: không nói gì thêm.",
    )
    replacement = forms.CharField(
        label="Chuyển bạn đọc sang",
        required=False,
        max_length=300,
        help_text="Địa chỉ của trang thay thế trên cổng này, ví dụ /ten-bai-12.html. Để trống: "
        "bạn đọc thấy thông báo đã gỡ.",
    )

    field_order = ("base_version", "listed", "reason", "notice", "replacement")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        self.fields["reason"].label = "Nói rõ thêm"

    def clean(self) -> dict[str, Any]:
        """Ask for one of the listed reasons, or for one in the person's own words."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("listed") and not cleaned.get("reason"):
            self.add_error("reason", "Chọn một lý do hoặc ghi rõ lý do.")
        return cleaned

    def arguments(self) -> dict[str, str]:
        """Return what the action is told."""
        cleaned = self.cleaned_data
        told = [str(cleaned["listed"] or ""), cleaned["reason"]]
        return {
            "reason": ": ".join(filter(None, told)),
            "notice": cleaned["notice"],
            "replacement": cleaned["replacement"],
        }
