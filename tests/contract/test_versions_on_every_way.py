"""Whoever acts on what a colleague has changed since writes over nothing, whatever the way."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.test import Client

from portal.core.content import Publishable, State, Status
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from portal.core.workflow.permissions import Action
from tests.contract.pages import form_data
from tests.contract.registry import Contract
from tests.contract.stages import on_contracts
from tests.factories import make_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

REASON = "Sai số liệu."


class Desk(NamedTuple):
    """An item that somebody looks at, and the browser in which it is looked at."""

    contract: Contract
    item: Any
    browser: Client

    def url(self, page: str, *args: object) -> str:
        return self.contract.desk(page, self.item.pk, *args)

    def fields(self, page: str, *args: object) -> dict[str, Any]:
        """Return what the browser sends from a page as it stands now."""
        return form_data(self.browser.get(self.url(page, *args)).content.decode())


class Way(NamedTuple):
    """A way to change an item: from which state, and from the page that was opened, the sending."""

    name: str
    state: State
    open: Callable[[Desk], Callable[[], Any]]


def sending(page: str, *args: object, **typed: Any) -> Callable[[Desk], Callable[[], Any]]:
    def open_(desk: Desk) -> Callable[[], Any]:
        seen = desk.fields(page, *args)
        return lambda: desk.browser.post(desk.url(page, *args), seen | typed)

    return open_


def in_bulk(verb: str) -> Callable[[Desk], Callable[[], Any]]:
    def open_(desk: Desk) -> Callable[[], Any]:
        url = desk.contract.desk("changelist")
        listed = desk.browser.get(url).content.decode()
        version = f"version-{desk.item.pk}"
        assert f'name="{version}" value="{desk.item.version}"' in listed
        ticked = {"action": f"{verb}_selected", "_selected_action": desk.item.pk}
        ticked |= {version: desk.item.version, "reason": REASON, "to": make_superuser().pk}
        return lambda: desk.browser.post(url, ticked | {"confirmed": "1"})

    return open_


def restoring(desk: Desk) -> Callable[[], Any]:
    first = Revision.objects.of(desk.item).last()
    assert first is not None
    again = desk.item
    again.title = "Nhan đề đã đổi"
    actions.save(again, by=make_superuser())
    return sending("restore", first.pk)(desk)


WAYS = [
    Way("form", State.DRAFT, sending("change", _continue="1", note="Của tôi")),
    *(
        Way(f"form: {button}", State.DRAFT, sending("change", _transition=button))
        for button in ("submit", "publish")
    ),
    Way("return page", State.SUBMITTED, sending("reason", "return", reason=REASON)),
    Way("withdraw page", State.LIVE, sending("reason", "withdraw", reason=REASON)),
    *(
        Way(f"review page: {press}", State.SUBMITTED, sending("review", do=press, **typed))
        for press, typed in (("publish", {}), ("return", {"duyet-reason": REASON}))
    ),
    Way("review page: release", State.SCHEDULED, sending("review", do="release")),
    Way("delete page", State.DRAFT, sending("delete")),
    Way("restore page", State.DRAFT, restoring),
    Way("bulk: submit", State.DRAFT, in_bulk("submit")),
    Way("bulk: publish", State.SUBMITTED, in_bulk("publish")),
    Way("bulk: release", State.SCHEDULED, in_bulk("release")),
    Way("bulk: withdraw", State.LIVE, in_bulk("withdraw")),
    Way("bulk: hand over", State.DRAFT, in_bulk("hand_over")),
]
SAID = ("đã lưu", "đã đổi sau khi", "vừa được người khác sửa", "Vừa được người khác sửa")


def colleague_acts(item: Publishable) -> None:
    """Let a colleague change the item, in the way that its state allows."""
    now = type(item)._default_manager.get(pk=item.pk)
    now.note = "Của đồng nghiệp"
    if now.status != Status.PUBLISHED:
        actions.save(now, by=make_superuser())
    else:
        actions.amend(now, lambda row: None, by=make_superuser())


def stored(item: Any) -> tuple[list[Any], int]:
    rows = type(item).objects.filter(pk=item.pk)
    return list(rows.values()), Revision.objects.of(item).count()


@pytest.fixture
def contract(request: pytest.FixtureRequest) -> Contract:
    found: Contract = request.param
    return found


@on_contracts("contract")
@pytest.mark.parametrize("way", WAYS, ids=[way.name for way in WAYS])
def test_what_was_opened_before_a_colleague_acted_changes_nothing_and_says_so(contract, way, desk):
    item = contract.make(way.state)
    send = way.open(Desk(contract, item, desk))
    colleague_acts(item)
    before = stored(item)
    answer = send()
    assert stored(item) == before
    assert any(words in answer.text for words in SAID)
    # Opened anew, while nobody else acts, the same way is open.
    item.refresh_from_db()
    send = way.open(Desk(contract, item, desk))
    before = stored(item)
    send()
    assert stored(item) != before


@on_contracts("contract")
@pytest.mark.parametrize("page", ["reason", "delete", "confirm"])
def test_a_page_that_does_not_say_what_was_seen_changes_nothing(contract, page, desk):
    item = contract.make(State.SUBMITTED)
    if page == "confirm":
        writer = make_superuser()
        item = contract.make(State.DRAFT, by=writer)
        actions.publish_urgently(item, by=writer, reason="Bão.")
    before = stored(item)
    action = [Action.RETURN] if page == "reason" else []
    desk.post(contract.desk(page, item.pk, *action), {"reason": REASON, "post": "yes"})
    assert stored(item) == before


@on_contracts("contract")
def test_the_page_that_asks_why_knows_which_version_the_form_showed(contract, desk):
    item = contract.make(State.SUBMITTED)
    here = Desk(contract, item, desk)
    form = desk.get(here.url("change")).text
    link = f"{here.url('reason', Action.RETURN)}?phien-ban={item.version}"
    assert f'href="{link}"' in form
    colleague_acts(item)
    seen = form_data(desk.get(link).content.decode())
    before = stored(item)
    assert desk.post(link, seen | {"reason": REASON}).status_code == 409
    assert stored(item) == before
