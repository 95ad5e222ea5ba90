"""User administrators see nothing of content; nobody else opens the pages of accounts."""

import pytest
from django.urls import reverse

from categories.models import Category, CategoryGrant, GrantRole
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from tests.contract.office import group, roles_of
from tests.contract.registry import CONTRACTS
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

DESK = (AccountRole.CONTRIBUTOR, AccountRole.EDITOR, AccountRole.CHIEF)


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.name)
def test_they_see_nothing_of_content(office, contract):
    item = contract.make(State.LIVE, **contract.of_parts(category=office.category))
    pages = [contract.desk("changelist"), contract.desk("add")]
    pages += [contract.desk(name, item.pk) for name in ("change", "preview", "history", "delete")]
    pages += [contract.desk("reason", item.pk, "withdraw")]
    assert {office.browser.get(url).status_code for url in pages} <= {302, 403}
    text = "".join(office.browser.get(url, follow=True).content.decode() for url in pages)
    assert item.title not in text


@pytest.mark.parametrize("name", ["news_author", "news_tag", "media_image"])
def test_they_see_nothing_of_what_content_is_made_of(office, name):
    assert office.browser.get(reverse(f"admin:{name}_changelist")).status_code == 403
    assert office.browser.get(reverse(f"admin:{name}_add")).status_code == 403


def test_they_look_at_categories_but_change_none(office):
    data = {"name": "Đã đổi", "position": 0, "home_position": 0, "sidebar_position": 0}
    url = reverse("admin:categories_category_change", args=[office.category.pk])
    assert office.browser.post(url, data).status_code == 403
    assert office.browser.get(reverse("admin:categories_category_add")).status_code == 403
    assert not Category.objects.filter(name="Đã đổi").exists()


@pytest.mark.parametrize("role", [None, *DESK], ids=str)
def test_nobody_on_the_desk_opens_the_pages_of_accounts(office, role, sign_in):
    browser = sign_in(make_user(role, edits=(office.category,)))
    pages = [reverse("admin:accounts_user_changelist"), reverse("admin:accounts_user_add")]
    pages += [office.page(office.colleague, name) for name in ("change", "delete", "history")]
    pages += [reverse("admin:auth_user_password_change", args=[office.colleague.pk])]
    assert {url: browser.get(url).status_code for url in pages} == dict.fromkeys(pages, 403)


@pytest.mark.parametrize("role", [None, *DESK], ids=str)
def test_nobody_on_the_desk_changes_accounts_or_grants(office, role, sign_in):
    someone = make_user(role)
    browser = sign_in(someone)
    for user in (office.colleague, someone):
        data = office.form(user) | {"groups": [group(AccountRole.CHIEF).pk], "is_superuser": "on"}
        data |= {"category_grants-0-role": GrantRole.EDITOR}
        assert browser.post(office.page(user), data).status_code == 403
    assert roles_of(someone) == ({role.value} if role else set())
    assert roles_of(office.colleague) == {AccountRole.CONTRIBUTOR.value}
    assert not User.objects.filter(is_superuser=True).exclude(pk=office.superuser.pk).exists()
    assert not CategoryGrant.objects.filter(role=GrantRole.EDITOR).exists()


@pytest.mark.parametrize("role", AccountRole)
def test_an_account_that_is_switched_off_opens_nothing(office, role, sign_in):
    browser = sign_in(make_user(role, is_active=False))
    answer = browser.get(reverse("admin:index"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("admin:login"))
