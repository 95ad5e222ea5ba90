"""A password that somebody else has chosen is changed before any work, and shown to nobody."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from tests.factories import PASSWORD, make_article, make_superuser, make_user

pytestmark = pytest.mark.django_db

INDEX = reverse("admin:index")
CHANGE = reverse("admin:password_change")
NEW_PASSWORD = "Bến-Ngọc-mùa-nước-nổi-7"


@pytest.fixture
def newcomer() -> User:
    return make_user(AccountRole.EDITOR, must_change_password=True, username="nguoi-moi")


def change(browser: Client, new: str = NEW_PASSWORD, old: str = PASSWORD):
    return browser.post(CHANGE, {"old_password": old, "new_password1": new, "new_password2": new})


@pytest.mark.parametrize(
    "page",
    [
        INDEX,
        reverse("admin:news_article_changelist"),
        reverse("admin:news_article_add"),
        reverse("admin:media_image_changelist"),
        reverse("admin:jsi18n"),
    ],
)
def test_every_page_of_the_desk_leads_to_the_change_of_password(sign_in, newcomer: User, page: str):
    response = sign_in(newcomer).get(page)
    assert (response.status_code, response["Location"]) == (302, CHANGE)


def test_the_person_is_told_why(sign_in, newcomer: User):
    page = sign_in(newcomer).get(INDEX, follow=True)
    assert "Hãy đặt mật khẩu mới" in page.text


def test_nothing_is_written_before_the_change(sign_in, newcomer: User):
    response = sign_in(newcomer).post(reverse("admin:news_tag_add"), {"name": "giao thông"})
    assert response["Location"] == CHANGE


def test_public_pages_stay_open(sign_in, newcomer: User):
    article = make_article()
    assert sign_in(newcomer).get(article.get_absolute_url()).status_code == 200


def test_signing_out_stays_possible(sign_in, newcomer: User):
    browser = sign_in(newcomer)
    assert browser.post(reverse("admin:logout")).status_code == 200
    assert browser.get(INDEX)["Location"].startswith(reverse("admin:login"))


def test_after_the_change_the_desk_is_open(sign_in, newcomer: User):
    browser = sign_in(newcomer)
    assert change(browser).status_code == 302
    newcomer.refresh_from_db()
    assert not newcomer.must_change_password
    assert newcomer.check_password(NEW_PASSWORD)
    assert browser.get(INDEX).status_code == 200


@pytest.mark.parametrize(
    ("new", "old"),
    [
        pytest.param("ngan", PASSWORD, id="too short"),
        pytest.param("1234567890", PASSWORD, id="digits only"),
        pytest.param("nguoi-moi@", PASSWORD, id="like the name of the account"),
        pytest.param(NEW_PASSWORD, "sai", id="the old one is wrong"),
    ],
)
def test_a_refused_change_keeps_the_desk_closed(sign_in, newcomer: User, new: str, old: str):
    browser = sign_in(newcomer)
    response = change(browser, new, old)
    assert response.status_code == 200
    assert response.context["form"].errors
    newcomer.refresh_from_db()
    assert newcomer.must_change_password
    assert browser.get(INDEX)["Location"] == CHANGE


def test_the_other_sessions_of_the_account_end_with_the_change(newcomer: User):
    here, there = Client(), Client()
    here.force_login(newcomer)
    there.force_login(newcomer)
    change(here)
    assert there.get(INDEX)["Location"].startswith(reverse("admin:login"))


@pytest.mark.any_database("sqlite")
def test_the_page_of_an_account_says_of_the_password_only_whether_there_is_one(sign_in):
    office, account = sign_in(make_user(AccountRole.USER_ADMIN)), make_user()
    url = reverse("admin:accounts_user_change", args=[account.pk])
    text = office.get(url).text
    assert "Đã đặt" in text
    assert "../password/" in text
    assert not {part for part in account.password.split("$") if len(part) > 5 and part in text}
    assert "md5" not in text
    account.set_unusable_password()
    account.save()
    assert "Chưa đặt" in office.get(url).text


@pytest.mark.any_database("sqlite")
def test_who_may_only_look_at_an_account_sees_no_hash_either(sign_in):
    office = sign_in(make_user(AccountRole.USER_ADMIN))
    answer = office.get(reverse("admin:accounts_user_change", args=[make_superuser().pk]))
    assert "Đã đặt" in answer.text
    assert "md5" not in answer.text
