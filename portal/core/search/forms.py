"""The desk's forms for what editors keep of the search."""

from typing import Any

from django import forms
from django.utils.text import capfirst


class KeyedForm(forms.ModelForm):
    """Edits a row with phrases, based on the version that the person had before the eyes."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "base_version" in self.fields:  # not where the row is only shown
            self.fields["base_version"].initial = self.instance.version

    def clean(self) -> dict[str, Any]:
        """Refuse to write over what a colleague has saved meanwhile."""
        cleaned = super().clean() or self.cleaned_data
        row = self.instance
        if row.pk is not None and cleaned.get("base_version") != row.version:
            noun = str(row._meta.verbose_name)
            self.add_error(
                None,
                f"{capfirst(noun)} này đã được lưu ở một cửa sổ khác sau khi ông/bà mở nó ở đây. "
                "Chữ vừa gõ vẫn còn nguyên dưới đây: chép phần cần giữ, mở lại ở cửa sổ khác rồi "
                "ghép vào.",
            )
        return cleaned
