"""The form by which readers report a mistake, and the one in which editors handle it."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.utils.functional import cached_property

from portal.core.site import path_within
from portal.core.text import normalise
from portal.sections.reports import spam
from portal.sections.reports.models import ErrorReport
from portal.sections.reports.pages import title_of


class _SeveralLines(forms.CharField):
    """Text as it is stored: browsers send two characters for each end of a line."""

    def to_python(self, value: Any) -> Any:
        """Return the normal form, which the limits are about."""
        return normalise(super().to_python(value) or "").replace("\r\n", "\n").strip()


class ReportForm(forms.ModelForm):
    """What is wrong, on which page, and perhaps how to ask back."""

    website = forms.CharField(
        label="Ô này để máy gửi thư rác tự lộ mình: xin để trống",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    class Meta:
        model = ErrorReport
        fields = ("page", "text", "contact")
        field_classes = {"text": _SeveralLines}
        labels = {
            "page": "Trang có lỗi",
            "text": "Sai ở đâu, đúng ra là gì?",
            "contact": "Thư điện tử hoặc số điện thoại (không bắt buộc)",
        }
        help_texts = {
            "page": "Chép địa chỉ của trang từ trình duyệt. Để trống nếu là trang chủ.",
            "text": "Từ 10 đến 2.000 chữ cái, nhiều nhất hai địa chỉ trang web.",
            "contact": "Chỉ để ban biên tập hỏi lại khi cần.",
        }
        error_messages = {
            "page": {"max_length": "Địa chỉ dài quá: xin chép lại, hoặc để trống ô này."},
            "text": {"required": "Xin viết sai ở đâu, đúng ra là gì."},
            "contact": {"max_length": "Xin viết gọn trong 100 chữ cái."},
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 7}),
            "contact": forms.TextInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args: Any, hosts: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hosts = hosts
        self.fields["page"].required = False
        for field in self.fields.values():
            field.widget.attrs["class"] = "field__control"
            # A browser would cut what is pasted, without a word.
            field.widget.attrs.pop("maxlength", None)

    @property
    def is_trapped(self) -> bool:
        """Whether the field was filled that people neither see nor hear."""
        return bool(self.data.get("website"))

    @cached_property
    def opening(self) -> spam.Opening | None:
        """When the form was opened; None where that is too long ago, or forged."""
        return spam.read(str(self.data.get("opened", "")))

    @cached_property
    def earlier(self) -> ErrorReport | None:
        """What came from the same opening of the form before; once valid, it is this report."""
        if self.opening is None:
            return None
        return ErrorReport.objects.filter(opening=self.opening.number).first()

    @property
    def token(self) -> str:
        """Note of the opening; stays over a refusal, so that nobody has to wait again."""
        is_spent = self.opening is None or self.earlier is not None
        return spam.new_token() if is_spent else str(self.data["opened"])

    def clean_page(self) -> str:
        """Take whole addresses of this portal too: that is what people copy."""
        return path_within(self.cleaned_data["page"], self.hosts) or "/"

    def clean(self) -> dict[str, Any]:
        """Ask for another press of the button where a program would not press again."""
        cleaned = super().clean() or self.cleaned_data
        if self.opening is None:
            self.add_error(
                None,
                "Trang này mở đã quá lâu. Chữ ông/bà viết vẫn còn nguyên: "
                "xin chờ vài giây rồi bấm Gửi báo lỗi một lần nữa.",
            )
        elif self.opening.age < spam.MIN_AGE:
            self.add_error(
                None,
                "Biểu mẫu được gửi nhanh quá, cổng chưa phân biệt được với máy. Chữ ông/bà viết "
                "vẫn còn nguyên: xin chờ vài giây rồi bấm Gửi báo lỗi một lần nữa.",
            )
        elif self.earlier is not None and not self.earlier.says(cleaned):
            self.add_error(
                None,
                "Cổng đã nhận báo lỗi trước của ông/bà. Nếu ông/bà báo thêm: chữ vừa viết vẫn còn "
                "nguyên, xin chờ vài giây rồi bấm Gửi báo lỗi một lần nữa.",
            )
        return cleaned

    def save(self, commit: bool = True) -> ErrorReport:
        """Store the report under the title of its page, once for each opening of the form."""
        number = self.opening.number if self.opening else None
        self.instance.title, self.instance.opening = title_of(self.instance.page), number
        try:
            with transaction.atomic():
                report: ErrorReport = super().save(commit)
        except IntegrityError:  # the button was pressed twice at once; the other one was quicker
            return ErrorReport.objects.get(opening=number)
        return report


class HandlingForm(forms.ModelForm):
    """State and note, based on the version that the editor had before the eyes."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ErrorReport
        fields = ("state", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["base_version"].initial = self.instance.version

    def clean(self) -> dict[str, Any]:
        """Refuse to write over what a colleague has saved meanwhile."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("base_version") != self.instance.version:
            self.add_error(
                None,
                "Đồng nghiệp đã lưu báo lỗi này sau khi ông/bà mở nó. Chữ vừa gõ vẫn còn nguyên "
                "dưới đây: mở lại báo lỗi ở cửa sổ khác, xem họ đã làm gì rồi ghi tiếp ở đó.",
            )
        return cleaned
