"""Scheduled items come and expired ones go on the second, with no job and no write.

Each test asks at the last second before and at the very second; nothing runs in between.
"""

from datetime import timedelta

import pytest
import time_machine

from portal.core.content import State
from portal.core.workflow import actions
from tests.contract.stage import TOMORROW
from tests.contract.stages import on_stages
from tests.factories import make_superuser

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


@pytest.fixture
def places_showing(read):
    """Return a function that tells which places show the item on a stage at a moment."""

    def places(stage, moment) -> set[str]:
        with time_machine.travel(moment, tick=False):
            pages = {place: read(stage.url(place)) for place in stage.contract.places}
        return {place for place, text in pages.items() if stage.is_shown(place, text)}

    return places


@pytest.fixture
def status_at(client):
    """Return a function that tells what the address of the item answers at a moment."""

    def status(stage, moment) -> int:
        with time_machine.travel(moment, tick=False):
            return client.get(stage.item.get_absolute_url()).status_code

    return status


@on_stages(State.SCHEDULED)
def test_a_scheduled_item_is_nowhere_in_the_last_second_before_its_time(stage, places_showing):
    assert places_showing(stage, TOMORROW - SECOND) == set()


@on_stages(State.SCHEDULED)
def test_a_scheduled_item_is_everywhere_on_the_second_of_its_time(stage, places_showing):
    assert places_showing(stage, TOMORROW) == set(stage.contract.places)


@on_stages(State.LIVE, expires_at=TOMORROW)
def test_an_item_is_everywhere_until_the_last_second_before_it_expires(stage, places_showing):
    assert places_showing(stage, TOMORROW - SECOND) == set(stage.contract.places)


@on_stages(State.LIVE, expires_at=TOMORROW)
def test_an_expired_item_is_nowhere_on_the_second_of_its_end(stage, places_showing):
    assert places_showing(stage, TOMORROW) == set()


@on_stages(State.SCHEDULED)
def test_the_address_of_a_scheduled_item_begins_to_answer_on_the_second(stage, status_at):
    assert [status_at(stage, TOMORROW - SECOND), status_at(stage, TOMORROW)] == [404, 200]


@on_stages(State.LIVE, expires_at=TOMORROW)
def test_the_address_of_an_expired_item_is_gone_on_the_second(stage, status_at):
    assert [status_at(stage, TOMORROW - SECOND), status_at(stage, TOMORROW)] == [200, 410]


# What follows changes what is stored; what a database makes of it is asked above.


@pytest.mark.any_database("sqlite")
@on_stages(State.LIVE)
def test_an_end_that_comes_with_an_approved_working_copy_counts_on_the_second(
    stage, places_showing
):
    everywhere = set(stage.contract.places)
    copy = actions.revise(stage.item, by=make_superuser())
    copy.expires_at = TOMORROW
    actions.save(copy, by=copy.created_by)
    assert places_showing(stage, TOMORROW + SECOND) == everywhere  # nobody has approved it yet
    actions.publish(copy, by=make_superuser())
    assert places_showing(stage, TOMORROW - SECOND) == everywhere
    assert places_showing(stage, TOMORROW) == set()


@pytest.mark.any_database("postgres")
@on_stages(State.LIVE, expires_at=TOMORROW)
def test_an_end_that_is_put_off_by_a_working_copy_is_put_off_everywhere(stage, places_showing):
    copy = actions.revise(stage.item, by=make_superuser())
    copy.expires_at = TOMORROW + SECOND
    actions.publish(copy, by=make_superuser())
    assert places_showing(stage, TOMORROW) == set(stage.contract.places)
    assert places_showing(stage, TOMORROW + SECOND) == set()


@pytest.mark.any_database("postgres")
@on_stages(State.SCHEDULED)
def test_a_working_copy_of_what_is_scheduled_changes_the_text_and_not_the_second(
    stage, places_showing
):
    copy = actions.revise(stage.item, by=make_superuser())
    copy.note = "Sửa trước giờ đăng."
    actions.publish(copy, by=make_superuser())
    assert places_showing(stage, TOMORROW - SECOND) == set()
    assert places_showing(stage, TOMORROW + SECOND) == set(stage.contract.places)
