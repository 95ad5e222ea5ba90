"""A publisher on leave lends their categories to a colleague, until a date."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from categories.delegations import Delegation
from categories.models import GrantRole
from categories.rights import granted_categories
from news.models import Article
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.notices.kinds import Kind
from portal.core.notices.models import Notice
from portal.core.workflow.permissions import Action, may
from tests.contract.pages import parse
from tests.factories import make_article, make_category, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def category():
    return make_category("Đô thị")


@pytest.fixture
def giver(category):
    return make_user(AccountRole.EDITOR, edits=(category,))


@pytest.fixture
def receiver():
    return make_user(AccountRole.EDITOR)


def lend(giver: User, receiver: User, days: int = 7, **fields: object) -> Delegation:
    """Return a checked and stored delegation."""
    until = timezone.now() + timedelta(days=days)
    delegation = Delegation(
        giver=giver, receiver=receiver, until=until, reason="Nghỉ phép.", made_by=giver, **fields
    )
    delegation.full_clean()
    delegation.save()
    return delegation


def edits(user: User) -> set[int]:
    """Return the categories that an account edits at this moment."""
    return set(granted_categories(User.objects.get(pk=user.pk), GrantRole.EDITOR))


def test_the_receiver_edits_what_the_giver_edits_until_the_date(category, giver, receiver):
    below = make_category(parent=category)
    assert edits(receiver) == set()
    lend(giver, receiver)
    assert edits(receiver) == {category.pk, below.pk}
    assert edits(giver) == {category.pk, below.pk}
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1)):
        assert edits(receiver) == set()


def test_what_was_lent_is_seen_and_published_like_ones_own(category, giver, receiver):
    item = make_article(State.SUBMITTED, category=category)
    assert not may(receiver, Action.PUBLISH, item)
    lend(giver, receiver)
    colleague = User.objects.get(pk=receiver.pk)
    assert may(colleague, Action.PUBLISH, item)
    assert list(Article.objects.visible_to(colleague)) == [item]


def test_a_delegation_that_begins_later_counts_later(category, giver, receiver):
    lend(giver, receiver, begins_at=timezone.now() + timedelta(days=2))
    assert edits(receiver) == set()
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert edits(receiver) == {category.pk}


def test_it_may_be_taken_back(giver, receiver):
    lend(giver, receiver).end()
    assert edits(receiver) == set()


def test_a_chief_lends_all_categories_but_not_the_office(category, receiver):
    chief = make_user(AccountRole.CHIEF)
    lend(chief, receiver)
    assert category.pk in edits(receiver)
    item = make_article(State.LIVE, category=category)
    assert not may(User.objects.get(pk=receiver.pk), Action.HAND_OVER, item)


@pytest.mark.parametrize("field", ["is_active", "role"])
def test_an_account_that_lost_its_rights_lends_none(giver, receiver, field):
    lend(giver, receiver)
    if field == "is_active":
        User.objects.filter(pk=giver.pk).update(is_active=False)
    else:
        giver.groups.clear()
    assert edits(receiver) == set()


def test_what_was_lent_is_not_lent_on(category, giver, receiver):
    third = make_user(AccountRole.EDITOR)
    lend(giver, receiver)
    lend(receiver, third)
    assert edits(third) == set()


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"days": -1}, "until"),
        ({"days": 400}, "until"),
        ({"receiver": "giver"}, "receiver"),
        ({"receiver": "contributor"}, "receiver"),
        ({"giver": "contributor"}, "giver"),
    ],
)
def test_what_gives_nothing_is_refused_at_the_field(giver, receiver, fields, wrong):
    people = {
        "giver": giver,
        "receiver": receiver,
        "contributor": make_user(AccountRole.CONTRIBUTOR),
    }
    named = {name: people[value] if name in people else value for name, value in fields.items()}
    with pytest.raises(ValidationError) as error:
        lend(**({"giver": giver, "receiver": receiver} | named))
    assert wrong in error.value.message_dict


def test_an_editor_lends_their_own_on_the_desk_and_ends_it_there(sign_in, giver, receiver):
    desk = sign_in(giver)
    until = timezone.localtime(timezone.now() + timedelta(days=3))
    data = {
        "receiver": receiver.pk,
        "begins_at_0": f"{timezone.localtime():%d/%m/%Y}",
        "begins_at_1": "00:00",
        "until_0": f"{until:%d/%m/%Y}",
        "until_1": "17:00",
        "reason": "Nghỉ phép",
        "giver": receiver.pk,  # not on the form: not listened to
    }
    answer = desk.post(reverse("admin:categories_delegation_add"), data)
    assert answer.status_code == 302
    stored = Delegation.objects.get()
    assert (stored.giver, stored.made_by, stored.receiver) == (giver, giver, receiver)
    assert Notice.objects.get(kind=Kind.DELEGATED).recipient == receiver
    url = reverse("admin:categories_delegation_changelist")
    desk.post(url, {"action": "end_selected", "_selected_action": [stored.pk]})
    assert edits(receiver) == set()


def test_a_stranger_neither_sees_nor_ends_it(sign_in, giver, receiver):
    stored = lend(giver, receiver)
    desk = sign_in(make_user(AccountRole.EDITOR))
    url = reverse("admin:categories_delegation_changelist")
    assert "Nghỉ phép" not in desk.get(url).text
    desk.post(url, {"action": "end_selected", "_selected_action": [stored.pk]})
    assert Delegation.objects.in_force().exists()


def test_whoever_may_make_it_for_others_begins_with_their_own_if_they_have_any(sign_in):
    url, chief = reverse("admin:categories_delegation_add"), make_user(AccountRole.CHIEF)
    chosen = f'<option value="{chief.pk}" selected>'
    assert sign_in(chief).get(url).text.count(chosen) == 1
    keeper = make_user(AccountRole.USER_ADMIN)
    assert f'<option value="{keeper.pk}" selected>' not in sign_in(keeper).get(url).text


@pytest.mark.any_database("sqlite")
@pytest.mark.parametrize(
    ("role", "is_led"),
    [(AccountRole.CHIEF, True), (AccountRole.EDITOR, True), (AccountRole.CONTRIBUTOR, False)],
)
def test_the_first_page_leads_whoever_may_lend_their_categories_to_it(sign_in, role, is_led):
    page = sign_in(make_user(role)).get(reverse("admin:index")).text
    tiles = {tile["href"] for tile in parse(page).all("a", **{"class": "tile"})}
    assert (reverse("admin:categories_delegation_changelist") in tiles) is is_led
