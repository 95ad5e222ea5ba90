"""User administrators keep accounts and grants, and nothing else; nobody else keeps those."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from categories.models import Category, CategoryGrant, GrantRole
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from tests.contract.cast import same_cookies
from tests.contract.pages import choices, form_data
from tests.contract.registry import CONTRACTS
from tests.factories import PASSWORD, make_category, make_superuser, make_user

pytestmark = pytest.mark.django_db

DESK = (AccountRole.CONTRIBUTOR, AccountRole.EDITOR, AccountRole.CHIEF)
NEW_PASSWORD = "Cầu-Bạch-Sa-1975"


@dataclass
class Office:
    """The accounts of a small office; `keeper` administers them."""

    keeper: User
    colleague: User
    superuser: User
    category: Category
    signed_in: Client

    @property
    def browser(self) -> Client:
        """A browser in which the administrator is signed in."""
        return same_cookies(self.signed_in)

    def page(self, user: User, name: str = "change") -> str:
        """Return the address of a page about an account."""
        return reverse(f"admin:accounts_user_{name}", args=[user.pk])

    def form(self, user: User) -> dict[str, object]:
        """Return what a superuser's browser sends when an account is saved unchanged."""
        client = Client()
        client.force_login(self.superuser)
        return form_data(client.get(self.page(user)).content.decode())


@pytest.fixture(scope="module")
def office(module_db) -> Office:
    category = make_category("Cấp thoát nước")
    keeper, browser = make_user(AccountRole.USER_ADMIN), Client()
    browser.force_login(keeper)
    colleague = make_user(AccountRole.CONTRIBUTOR, writes=(category,))
    return Office(keeper, colleague, make_superuser(), category, browser)


def group(role: AccountRole) -> Group:
    return Group.objects.get(name=role.value)


