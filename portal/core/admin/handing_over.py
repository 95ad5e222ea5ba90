"""All that a person has written, given to a colleague, as when somebody leaves.

Each item is handed over by itself, by the action of the desk, and as it stands now: what the
page has shown of it is only how many there are.  A leaving editor may have thousands, so that a
press of the button does so many, says what is left, and is pressed again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Case, CharField, Count, Value, When
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.admin.bulk import HandOverForm, Row, attempt
from portal.core.admin.lists import signed_in
from portal.core.content import Publishable, State, content_models
from portal.core.workflow import actions
from portal.core.workflow.permissions import Action, may_on_all

BATCH = 100
"""So many items a press of the button hands over: a few seconds."""
MOST_COUNTED = 2_000
"""Of each type no more are counted."""
Place = tuple[str, int]
"""The last item that was tried: label of its type, number."""


@dataclass(frozen=True)
class Pile:
    """What a person has of one content type."""

    name: str
    counts: list[tuple[State, int]]

    @property
    def is_cut(self) -> bool:
        """Whether there is more than was counted."""
        return sum(count for _, count in self.counts) > MOST_COUNTED

    @property
    def total(self) -> int:
        """How many there are, as far as they were counted."""
        return min(sum(count for _, count in self.counts), MOST_COUNTED)


class AllHandOverForm(HandOverForm):
    """To whom everything goes, and how far the presses before this one have come."""

    after = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, writer: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.at_the_desk().exclude(pk=writer.pk)
        self.fields["to"].queryset = people  # type: ignore[attr-defined]

    def clean_after(self) -> Place:
        """Read after which item to go on; without one, all that is left is tried again."""
        label, _, number = self.cleaned_data["after"].partition(":")
        return label, int(number) if number.isdecimal() and len(number) <= 15 else 0


def hand_over_view(site: AdminSite, request: HttpRequest, pk: int) -> HttpResponse:
    """Show how much there is and ask to whom it goes; then hand over so many, and tell of each."""
    writer = User.objects.filter(pk=pk).first()
    models = types_handed_over_by(signed_in(request))
    if writer is None or not models:
        raise PermissionDenied("Chỉ trưởng ban biên tập giao lại bài của đồng nghiệp.")
    form = AllHandOverForm(writer, request.POST or None)
    context = {
        **site.each_context(request),
        "title": f"Giao lại tất cả bài của {writer}",
        "writer": writer,
        "form": form,
    }
    if request.method == "POST" and form.is_valid():
        context |= _hand_over(models, writer, form, by=signed_in(request))
    context |= _left(models, writer)
    return TemplateResponse(request, "admin/hand_over_all.html", context)


def types_handed_over_by(user: User) -> list[type[Publishable]]:
    """Return the content types whose items `user` may give to somebody else, whoever wrote them.

    Who keeps the accounts is not asked: that office sees no content and decides nothing about it,
    as the table of rights has it.  It closes the account; a chief hands the work over.
    """
    return [model for model in content_models() if may_on_all(user, Action.HAND_OVER, model)]


def piles(models: Sequence[type[Publishable]], writer: User) -> list[Pile]:
    """Return what `writer` has of each type, by state; a query for each, along its own index."""
    found = ((model, _counts(model, writer)) for model in models)
    return [Pile(str(model._meta.verbose_name_plural), counts) for model, counts in found if counts]


def _counts(model: type[Publishable], writer: User) -> list[tuple[State, int]]:
    now = timezone.now()
    own = model._default_manager.filter(created_by=writer).order_by("-updated_at", "-pk")
    state = Case(
        *(When(each.condition(now), then=Value(each.value)) for each in State),
        output_field=CharField(),
    )
    rows = model._default_manager.filter(pk__in=own.values("pk")[: MOST_COUNTED + 1])
    counted = rows.order_by().values_list(state.copy()).annotate(Count("pk"))
    numbers: dict[str, int] = dict(counted)
    return [(each, numbers[each.value]) for each in State if each.value in numbers]


def _left(models: Sequence[type[Publishable]], writer: User) -> dict[str, Any]:
    left = piles(models, writer)
    total = sum(pile.total for pile in left)
    is_cut = any(pile.is_cut for pile in left)
    return {"piles": left, "total": total, "is_cut": is_cut, "press": min(total, BATCH)}


def _hand_over(
    models: Sequence[type[Publishable]], writer: User, form: AllHandOverForm, *, by: User
) -> dict[str, Any]:
    """Hand over the items after those that were tried already; return what the page tells."""
    to, arguments = form.cleaned_data["to"], form.arguments()
    items = _next(models, writer, form.cleaned_data["after"])
    rows = []
    for item in items[:BATCH]:
        act = partial(actions.hand_over, item, by=by, **arguments)
        rows.append(Row(item, item.version, attempt(act, item)))
    last = items[BATCH - 1] if len(items) > BATCH else None
    if last is None:  # what is left is asked about anew, and may go to somebody else
        form = AllHandOverForm(writer, initial=form.cleaned_data | {"after": ""})
    return {
        "form": form,
        "rows": rows,
        "to": to,
        "succeeded": sum(not row.refusal for row in rows),
        "after": f"{last._meta.label_lower}:{last.pk}" if last else "",
        "refused": any(row.refusal for row in rows),
    }


def _next(models: Sequence[type[Publishable]], writer: User, place: Place) -> list[Publishable]:
    """Return the next items and one more, type by type, by number: what was refused stays."""
    labels = [model._meta.label_lower for model in models]
    begin = labels.index(place[0]) if place[0] in labels else 0
    found: list[Publishable] = []
    for model in models[begin:]:
        after = place[1] if model._meta.label_lower == place[0] else 0
        rows = model._default_manager.filter(created_by=writer, pk__gt=after).order_by("pk")
        found += rows[: BATCH + 1 - len(found)]
    return found
