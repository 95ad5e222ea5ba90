"""What the list of the trail, and what is exported of it, is narrowed by."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.audit.models import AuditQuerySet
from portal.core.audit.verbs import LABELS, Area, actions_of

MAX_PEOPLE = 300
"""Accounts whose names are offered while one types; others are typed whole."""


class DayInput(forms.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day, as browsers send it and as people write it."""

    def __init__(self, label: str) -> None:
        formats = ["%Y-%m-%d", "%d/%m/%Y"]
        super().__init__(label=label, required=False, widget=DayInput(), input_formats=formats)


class TrailFilterForm(forms.Form):
    """Period, action, person; an item is chosen by following its link."""

    tu = DayField("Từ ngày")
    den = DayField("Đến hết ngày")
    viec = forms.ChoiceField(label="Việc", required=False)
    nguoi = forms.CharField(
        label="Người làm",
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"list": "nhat-ky-nguoi", "autocomplete": "off"}),
        help_text="Gõ tên đăng nhập, hoặc chọn trong danh sách hiện ra.",
    )
    loai = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    so = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )

    def __init__(self, data: Any, *, areas: list[Area]) -> None:
        super().__init__(data)
        groups = [(area.label, [(a, LABELS[a]) for a in actions_of(area)]) for area in areas]
        choices: list[Any] = [("", "Mọi việc"), *groups]
        field = self.fields["viec"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def people(self) -> list[tuple[str, str]]:
        """The accounts that are offered while one types."""
        rows = User.objects.order_by("full_name", "pk").values_list("username", "full_name")
        return list(rows[:MAX_PEOPLE])

    def clean_nguoi(self) -> User | None:
        """Return the account."""
        name = self.cleaned_data["nguoi"]
        if not name:
            return None
        user = User.objects.filter(username=name).first()
        if user is None:
            raise ValidationError(f"Không có tài khoản “{name}”.")
        return user

    def clean_loai(self) -> ContentType | None:
        """Return the type of the item."""
        app, _, model = self.cleaned_data["loai"].partition(".")
        if not app:
            return None
        try:
            return ContentType.objects.get_by_natural_key(app, model)
        except ContentType.DoesNotExist:
            raise ValidationError("Không có loại nội dung này.") from None

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("tu"), cleaned.get("den")
        if first and last and last < first:
            self.add_error("den", "Ngày cuối phải sau ngày đầu.")
        return cleaned

    def narrow(self, rows: AuditQuerySet) -> AuditQuerySet:
        """Return the rows that were asked for; none where the question was not understood."""
        if not self.is_valid():
            return rows.none()
        chosen = self.cleaned_data
        conditions = {
            "made_at__gte": _midnight(chosen["tu"]) if chosen["tu"] else None,
            "made_at__lt": _midnight(chosen["den"] + timedelta(days=1)) if chosen["den"] else None,
            "action": chosen["viec"] or None,
            "actor": chosen["nguoi"],
            "content_type": chosen["loai"],
            "object_id": chosen["so"],
        }
        return rows.filter(**{k: v for k, v in conditions.items() if v is not None})


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
