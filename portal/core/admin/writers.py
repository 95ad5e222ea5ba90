"""The filter of lists by whose work it is: one's own, or that of any colleague.

Those who have left are offered too: what they wrote is still there, and somebody has to go on
with it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.text import capfirst

from portal.core.accounts.models import User
from portal.core.admin.lists import signed_in
from portal.core.content import Publishable
from portal.core.text import normalise
from portal.core.workflow.permissions import Action, may_on_all

MOST = 100
"""So many names a list offers; further ones are typed."""
_NOBODY = "Không có tài khoản “{}”: gõ đủ họ tên, có dấu, hoặc tên đăng nhập."
_SEVERAL = "Có nhiều người tên “{}”: gõ tên đăng nhập của người cần tìm."


class WriterFilter(admin.SimpleListFilter):
    """Filter by whose work it is.

    One person's rows are one stretch of the index of `created_by`, in the order of the list.
    """

    title = "người viết"
    parameter_name = "nguoi-viet"
    own_parameter: ClassVar[str] = "cua-toi"
    template = "admin/_writer_filter.html"
    is_typed = False
    """Whether a name may be typed, where not all are offered."""

    def __init__(
        self, request: HttpRequest, params: dict[str, list[str]], model: type[Model], its_admin: Any
    ) -> None:
        self.kept: dict[str, str] = {}
        """What else the list is narrowed to, for the field in which a name is typed."""
        super().__init__(request, params, model, its_admin)
        self.noun = capfirst(its_admin.noun)
        if self.own_parameter in params:
            self.used_parameters[self.own_parameter] = params.pop(self.own_parameter)[-1]

    @property
    def is_own(self) -> bool:
        """Whether the person asked for their own."""
        return bool(self.used_parameters.get(self.own_parameter))

    def has_output(self) -> bool:
        """Return yes: one's own can always be asked for."""
        return True

    def expected_parameters(self) -> list[str | None]:
        """Return both."""
        return [self.parameter_name, self.own_parameter]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer who has written something to those who look after everybody's work.

        Others who see more than their own type a name: the list of an editor costs no query more.
        """
        self.is_typed = model_admin.has_publish_permission(request)
        if not may_on_all(signed_in(request), Action.HAND_OVER, model_admin.model):
            return []
        people = list(writers_of(model_admin.model)[: MOST + 1])
        self.is_typed = len(people) > MOST
        return list(_named(people[:MOST]))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Narrow the list to what the person, or the chosen colleague, has written."""
        rows = queryset.filter(created_by=signed_in(request)) if self.is_own else queryset
        if not self.value():
            return rows
        found = writers_called(self.value() or "")
        if len(found) != 1:
            messages.warning(request, (_SEVERAL if found else _NOBODY).format(self.value()))
            return rows.none()
        return rows.filter(created_by=found[0])

    def choices(self, changelist: ChangeList) -> Iterator[dict[str, Any]]:  # type: ignore[override]
        """Offer everybody's, one's own, each colleague's."""
        every = changelist.get_query_string(remove=[self.parameter_name, self.own_parameter])
        self.kept = {name: str(value) for name, value in QueryDict(every[1:]).items()}
        chosen = self.value() or ""
        yield {"selected": not (chosen or self.is_own), "query_string": every, "display": "Tất cả"}
        own = changelist.get_query_string({self.own_parameter: "1"}, remove=[self.parameter_name])
        yield {"selected": self.is_own, "query_string": own, "display": f"{self.noun} của tôi"}
        names = [str(name) for name, _ in self.lookup_choices]
        further = [(chosen, chosen)] if chosen and chosen not in names else []
        for name, label in (*self.lookup_choices, *further):
            link = changelist.get_query_string(
                {self.parameter_name: str(name)}, remove=[self.own_parameter]
            )
            yield {"selected": chosen == name, "query_string": link, "display": label}


def writers_of(model: type[Model]) -> QuerySet[User]:
    """Return the accounts that have an item of a type; one look into an index for each."""
    items = model._default_manager.filter(created_by=OuterRef("pk"))
    return User.objects.filter(Exists(items)).order_by("-is_active", "full_name", "pk")


def chosen_writer(request: HttpRequest) -> User | None:
    """Return the account by which a list is filtered; None where it is not, or by nobody's."""
    name = request.GET.get(WriterFilter.parameter_name, "")
    found = writers_called(name) if name else []
    return found[0] if len(found) == 1 else None


def writers_called(name: str) -> list[User]:
    """Return the account of this name, or else those of people who are called so."""
    name = normalise(name).strip()
    people = User.objects.filter(Q(username=name) | Q(full_name=name)).order_by("pk")[:MOST]
    return [user for user in people if user.username == name] or list(people)


def handing_over(request: HttpRequest, model: type[Publishable]) -> dict[str, str] | None:
    """Return the link above a list of one person's work, for whoever may give all of it away."""
    writer = chosen_writer(request)
    if writer is None or not may_on_all(signed_in(request), Action.HAND_OVER, model):
        return None
    url = reverse("admin:hand_over_all", args=[writer.pk])
    return {"url": url, "label": f"Giao lại tất cả bài của {writer}…"}


def _named(people: Iterable[User]) -> Iterator[tuple[str, str]]:
    """Yield account and name, by which people of the same name can be told apart."""
    people = list(people)
    namesakes = Counter(map(str, people))
    for person in people:
        label = f"{person} ({person.username})" if namesakes[str(person)] > 1 else str(person)
        yield person.username, label if person.is_active else f"{label}, đã khóa"
