"""Categories on the desk: shown as a tree, deleted only when nothing hangs on them."""

import pytest
from django.urls import reverse

from categories.models import Category, CategoryGrant, CategoryRedirect, GrantRole
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from tests.factories import make_article, make_category, make_user
from tests.news.desk_forms import page, send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

LIST = reverse("admin:categories_category_changelist")


@pytest.fixture
def desk(sign_in):
    """A browser in which a chief is signed in."""
    return sign_in(make_user(AccountRole.CHIEF))


def delete(desk, category: Category):
    return desk.post(reverse("admin:categories_category_delete", args=[category.pk]), {"post": "1"})


def delete_ticked(desk, *categories: Category):
    ticked = [category.pk for category in categories]
    return desk.post(LIST, {"action": "delete_selected", "_selected_action": ticked, "post": "1"})


def test_the_list_shows_the_tree_by_indentation(desk):
    top = make_category("Đất đai riêng")
    make_category("Giá đất", parent=top)
    html = desk.get(LIST).text
    assert html.index("Đất đai riêng") < html.index("– Giá đất")


def test_a_category_gets_its_address_from_its_name(desk):
    assert send(desk, page("categories_category"), name="Nước sạch").status_code == 302
    assert Category.objects.get(name="Nước sạch").path == "nuoc-sach"


def test_a_category_is_renamed_with_its_address_and_the_old_one_is_remembered(desk):
    category = make_category("Nước sạch")
    send(desk, page("categories_category", category.pk), name="Cấp nước", slug="cap-nuoc")
    category.refresh_from_db()
    assert (category.name, category.path) == ("Cấp nước", "cap-nuoc")
    assert CategoryRedirect.objects.get(old_path="nuoc-sach").category == category


@pytest.mark.parametrize("state", [State.DRAFT, State.LIVE, State.WITHDRAWN])
def test_a_category_with_articles_is_not_deleted_and_what_holds_it_is_named(desk, state: State):
    category = make_category()
    make_article(state, category=category)
    response = delete(desk, category)
    assert response.status_code == 200
    assert "Chưa xóa được chuyên mục" in response.text
    assert "bài viết" in response.text.partition("Chưa xóa được")[2].lower()
    assert Category.objects.filter(pk=category.pk).exists()


def test_a_category_with_others_below_it_is_not_deleted(desk):
    top = make_category()
    make_category(parent=top)
    delete(desk, top)
    assert Category.objects.filter(pk=top.pk).exists()


def test_an_empty_category_is_deleted(desk):
    category = make_category()
    assert delete(desk, category).status_code == 302
    assert not Category.objects.filter(pk=category.pk).exists()


def test_a_ticked_category_with_articles_stays(desk):
    category = make_category()
    make_article(category=category)
    delete_ticked(desk, category)
    assert Category.objects.filter(pk=category.pk).exists()


def test_an_empty_branch_is_deleted_leaf_first(desk):
    top = make_category()
    leaf = make_category(parent=top)
    delete_ticked(desk, leaf)
    delete_ticked(desk, top)
    assert not Category.objects.filter(pk__in=[top.pk, leaf.pk]).exists()


@pytest.mark.parametrize("role", [AccountRole.EDITOR, AccountRole.CONTRIBUTOR])
def test_only_chiefs_keep_the_tree(sign_in, role: AccountRole):
    category = make_category()
    browser = sign_in(make_user(role))
    assert browser.get(page("categories_category")).status_code == 403
    assert delete(browser, category).status_code == 403
    assert Category.objects.filter(pk=category.pk).exists()


def test_a_grant_says_whom_what_and_where():
    user = make_user(AccountRole.EDITOR, full_name="Vũ Thu Phương", edits=(make_category("Đất"),))
    grant = CategoryGrant.objects.get(user=user)
    assert str(grant) == "Vũ Thu Phương – Đất: Biên tập và đăng bài"
    assert grant.role == GrantRole.EDITOR
