"""The page of the calendar: which month, narrowed to what, for whom."""

from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.text import capfirst

from portal.core.accounts.models import User
from portal.core.dashboard.calendar import YEARS, Month, Wanted, sheet
from portal.core.dashboard.parts import Desk
from portal.core.dates import WEEKDAYS

MOST_PEOPLE = 300
"""So many colleagues a list offers; a commune has a dozen."""


class CalendarForm(forms.Form):
    """What is asked for; all of it may be left out."""

    thang = forms.CharField(required=False, widget=forms.HiddenInput)
    chuyen_muc = forms.ChoiceField(label="Chuyên mục", required=False)
    nguoi = forms.ChoiceField(label="Người viết", required=False)

    def __init__(self, desk: Desk, data: QueryDict) -> None:
        super().__init__(data)
        self.this_month = Month.of(timezone.localdate())
        places = dict(choice for admin in desk.admins for choice in admin.place_choices())
        # Who decides on nothing sees their own work alone.
        people = User.objects.at_the_desk()[:MOST_PEOPLE] if desk.decides else []
        _choices(self.fields["chuyen_muc"], "Mọi chuyên mục", list(places.items()))
        _choices(self.fields["nguoi"], "Mọi người", [(str(user.pk), str(user)) for user in people])

    def clean_thang(self) -> Month:
        """Read the month; this one where none is asked for."""
        text = self.cleaned_data["thang"]
        month = Month.parse(text) if text else self.this_month
        if month is None:
            raise forms.ValidationError(
                f"Không đọc được tháng “{text[:20]}”: viết năm rồi tháng, như "
                f"{self.this_month}, từ năm {YEARS[0]} đến {YEARS[-1]}. Dưới đây là tháng này."
            )
        return month

    @property
    def month(self) -> Month:
        """The month to show."""
        month: Month = self.cleaned_data.get("thang", self.this_month)
        return month

    @property
    def wanted(self) -> Wanted:
        """What it is narrowed to."""
        person = self.cleaned_data.get("nguoi")
        return Wanted(self.cleaned_data.get("chuyen_muc", ""), int(person) if person else None)

    def query(self, month: Month) -> str:
        """Return the address of another month, narrowed in the same way."""
        query = QueryDict(mutable=True)
        query["thang"] = str(month)
        for name in ("chuyen_muc", "nguoi"):
            if value := self.cleaned_data.get(name):
                query[name] = value
        return f"?{query.urlencode()}"


def _choices(field: forms.Field, everything: str, choices: list[tuple[str, str]]) -> None:
    field.choices = [("", everything), *choices]  # type: ignore[attr-defined]


def calendar_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show a month."""
    desk = Desk(request, site)
    if not desk.admins:
        raise PermissionDenied("Tài khoản này không làm việc với nội dung.")
    form = CalendarForm(desk, request.GET)
    form.full_clean()
    month = form.month
    context: dict[str, Any] = {
        **site.each_context(request),
        "title": f"Lịch đăng – {month.label.lower()}",
        "form": form,
        "sheet": sheet(month, desk.admins, desk.user, form.wanted),
        "weekdays": [capfirst(name) for name in WEEKDAYS],
        "months": _months(form, month),
    }
    return TemplateResponse(request, "admin/calendar.html", context)


def _months(form: CalendarForm, month: Month) -> dict[str, tuple[str, str]]:
    """Return label and address of the months around; none beyond the years of the calendar."""
    around = {"before": month.plus(-1), "now": form.this_month, "after": month.plus(1)}
    return {
        name: (other.label, form.query(other))
        for name, other in around.items()
        if other != month and other.year in YEARS
    }
