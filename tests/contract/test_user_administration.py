"""User administrators keep accounts and grants, but no superuser and not their own role."""

import pytest
from django.urls import reverse

from categories.models import CategoryGrant, GrantRole
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from tests.contract.office import NEW_PASSWORD, group, roles_of
from tests.contract.pages import choices
from tests.factories import PASSWORD, make_category

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]


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
