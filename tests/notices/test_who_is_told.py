"""Every notice reaches exactly those whom it concerns, and never who acted."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from categories.delegations import Delegation
from categories.models import Category, GrantRole
from categories.rights import decides_everywhere, granted_categories, load_grants
from news.models import Article
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.notices.kinds import Kind
from portal.core.notices.models import Notice
from portal.core.notices.reviewers import reviewers_of
from portal.core.notices.send import notify
from portal.core.notices.showing import shown_to
from portal.core.review import actions as comments
from portal.core.workflow import actions
from portal.core.workflow.permissions import Action, may
from tests.contract.cast import build
from tests.contract.registry import CONTRACTS
from tests.factories import make_article, make_category, make_page, make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]


@dataclass
class Desk:
    """A contributor and those who decide about what they write, by name."""

    category: Category
    people: dict[str, User] = field(default_factory=dict)

    def article(self, state: State = State.DRAFT, by: str = "writer") -> Article:
        """Return an article of one of them, with no notice of what was done so far."""
        article = make_article(state, by=self.people[by], category=self.category)
        Notice.objects.all().delete()
        return article

    def lend(self, giver: str, receiver: str) -> None:
        """Lend one's categories to a colleague for some days."""
        Delegation.objects.create(
            giver=self.people[giver],
            receiver=self.people[receiver],
            until=timezone.now() + timedelta(days=3),
            reason="Nghỉ phép.",
            made_by=self.people["chief"],
        )

    def told(self, kind: Kind) -> set[str]:
        """Return the names of those who were told of one kind; there is no other notice."""
        assert set(Notice.objects.values_list("kind", flat=True)) <= {kind}
        numbers = set(Notice.objects.values_list("recipient", flat=True))
        assert len(numbers) == Notice.objects.count()
        return {name for name, user in self.people.items() if user.pk in numbers}


@pytest.fixture
def office() -> Desk:
    top = make_category("Đô thị")
    own = make_category("Cấp thoát nước", parent=top)
    desk = Desk(own)
    desk.people = {
        "writer": make_user(AccountRole.CONTRIBUTOR, writes=(own,)),
        "helper": make_user(AccountRole.CONTRIBUTOR, writes=(own,)),
        "editor": make_user(AccountRole.EDITOR, edits=(own,)),
        "editor above": make_user(AccountRole.EDITOR, edits=(top,)),
        "editor elsewhere": make_user(AccountRole.EDITOR, edits=(make_category("Văn hóa"),)),
        "lowered editor": make_user(AccountRole.CONTRIBUTOR, edits=(own,)),
        "chief": make_user(AccountRole.CHIEF),
        "chief on leave": make_user(AccountRole.CHIEF, is_active=False),
        "superuser": make_superuser(),
        "user admin": make_user(AccountRole.USER_ADMIN),
        "nobody": make_user(),
    }
    return desk


DECIDERS = {"editor", "editor above", "chief", "superuser"}


@pytest.mark.parametrize("sender", ["writer", "editor", "chief"])
def test_who_may_publish_is_told_of_what_is_sent_to_review_but_not_who_sent_it(office, sender):
    article = office.article(by=sender)
    actions.submit(article, by=office.people[sender])
    assert office.told(Kind.REVIEW) == DECIDERS - {sender}


def test_of_a_type_that_chiefs_keep_only_they_are_told(office):
    page = make_page(State.DRAFT, by=office.people["chief"])
    actions.submit(page, by=office.people["chief"])
    assert office.told(Kind.REVIEW) == {"superuser"}


def test_what_is_returned_is_told_to_its_author_and_to_who_sent_it_with_the_reason(office):
    article = office.article()
    actions.submit(article, by=office.people["editor above"])
    Notice.objects.all().delete()
    actions.return_(article, by=office.people["editor"], reason="Thiếu số liệu.")
    assert office.told(Kind.RETURNED) == {"writer", "editor above"}
    assert set(Notice.objects.values_list("text", flat=True)) == {"Thiếu số liệu."}


@pytest.mark.parametrize(
    ("by", "told"), [("editor", {"writer", "editor above"}), ("editor above", {"writer"})]
)
def test_publishing_is_told_to_the_author_and_to_who_sent_it_but_not_to_who_publishes(
    office, by, told
):
    article = office.article()
    actions.submit(article, by=office.people["editor above"])
    Notice.objects.all().delete()
    actions.publish(article, by=office.people[by])
    assert office.told(Kind.APPROVED) == told


def test_of_a_scheduled_item_the_author_learns_when_it_will_appear(office):
    article = office.article()
    at = datetime(2126, 5, 20, 7, 30, tzinfo=timezone.get_current_timezone())
    actions.schedule(article, by=office.people["editor"], at=at)
    assert office.told(Kind.APPROVED) == {"writer"}
    assert Notice.objects.get().text == "Sẽ tự hiện lên cổng lúc 20/5/2126, 07:30."


