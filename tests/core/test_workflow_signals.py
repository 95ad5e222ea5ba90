"""Who listens hears of what was done: no more, no less, and not too early."""

from contextlib import suppress

import pytest
from django.db import connection, transaction

from portal.core.content import State
from portal.core.workflow import actions, signals
from tests.factories import bring_to, make_article, make_superuser

pytestmark = pytest.mark.django_db


class Ear:
    """Notes what it hears."""

    def __init__(self) -> None:
        self.heard: list[tuple[int, bool]] = []

    def __call__(self, item, **kwargs: object) -> None:
        self.heard.append((item.pk, connection.in_atomic_block))


@pytest.fixture
def ear():
    """Return a function that connects a listener to a signal for the length of a test."""
    connected = []

    def listen(signal) -> Ear:
        listener = Ear()
        signal.connect(listener)
        connected.append((signal, listener))
        return listener

    yield listen
    for signal, listener in connected:
        signal.disconnect(listener)


def take(state: State, listener: Ear, capture) -> list[tuple[int, bool]]:
    """Bring a new draft to `state`; return what was heard after the commit of the last step."""
    item = make_article(State.DRAFT)
    with capture(execute=True):
        bring_to(item, state, by=make_superuser())
    return listener.heard


@pytest.mark.parametrize(
    ("state", "times"),
    [
        (State.DRAFT, 0),
        (State.SUBMITTED, 0),
        (State.RETURNED, 0),
        (State.SCHEDULED, 1),
        (State.LIVE, 1),
        (State.WITHDRAWN, 2),
    ],
)
def test_only_changes_that_the_public_can_see_are_told_to_the_public_pages(
    ear, django_capture_on_commit_callbacks, state: State, times: int
):
    listener = ear(signals.public_changed)
    assert len(take(state, listener, django_capture_on_commit_callbacks)) == times


def test_changing_a_live_item_is_a_public_change_once_it_is_approved(
    ear, django_capture_on_commit_callbacks
):
    item = make_article(State.LIVE)
    listener = ear(signals.public_changed)
    with django_capture_on_commit_callbacks(execute=True):
        copy = actions.revise(item, by=make_superuser())
        actions.save(copy, by=make_superuser())
    assert listener.heard == []
    with django_capture_on_commit_callbacks(execute=True):
        actions.publish(copy, by=make_superuser())
    assert [pk for pk, _ in listener.heard] == [item.pk]


def test_saving_a_withdrawn_item_is_none(ear, django_capture_on_commit_callbacks):
    item = make_article(State.WITHDRAWN)
    listener = ear(signals.public_changed)
    with django_capture_on_commit_callbacks(execute=True):
        actions.save(item, by=make_superuser())
    assert listener.heard == []


def test_the_public_pages_hear_of_it_only_after_the_commit(ear, django_capture_on_commit_callbacks):
    item = make_article(State.DRAFT)
    listener = ear(signals.public_changed)
    with django_capture_on_commit_callbacks() as callbacks:
        actions.publish(item, by=make_superuser())
        assert listener.heard == []
    for callback in callbacks:
        callback()
    assert [pk for pk, _ in listener.heard] == [item.pk]


def test_nothing_is_told_of_what_was_rolled_back(ear, django_capture_on_commit_callbacks):
    item = make_article(State.DRAFT)
    listener = ear(signals.public_changed)

    def publish_and_fail() -> None:
        with transaction.atomic():
            actions.publish(item, by=make_superuser())
            raise RuntimeError

    with django_capture_on_commit_callbacks(execute=True) as callbacks, suppress(RuntimeError):
        publish_and_fail()
    assert callbacks == []
    assert listener.heard == []


def test_the_index_hears_of_every_change_inside_its_transaction(ear):
    listener = ear(signals.stored)
    item = make_article(State.WITHDRAWN)
    assert listener.heard == [(item.pk, True)] * 3


def test_a_deleted_draft_is_told_with_its_number(ear):
    item = make_article(State.DRAFT)
    number = item.pk
    listener = ear(signals.removed)
    actions.delete(item, by=make_superuser())
    assert listener.heard == [(number, True)]


def test_a_listener_that_fails_takes_the_change_with_it(ear):
    item = make_article(State.DRAFT)

    def fail(**kwargs: object) -> None:
        raise OSError("đĩa đầy")

    signals.stored.connect(fail)
    try:
        with pytest.raises(OSError, match="đĩa đầy"):
            actions.publish(item, by=make_superuser())
    finally:
        signals.stored.disconnect(fail)
    item.refresh_from_db()
    assert item.state() is State.DRAFT
    assert item.version == 1
