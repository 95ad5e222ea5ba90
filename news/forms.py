"""What readers may choose on a list page."""

from django import forms


class MonthForm(forms.Form):
    """A year and, within it, a month; both may be left out."""

    nam = forms.IntegerField(min_value=1900, max_value=2999, required=False)
    thang = forms.IntegerField(min_value=1, max_value=12, required=False)
