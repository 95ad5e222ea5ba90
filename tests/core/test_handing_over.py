"""All that somebody has written is given to a colleague, so many items at a time."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from news.models import Article
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.admin import handing_over
from portal.core.content import State, Status
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from portal.sections.pages.models import Page
from tests.contract.pages import addresses, form_data
from tests.factories import make_article, make_category, make_page, make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]


@pytest.fixture
def chief(sign_in):
    """A browser in which a chief is signed in."""
    return sign_in(make_user(AccountRole.CHIEF, full_name="Trần Khải"))


@pytest.fixture
def leaving() -> User:
    return make_user(AccountRole.CHIEF, username="lan.bui", full_name="Bùi Ngọc Lan")


@pytest.fixture
def colleague() -> User:
    return make_user(AccountRole.EDITOR, full_name="Vũ Thu Phương")


def url_for(user: User) -> str:
    return reverse("admin:hand_over_all", args=[user.pk])


def pressed(browser, leaving: User, **typed: str):
    """Press the button of the page as it is shown, and of each that follows; return the last."""
    page = browser.get(url_for(leaving))
    page = browser.post(url_for(leaving), form_data(page.text) | typed)
    while page.context.get("after"):
        page = browser.post(url_for(leaving), form_data(page.text))
    return page


@pytest.mark.every_database
def test_the_page_says_how_much_there_is_of_each_type_and_state(chief, leaving):
    category = make_category()
    for state in (State.DRAFT, State.DRAFT, State.SCHEDULED, State.LIVE):
        make_article(state, by=leaving, category=category)
    make_page(State.EXPIRED, by=leaving)
    make_article()
    page = chief.get(url_for(leaving))
    assert [(pile.name, pile.counts) for pile in page.context["piles"]] == [
        ("bài viết", [(State.DRAFT, 2), (State.SCHEDULED, 1), (State.LIVE, 1)]),
        ("trang", [(State.EXPIRED, 1)]),
    ]
    assert "Giao 5 mục" in page.text


def test_no_more_is_counted_than_a_page_needs(chief, leaving, monkeypatch):
    monkeypatch.setattr(handing_over, "MOST_COUNTED", 1)
    for _ in range(3):
        make_article(State.DRAFT, by=leaving)
    assert "hơn 1" in chief.get(url_for(leaving)).text


@pytest.mark.every_database
def test_everything_goes_to_the_colleague_and_stays_what_it_is(chief, leaving, monkeypatch):
    monkeypatch.setattr(handing_over, "BATCH", 2)
    to = make_user(AccountRole.CHIEF, full_name="Vũ Thu Phương")
    live = make_article(State.LIVE, by=leaving)
    copy = actions.revise(live, by=leaving)
    for state in (State.DRAFT, State.RETURNED):
        make_article(state, by=leaving)
    make_page(State.LIVE, by=leaving)
    others = make_article()
    states = dict(Article.objects.exclude(pk=others.pk).values_list("pk", "status"))
    page = pressed(chief, leaving, to=str(to.pk), reason="Chuyển công tác")
    assert page.context["piles"] == []
    assert set(Article.objects.filter(created_by=to).values_list("pk", "status")) == set(
        states.items()
    )
    assert Page.objects.filter(created_by=to).count() == 1
    assert copy.pk in states
    step = Revision.objects.of(live)[0]
    assert (step.action, step.reason) == ("hand_over", "Giao cho Vũ Thu Phương. Chuyển công tác")
    others.refresh_from_db()
    assert others.created_by != to


def test_what_is_refused_stays_behind_and_says_why_while_the_rest_goes_on(
    chief, leaving, colleague, monkeypatch
):
    monkeypatch.setattr(handing_over, "BATCH", 1)
    make_page(State.DRAFT, by=leaving)
    broken, fine = (make_article(State.DRAFT, by=leaving) for _ in range(2))
    Article.objects.filter(pk=broken.pk).update(title="")
    page = pressed(chief, leaving, to=str(colleague.pk))
    assert set(Article.objects.filter(created_by=colleague)) == {fine}
    assert "“Vũ Thu Phương” không làm việc với trang" in page.text
    assert "chọn một người nhận khác" in page.text
    monkeypatch.setattr(handing_over, "BATCH", 100)
    to = make_user(AccountRole.CHIEF)
    again = chief.post(url_for(leaving), form_data(page.text) | {"to": str(to.pk)})
    assert again.context["succeeded"] == 1
    assert [pile.counts for pile in page.context["piles"]] == [[(State.DRAFT, 1)]] * 2


def test_what_a_colleague_saves_in_the_same_instant_stays_behind(
    chief, leaving, colleague, monkeypatch
):
    item = make_article(State.DRAFT, by=leaving)
    hand_over = actions.hand_over

    def meanwhile(late, **arguments):
        Article.objects.filter(pk=item.pk).update(version=item.version + 1)
        hand_over(late, **arguments)

    monkeypatch.setattr(actions, "hand_over", meanwhile)
    page = pressed(chief, leaving, to=str(colleague.pk))
    assert "Vừa được người khác sửa" in page.text
    item.refresh_from_db()
    assert item.created_by == leaving


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reason": ""}, "Chọn người nhận"),
        ({"to": "x"}, "Không giao được cho"),
        ({"to": "self"}, "Không giao được cho"),
        ({"to": "right", "reason": "x" * 301}, "300"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_goes(chief, leaving, colleague, typed, said):
    make_article(State.DRAFT, by=leaving)
    people = {"self": str(leaving.pk), "right": str(colleague.pk)}
    sent = {name: people.get(value, value) for name, value in typed.items()}
    page = chief.post(url_for(leaving), sent)
    assert page.status_code == 200
    assert said in page.text
    assert Article.objects.get().created_by == leaving


def test_whoever_has_nothing_leaves_nothing_to_do(chief, colleague):
    assert "Vũ Thu Phương không có bài nào" in chief.get(url_for(colleague)).text


@pytest.mark.parametrize(
    "role", [AccountRole.CONTRIBUTOR, AccountRole.EDITOR, AccountRole.USER_ADMIN]
)
def test_nobody_but_chiefs_is_let_in(sign_in, leaving, colleague, role):
    make_article(State.DRAFT, by=leaving)
    browser = sign_in(make_user(role))
    assert browser.get(url_for(leaving)).status_code == 403
    assert browser.post(url_for(leaving), {"to": str(colleague.pk)}).status_code == 403
    assert Article.objects.get().created_by == leaving


def test_an_account_that_does_not_exist_is_refused_like_any_other(chief):
    assert chief.get(reverse("admin:hand_over_all", args=[10**12])).status_code == 403


def test_the_page_of_an_account_leads_there_who_may_and_tells_the_others_whom_to_ask(
    sign_in, leaving
):
    account = reverse("admin:accounts_user_change", args=[leaving.pk])
    office = make_user(AccountRole.USER_ADMIN)
    page = sign_in(office).get(account).text
    assert "nhờ trưởng ban biên tập giao lại bài" in page
    assert url_for(leaving) not in addresses(page)
    office.groups.add(Group.objects.get(name=AccountRole.CHIEF.value))
    for browser in (sign_in(office), sign_in(make_superuser())):
        assert url_for(leaving) in addresses(browser.get(account).text)


def test_a_status_is_never_changed_by_it(chief, leaving, colleague):
    item = make_article(State.SUBMITTED, by=leaving)
    pressed(chief, leaving, to=str(colleague.pk))
    item.refresh_from_db()
    assert (item.status, item.created_by) == (Status.SUBMITTED, colleague)
