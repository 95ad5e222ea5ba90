"""Who may open an item: the answer for many accounts is that for each of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from categories.delegations import Delegation
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.review.people import who_may_open
from portal.core.workflow.permissions import Action, may
from tests.factories import make_article, make_category, make_user

pytestmark = pytest.mark.django_db


def test_who_stands_in_for_a_colleague_on_leave_may_open_what_the_colleague_may():
    top = make_category()
    item = make_article(State.SUBMITTED, category=make_category(parent=top))
    chief, editor = make_user(AccountRole.CHIEF), make_user(AccountRole.EDITOR, edits=(top,))
    lowered = make_user(AccountRole.CONTRIBUTOR, edits=(top,))
    gone = make_user(AccountRole.EDITOR, edits=(top,), is_active=False)
    now, week = timezone.now(), timedelta(days=7)
    receivers = []

    def lend(giver: User, role: AccountRole = AccountRole.EDITOR, **fields) -> None:
        receivers.append(make_user(role))
        fields = {"begins_at": now - week, "until": now + week} | fields
        Delegation.objects.create(giver=giver, receiver=receivers[-1], made_by=chief, **fields)

    lend(editor)
    lend(chief)
    lend(editor, AccountRole.CONTRIBUTOR)
    lend(lowered)
    lend(gone)
    lend(editor, ended_at=now)
    lend(editor, until=now - timedelta(days=1))
    lend(editor, begins_at=now + timedelta(days=1))
    able = [may(User.objects.get(pk=user.pk), Action.VIEW, item) for user in receivers]
    assert able == [True, True, False, False, False, False, False, False]
    found = set(who_may_open(item))
    assert [user in found for user in receivers] == able