def roles_of(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def test_they_find_all_accounts(office):
    text = office.browser.get(reverse("admin:accounts_user_changelist")).content.decode()
    assert office.colleague.full_name in text
    assert office.keeper.full_name in text


def test_they_make_an_account_whose_password_must_be_changed(office):
    data = {
        "username": "moi",
        "full_name": "Trần Thị Mới",
        "email": "moi@minhgiang.example",
        "usable_password": "true",
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
        "category_grants-TOTAL_FORMS": "0",
        "category_grants-INITIAL_FORMS": "0",
    }
    office.browser.post(reverse("admin:accounts_user_add"), data)
    made = User.objects.get(username="moi")
    assert made.must_change_password
    assert not made.is_superuser


def test_they_change_the_data_and_the_role_of_a_colleague(office):
    data = office.form(office.colleague)
    data |= {"full_name": "Lê Đã Đổi", "groups": [group(AccountRole.EDITOR).pk]}
    office.browser.post(office.page(office.colleague), data)
    changed = User.objects.get(pk=office.colleague.pk)
    assert changed.full_name == "Lê Đã Đổi"
    assert roles_of(changed) == {AccountRole.EDITOR.value}


def test_they_give_and_raise_and_take_grants(office):
    other, url = make_category("Văn hóa"), office.page(office.colleague)
    data = office.form(office.colleague)
    data |= {"category_grants-1-category": other.pk, "category_grants-1-role": GrantRole.EDITOR}
    data |= {"category_grants-0-role": GrantRole.EDITOR, "category_grants-TOTAL_FORMS": "2"}
    office.browser.post(url, data)
    grants = CategoryGrant.objects.filter(user=office.colleague)
    assert set(grants.values_list("category", "role")) == {
        (office.category.pk, GrantRole.EDITOR),
        (other.pk, GrantRole.EDITOR),
    }
    data = office.form(office.colleague) | {"category_grants-0-DELETE": "on"}
    office.browser.post(url, data)
    assert grants.count() == 1


def test_they_switch_an_account_off(office):
    data = office.form(office.colleague)
    del data["is_active"]
    office.browser.post(office.page(office.colleague), data)
    assert not User.objects.get(pk=office.colleague.pk).is_active


def test_they_set_a_password_that_must_be_changed(office):
    data = {"usable_password": "true", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    url = reverse("admin:auth_user_password_change", args=[office.colleague.pk])
    office.browser.post(url, data)
    changed = User.objects.get(pk=office.colleague.pk)
    assert changed.check_password(NEW_PASSWORD)
    assert changed.must_change_password


@pytest.mark.parametrize("target", ["colleague", "keeper"])
def test_they_make_nobody_a_superuser(office, target):
    user = getattr(office, target)
    data = office.form(user) | {"is_superuser": "on", "is_staff": "on", "user_permissions": ["1"]}
    office.browser.post(office.page(user), data | {"full_name": "Đã Lưu"})
    changed = User.objects.get(pk=user.pk)
    assert changed.full_name == "Đã Lưu"
    assert not changed.is_superuser
    assert not changed.user_permissions.exists()


def test_they_make_no_superuser_by_a_new_account(office):
    data = {"username": "moi", "full_name": "Mới", "email": "m@a.vn", "is_superuser": "on"}
    data |= {"usable_password": "true", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    data |= {"category_grants-TOTAL_FORMS": "0", "category_grants-INITIAL_FORMS": "0"}
    office.browser.post(reverse("admin:accounts_user_add"), data)
    assert User.objects.filter(username="moi").exists()
    assert not User.objects.filter(is_superuser=True).exclude(pk=office.superuser.pk).exists()


def test_they_change_no_superuser(office):
    data = office.form(office.superuser) | {"full_name": "Bị Chiếm", "username": "bi-chiem"}
    before = User.objects.filter(pk=office.superuser.pk).values().get()
    assert office.browser.post(office.page(office.superuser), data).status_code == 403
    assert User.objects.filter(pk=office.superuser.pk).values().get() == before


def test_they_set_no_password_of_a_superuser(office):
    data = {"usable_password": "true", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    url = reverse("admin:auth_user_password_change", args=[office.superuser.pk])
    assert office.browser.post(url, data).status_code == 403
    assert User.objects.get(pk=office.superuser.pk).check_password(PASSWORD)


@pytest.mark.parametrize("target", ["superuser", "keeper"])
def test_they_delete_neither_a_superuser_nor_themselves(office, target):
    user = getattr(office, target)
    answer = office.browser.post(office.page(user, "delete"), {"post": "yes"})
    assert answer.status_code == 403
    assert User.objects.filter(pk=user.pk).exists()


def test_they_do_not_change_their_own_role(office):
    data = office.form(office.keeper)
    data |= {"groups": [group(AccountRole.CHIEF).pk], "full_name": "Vẫn Là Tôi"}
    office.browser.post(office.page(office.keeper), data)
    changed = User.objects.get(pk=office.keeper.pk)
    assert changed.full_name == "Vẫn Là Tôi"
    assert roles_of(changed) == {AccountRole.USER_ADMIN.value}


def test_they_do_not_lock_themselves_out(office):
    data = office.form(office.keeper) | {"full_name": "Vẫn Là Tôi"}
    del data["is_active"]
    office.browser.post(office.page(office.keeper), data)
    changed = User.objects.get(pk=office.keeper.pk)
    assert changed.full_name == "Vẫn Là Tôi"
    assert changed.is_active


def test_their_form_offers_no_flag_that_they_may_not_set(office):
    page = office.browser.get(office.page(office.colleague)).content.decode()
    assert not choices(page, "is_superuser")
    assert not choices(page, "user_permissions")
    own = office.browser.get(office.page(office.keeper)).content.decode()
    assert not choices(own, "groups")
    assert choices(page, "groups") == {str(group(role).pk) for role in AccountRole}


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.name)
def test_they_see_nothing_of_content(office, contract):
    item = contract.make(State.LIVE, category=office.category)
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
