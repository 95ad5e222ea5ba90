"""The first page costs the same however much waits, and of however many types."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from categories.delegations import Delegation
from categories.models import Category
from news.models import Article
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.checks.models import ItemFinding
from portal.core.content import State
from portal.core.drafts.models import Autosave
from portal.core.media.models import Image
from portal.core.review.models import Comment
from portal.core.scan.models import Finding
from portal.core.workflow import actions
from portal.sections.pages.models import Page
from portal.sections.reports.models import ErrorReport
from tests.dashboard.first_page import first_page
from tests.factories import make_article, make_category, make_image, make_page, make_user
from tests.query_budget import assert_budget

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)
PARTS = 12


# The budget is one number: whether it grows with the rows is seen on one database.
LITTLE = pytest.param(1, id="little waits", marks=pytest.mark.any_database("sqlite"))
MUCH = pytest.param(7, id="much waits")


@pytest.fixture(scope="module", params=[LITTLE, MUCH])
def desk(request, module_db) -> Iterator[tuple[int, int]]:
    """A chief and an editor for whom something, or much, waits in every part of the page."""
    with time_machine.travel(NOW, tick=False), transaction.atomic():
        category = Category.objects.get(slug="thong-bao")
        people = [make_user(AccountRole.CHIEF), make_user(AccountRole.EDITOR, edits=(category,))]
        for person in people:
            for _ in range(request.param):
                _fill(person, category)
        yield people[0].pk, people[1].pk
        transaction.set_rollback(True)


def _fill(person: User, category: Category) -> None:
    other = make_user(AccountRole.CHIEF)
    where: dict[str, Any] = {"category": category}
    make_article(State.SUBMITTED, by=other, **where)
    make_article(State.SCHEDULED, by=other, **where)
    urgent = make_article(State.DRAFT, by=other, **where)
    actions.publish_urgently(urgent, by=other, reason="Vỡ đê")
    make_article(State.DRAFT, by=person, **where)
    item = make_article(State.SUBMITTED, by=person, **where)
    actions.return_(item, by=other, reason="Thiếu số liệu")
    make_page(State.SUBMITTED, by=other)
    old = make_article(State.DRAFT, by=other, **where)
    Article.objects.filter(pk=old.pk).update(updated_at=NOW - timedelta(days=20))
    kind = ContentType.objects.get_for_model(Article)
    Comment.objects.create(content_type=kind, object_id=item.pk, author=other, text="Ở đâu?")
    for model, number in ((Article, item.pk), (Page, None), (Article, None)):
        Autosave.objects.create(
            user=person,
            window=f"{Autosave.objects.count():032x}",
            content_type=ContentType.objects.get_for_model(model),
            object_id=number,
            fields={},
            saved_at=timezone.now(),
        )
    ItemFinding.objects.create(
        content_type=kind, object_id=urgent.pk, check_name="missing-alt", problem="Thiếu mô tả."
    )
    Finding.objects.create(
        fingerprint=str(item.pk), kind="hosts", place="a.vip", first_seen_at=NOW, last_seen_at=NOW
    )
    ErrorReport.objects.create(text="Số điện thoại ghi sai.")
    Image.objects.filter(pk=make_image(by=other).pk).update(alt="")
    make_category(home_days=5).grants.create(user=person, role="editor")
    Delegation.objects.create(
        giver=other,
        receiver=person,
        begins_at=NOW,
        until=NOW + timedelta(days=2),
        reason="Nghỉ phép",
        made_by=other,
    )


@pytest.mark.parametrize(("who", "name"), [(0, ""), (1, ", for an editor")])
def test_the_first_page_costs_what_its_budget_says(desk, sign_in, who, name):
    user = User.objects.get(pk=desk[who])
    with time_machine.travel(NOW, tick=False):
        # What the scan found concerns the chief alone.
        assert len(first_page(user).parts) == PARTS + (not who)
        assert_budget(f"admin home, all parts full{name}", sign_in(user), "/quan-tri/")