def test_of_a_working_copy_those_are_told_who_wrote_and_sent_the_copy(office):
    article = office.article(State.LIVE, by="writer")
    copy = actions.revise(article, by=office.people["editor"])
    actions.submit(copy, by=office.people["editor above"])
    assert office.told(Kind.REVIEW) == {"chief", "superuser"}
    (notice, *_) = Notice.objects.filter(recipient=office.people["chief"])
    Notice.objects.exclude(pk=notice.pk).delete()
    live = actions.publish(copy, by=office.people["chief"])
    told = Notice.objects.filter(kind=Kind.APPROVED).values_list("recipient", flat=True)
    assert set(told) == {office.people[name].pk for name in ("editor", "editor above")}
    (shown,) = shown_to(office.people["chief"], [notice])
    assert shown.item == live  # the copy is gone


def test_whom_a_comment_names_is_told_what_it_says_and_led_to_it(office):
    article = office.article(State.SUBMITTED)
    people = office.people
    comments.add(article, by=people["editor"], text="Xem lại.", mention=[people["writer"]])
    assert office.told(Kind.MENTIONED) == {"writer"}
    assert Notice.objects.get().text == "Xem lại."
    assert Notice.objects.get().url == reverse("admin:news_article_review", args=[article.pk])


def test_who_may_confirm_is_asked_to_look_at_what_was_published_urgently(office):
    article = office.article(by="editor")
    actions.publish_urgently(article, by=office.people["editor"], reason="Bão đổ bộ tối nay.")
    assert office.told(Kind.URGENT) == DECIDERS - {"editor"}


def test_saving_withdrawing_and_deleting_are_told_to_nobody(office):
    draft, live = office.article(by="chief"), office.article(State.LIVE, by="chief")
    actions.save(draft, by=office.people["editor"])
    actions.delete(draft, by=office.people["editor"])
    actions.withdraw(live, by=office.people["editor"], reason="Sai.")
    assert not Notice.objects.exists()


def test_an_author_who_lost_the_rights_is_not_told(office):
    article = office.article(State.SUBMITTED)
    office.people["writer"].groups.clear()
    actions.return_(article, by=office.people["editor"], reason="Thiếu.")
    assert office.told(Kind.RETURNED) == set()


@pytest.mark.parametrize("kind", [Kind.MENTIONED, Kind.DELEGATED, Kind.URGENT])
def test_who_is_named_is_told_unless_closed_twice_named_acting_or_without_rights(office, kind):
    article = office.article()
    named = [User.objects.get(pk=user.pk) for user in office.people.values()]
    notify(kind, [*named, *named], item=article, by=office.people["editor"], text="Xem giúp.")
    assert office.told(kind) == {"writer", "editor above", "chief", "superuser"}


def test_what_concerns_no_item_is_told_to_all_who_are_named(office):
    people = [office.people["nobody"], office.people["user admin"]]
    notify(Kind.DELEGATED, people, by=None, url="/quan-tri/")
    assert office.told(Kind.DELEGATED) == {"nobody", "user admin"}


@pytest.mark.parametrize("url", ["//xau.example/", "https://xau.example/", "javascript:alert(1)"])
def test_a_notice_leads_nowhere_but_to_the_portal(office, url):
    with pytest.raises(ValueError, match="path of this portal"):
        notify(Kind.DELEGATED, [office.people["nobody"]], by=None, url=url)


def test_an_action_that_is_rolled_back_tells_nobody(office):
    article = office.article()
    with suppress(InterruptedError), transaction.atomic():
        actions.submit(article, by=office.people["writer"])
        assert Notice.objects.exists()
        raise InterruptedError
    assert not Notice.objects.exists()


@pytest.mark.every_database
@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.name)
def test_reviewers_are_those_to_whom_the_table_of_rights_gives_publishing(contract):
    cast = build(contract)
    for state in State:
        item = cast.item(state)
        fresh = User.objects.filter(is_active=True)
        table = {user.pk for user in fresh if may(user, Action.PUBLISH, item)}
        assert {user.pk for user in reviewers_of(item)} == table, state


@pytest.mark.every_database
def test_who_stands_in_for_a_publisher_on_leave_is_asked_to_review(office):
    office.lend("editor", "editor elsewhere")
    actions.submit(office.article(), by=office.people["writer"])
    assert office.told(Kind.REVIEW) == DECIDERS | {"editor elsewhere"}


@pytest.mark.every_database
@pytest.mark.parametrize("giver", ["editor", "editor above", "chief", "superuser", "helper"])
@pytest.mark.parametrize("receiver", ["editor elsewhere", "lowered editor", "nobody"])
def test_many_accounts_have_the_categories_that_each_has_alone(office, giver, receiver):
    office.lend(giver, receiver)
    numbers = [user.pk for user in office.people.values()]
    together = list(User.objects.filter(pk__in=numbers))
    load_grants(together)
    for user in together:
        alone = User.objects.get(pk=user.pk)
        for role in (None, *GrantRole):
            assert granted_categories(user, role) == granted_categories(alone, role) or (
                decides_everywhere(user)
            )


@pytest.mark.every_database
def test_reviewers_cost_the_same_however_many_there_are(office, django_assert_num_queries):
    article = Article.objects.get(pk=office.article(State.SUBMITTED).pk)
    for _ in range(3):
        make_user(AccountRole.EDITOR, edits=(office.category,))
    with django_assert_num_queries(5):
        assert len(reviewers_of(article)) == len(DECIDERS) + 3
