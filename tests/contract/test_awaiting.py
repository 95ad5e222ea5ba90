"""What waits for a person, in lists and on the first page, is what that person may decide on."""

import pytest

from portal.core.accounts.models import User
from portal.core.content import State
from portal.core.dashboard.work import AWAITING, LISTED, UNCHECKED
from portal.core.workflow.permissions import Action, may
from tests.contract.cast import each_contract
from tests.contract.rights_table import KINDS

pytestmark = pytest.mark.django_db

PEOPLE = [who for who in KINDS if who != "anonymous"]


def numbers(cast, who: str, work) -> set[int]:
    """Return the items that belong to a kind of work of an account, if it is offered that."""
    user = User.objects.get(pk=cast.users[who].pk)
    meta = cast.contract.model._meta
    if not user.has_perm(f"{meta.app_label}.publish_{meta.model_name}"):
        return set()
    rows = cast.contract.model._default_manager.all().visible_to(user)
    return set(work.narrow(rows, user).values_list("pk", flat=True))


@each_contract
@pytest.mark.parametrize("who", PEOPLE)
def test_what_waits_for_a_person_is_what_it_may_publish(cast, who):
    cast.look_at(who)
    user, item = User.objects.get(pk=cast.users[who].pk), cast.item(State.SUBMITTED)
    expected = {item.pk} if may(user, Action.PUBLISH, item) else set()
    assert numbers(cast, who, AWAITING) == expected


@each_contract
@pytest.mark.parametrize("who", PEOPLE)
def test_what_is_to_be_checked_is_what_a_person_may_confirm(cast, who):
    cast.look_at(who)
    chief = cast.users["chief"]
    cast.contract.model._default_manager.filter(pk=cast.numbers[State.LIVE]).update(urgent_by=chief)
    user, item = User.objects.get(pk=cast.users[who].pk), cast.item(State.LIVE)
    expected = {item.pk} if may(user, Action.CONFIRM, item) else set()
    assert numbers(cast, who, UNCHECKED) == expected


@each_contract
def test_every_kind_of_work_has_a_list_that_a_chief_can_open(cast):
    for work in LISTED:
        answer = cast.browser("chief").get(f"{cast.contract.desk('changelist')}?{work.list_query}")
        user = User.objects.get(pk=cast.users["chief"].pk)
        shown = {item.pk for item in answer.context["cl"].result_list}
        rows = cast.contract.model._default_manager.all().visible_to(user)
        assert shown == set(work.narrow(rows, user).values_list("pk", flat=True))


@each_contract
def test_a_writer_is_offered_no_list_of_decisions(cast):
    who = "contributor who wrote it"
    answer = cast.browser(who).get(cast.contract.desk("changelist"))
    assert f"viec={AWAITING.value}" not in answer.content.decode()
