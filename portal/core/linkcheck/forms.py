"""What is to become of a link that leads nowhere."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from portal.core.addresses import unanswered
from portal.core.fetching import FetchError, checked
from portal.core.linkcheck.collecting import target_of
from portal.core.linkcheck.models import Address, LinkUse
from portal.core.linkcheck.verdicts import Place
from portal.core.richtext.addresses import link
from portal.core.site import local_path

LONGEST = 2_000
_NOT_AN_ADDRESS = (
    "Ghi đường dẫn trong cổng (bắt đầu bằng /) hoặc địa chỉ đầy đủ bắt đầu bằng https:// "
    "hoặc http://."
)
_CHANGED = (
    "Có nơi vừa được người khác sửa nên chưa đổi gì. Chọn lại những nơi cần sửa rồi gửi lần nữa."
)


class Choice(models.TextChoices):
    """What may be done."""

    SUGGESTED = "suggested", "Thay bằng địa chỉ cổng gợi ý"
    TYPED = "typed", "Thay bằng địa chỉ khác"
    UNLINK = "unlink", "Bỏ đường dẫn, giữ nguyên chữ"
    LEAVE = "leave", "Để yên, đừng báo nữa"


class CorrectionForm(forms.Form):
    """One choice for all the places that are ticked."""

    choice = forms.ChoiceField(label="Làm gì", widget=forms.RadioSelect)
    new_address = forms.CharField(
        label="Địa chỉ khác",
        required=False,
        max_length=LONGEST,
        help_text="Chép địa chỉ của trang đúng từ trình duyệt.",
    )
    reason = forms.CharField(
        label="Lý do để yên",
        required=False,
        max_length=300,
        help_text="Ví dụ: trang ấy chỉ mở được từ mạng của cơ quan.",
    )
    places = forms.MultipleChoiceField(
        label="Sửa ở",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _CHANGED},
    )

    def __init__(
        self,
        *args: Any,
        address: Address,
        places: list[tuple[str, str]],
        may_leave: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.address = address
        self._may_leave = may_leave
        offered = list(self._offered(bool(places)))
        self._choice().choices = offered
        self.initial.setdefault("choice", offered[0][0] if offered else "")
        ticked = self.fields["places"]
        if isinstance(ticked, forms.MultipleChoiceField):
            ticked.choices = places
        self.initial.setdefault("places", [value for value, _ in places])

    def _choice(self) -> forms.ChoiceField:
        field = self.fields["choice"]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError("the choice is a ChoiceField")
        return field

    @property
    def has_choices(self) -> bool:
        """Whether this person can do anything here."""
        return bool(self._choice().choices)

    def _offered(self, has_places: bool) -> list[tuple[str, str]]:
        offered: list[tuple[str, str]] = []
        if has_places:
            if self.address.suggestion:
                words = f"{Choice.SUGGESTED.label}: {self.address.suggestion}"
                offered.append((Choice.SUGGESTED.value, words))
            offered += [(each.value, str(each.label)) for each in (Choice.TYPED, Choice.UNLINK)]
        if self._may_leave:
            offered.append((Choice.LEAVE.value, str(Choice.LEAVE.label)))
        return offered

    def clean_new_address(self) -> str:
        """Refuse what browsers would not follow, and pages of the portal that are not there."""
        typed = " ".join(str(self.cleaned_data["new_address"]).split())
        if self.data.get("choice") != Choice.TYPED:
            return typed
        if not typed:
            raise ValidationError("Ghi địa chỉ mới.")
        is_whole = "://" in typed or (typed.startswith("/") and local_path(typed) == typed)
        found = link(typed) if is_whole else None
        target = target_of(found) if found else None
        if found is None or target is None:
            raise ValidationError(_NOT_AN_ADDRESS)
        _look_at(target.url, target.place)
        if target.url == self.address.url:
            raise ValidationError("Đây chính là địa chỉ đang hỏng.")
        return found

    def clean(self) -> dict[str, Any]:
        """Ask for the places, and for the reason why nothing is done."""
        data = super().clean() or {}
        choice = data.get("choice")
        if choice == Choice.LEAVE and not str(data.get("reason", "")).strip():
            self.add_error("reason", "Ghi vì sao để yên, để người sau khỏi xem lại.")
        if choice and choice != Choice.LEAVE and data.get("places") == []:
            self.add_error("places", "Chọn ít nhất một chỗ để sửa.")
        return data

    @property
    def replacement(self) -> str:
        """The address that was chosen, "" to take the links away."""
        choice = self.cleaned_data["choice"]
        if choice == Choice.SUGGESTED:
            return self.address.suggestion
        return str(self.cleaned_data["new_address"]) if choice == Choice.TYPED else ""


def _look_at(url: str, place: Place) -> None:
    if place is Place.PAGE and unanswered([url]):
        raise ValidationError("Trên cổng không có trang này. Mở trang ấy rồi chép lại địa chỉ.")
    if place is Place.WEB:
        try:
            checked(url)
        except FetchError:
            raise ValidationError(_NOT_AN_ADDRESS) from None


def value_of(use: LinkUse, version: int) -> str:
    """Return what stands for a place in the form: which row, and which version was seen."""
    return f"{use.content_type_id}-{use.object_id}-{version}"
