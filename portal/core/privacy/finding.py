"""Which rows are a person's own, and in which they are merely named."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

from portal.core.privacy.declaring import OnRequest
from portal.core.privacy.holdings import Holding
from portal.core.privacy.people import Person, digits_of

_NOTHING = Q(pk__in=[])


def own_rows(holding: Holding, person: Person) -> QuerySet[Any]:
    """Return the rows that are this person's own."""
    return _rows(holding).filter(_own(holding, person))


def named_rows(holding: Holding, person: Person) -> QuerySet[Any]:
    """Return the other rows that name the account, or are about it."""
    condition = _NOTHING
    if person.account is not None:
        for name in holding.accounts:
            condition |= Q(**{name: person.account})
        condition |= _about(holding, person.account)
    own = _own(holding, person)
    if own:
        # By number: a condition on an empty column would be neither true nor false.
        condition &= ~Q(pk__in=_rows(holding).filter(own).values("pk"))
    return _rows(holding).filter(condition).distinct()


def _rows(holding: Holding) -> QuerySet[Any]:
    return holding.model._default_manager.order_by("pk")


def _own(holding: Holding, person: Person) -> Q:
    """Return the condition on own rows; nobody's where nothing is known to look for."""
    condition = _NOTHING
    for name in holding.declared.owner:
        if name in holding.declared.emails and person.email:
            condition |= Q(**{f"{name}__iexact": person.email})
        if name in holding.declared.phones and person.phone:
            condition |= Q(pk__in=_with_phone(holding, name, person.phone))
        if person.account is not None and name in holding.accounts:
            condition |= Q(**{name: person.account})
    if person.account is not None and holding.declared.on_request is OnRequest.DELETED:
        condition |= _about(holding, person.account)
    is_their_account = isinstance(person.account, holding.model)
    return Q(pk=person.account.pk) if is_their_account and person.account else condition


def _with_phone(holding: Holding, name: str, phone: str) -> list[int]:
    """Return the rows with a number, however it was written; the table is read for it."""
    rows = _rows(holding).exclude(**{name: ""}).values_list("pk", name)
    return [pk for pk, text in rows.iterator() if digits_of(text) == phone]


def _about(holding: Holding, account: Model) -> Q:
    if holding.declared.about is None:
        return _NOTHING
    type_column, number_column = holding.declared.about
    content_type = ContentType.objects.get_for_model(account)
    return Q(**{type_column: content_type, number_column: str(account.pk)})
