"""An address that a category once had leads to where it is now: one hop, never a loop."""

import pytest

from categories.models import Category, CategoryRedirect
from tests.factories import make_category

pytestmark = pytest.mark.django_db


def rename(category: Category, slug: str) -> None:
    """Give a category another address, as an administrator does."""
    category = Category.objects.get(pk=category.pk)
    category.slug = slug
    category.full_clean(exclude=["path"])
    category.save()


def move(category: Category, parent: Category | None) -> None:
    """Put a category elsewhere in the tree."""
    category = Category.objects.get(pk=category.pk)
    category.parent = parent
    category.full_clean(exclude=["path"])
    category.save()


def leads_to(client, path: str) -> str:
    """Return where an old address answers with a permanent redirect to, in one hop."""
    response = client.get(f"/chuyen-muc/{path}/")
    assert response.status_code == 301, path
    assert client.get(response["Location"]).status_code == 200
    return response["Location"]


def test_a_renamed_category_answers_at_both_addresses(client):
    category = make_category("Giao thông")
    rename(category, "giao-thong-van-tai")
    assert client.get("/chuyen-muc/giao-thong-van-tai/").status_code == 200
    assert leads_to(client, "giao-thong") == "/chuyen-muc/giao-thong-van-tai/"


def test_three_renames_still_lead_in_one_hop(client):
    category = make_category("Một tên")
    for slug in ("hai", "ba", "bon"):
        rename(category, slug)
    for old in ("mot-ten", "hai", "ba"):
        assert leads_to(client, old) == "/chuyen-muc/bon/"


def test_renaming_back_and_forth_makes_no_loop(client):
    category = make_category("Đi")
    rename(category, "ve")
    rename(category, "di")
    assert client.get("/chuyen-muc/di/").status_code == 200
    assert leads_to(client, "ve") == "/chuyen-muc/di/"
    assert not CategoryRedirect.objects.filter(old_path="di").exists()


def test_two_categories_that_swap_their_addresses_both_answer(client):
    first, second = make_category("Trái"), make_category("Phải")
    rename(first, "tam")
    rename(second, "trai")
    rename(first, "phai")
    assert client.get("/chuyen-muc/trai/").context["category"] == second
    assert client.get("/chuyen-muc/phai/").context["category"] == first
    assert leads_to(client, "tam") == "/chuyen-muc/phai/"


def test_the_whole_branch_moves_with_its_top(client):
    top = make_category("Kho bạc")
    child = make_category("Thu", parent=top)
    grandchild = make_category("Thuế", parent=child)
    rename(top, "tai-chinh")
    grandchild.refresh_from_db()
    assert grandchild.path == "tai-chinh/thu/thue"
    assert leads_to(client, "kho-bac/thu/thue") == "/chuyen-muc/tai-chinh/thu/thue/"


def test_a_branch_moved_under_another_parent_leaves_redirects(client):
    old_home, new_home = make_category("Nhà cũ"), make_category("Nhà mới")
    branch = make_category("Đồ đạc", parent=old_home)
    leaf = make_category("Bàn ghế", parent=branch)
    move(branch, new_home)
    leaf.refresh_from_db()
    assert leaf.path == "nha-moi/do-dac/ban-ghe"
    assert leads_to(client, "nha-cu/do-dac/ban-ghe") == leaf.get_absolute_url()


def test_a_branch_whose_name_begins_alike_stays_where_it_is():
    top, other = make_category("Đất"), make_category("Đất đai")
    child = make_category("Giá", parent=other)
    rename(top, "dat-moi")
    child.refresh_from_db()
    assert child.path == "dat-dai/gia"


def test_a_new_category_takes_an_old_address_over(client):
    category = make_category("Chợ")
    rename(category, "cho-dau-moi")
    newcomer = make_category("Chợ")
    assert client.get("/chuyen-muc/cho/").context["category"] == newcomer


def test_an_address_that_never_was_is_not_found(client):
    assert client.get("/chuyen-muc/khong-co-dau/").status_code == 404
