"""The category tree keeps its shape."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from categories.models import Category
from categories.tree import Tree
from tests.factories import make_article, make_category

pytestmark = pytest.mark.django_db


def chain(*names: str) -> list[Category]:
    """Return categories each of which lies under the one before."""
    made: list[Category] = []
    for name in names:
        made.append(make_category(name, parent=made[-1] if made else None))
    return made


def error_at(category: Category, field: str) -> str:
    """Return the message that validation gives at `field`."""
    with pytest.raises(ValidationError) as caught:
        category.full_clean(exclude=["path"])
    return " ".join(caught.value.message_dict[field])


def test_a_new_portal_has_the_categories_of_the_design_card():
    names = set(Category.objects.values_list("name", flat=True))
    assert {
        "Tin tức – Sự kiện",
        "Chiến lược – Quy hoạch",
        "Quản lý đô thị",
        "Văn minh đô thị",
        "Người phát ngôn báo chí",
        "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    } <= names


def test_the_slug_is_made_from_the_vietnamese_name():
    assert make_category("Đường phố – Vỉa hè").slug == "duong-pho-via-he"


def test_the_path_names_every_level():
    assert chain("Đất đai", "Giá đất", "Bảng giá")[-1].path == "dat-dai/gia-dat/bang-gia"


def test_a_fourth_level_is_refused_at_the_field():
    *_, third = chain("Một", "Hai", "Ba")
    assert "3 cấp" in error_at(Category(name="Bốn", parent=third), "parent")


def test_a_branch_that_would_become_too_deep_is_refused():
    top, _, _ = chain("Một", "Hai", "Ba")
    top.parent = make_category("Trên cùng")
    assert "3 cấp" in error_at(top, "parent")


@pytest.mark.parametrize("descendant", [0, 1, 2])
def test_a_category_cannot_lie_under_itself(descendant: int):
    family = chain("Một", "Hai", "Ba")
    family[0].parent = family[descendant]
    assert "chính nó" in error_at(family[0], "parent")


def test_a_slug_that_a_sibling_has_is_refused_with_the_sibling_named():
    make_category("Nông nghiệp", slug="nong-nghiep")
    message = error_at(Category(name="Nghề nông", slug="nong-nghiep"), "slug")
    assert "Nông nghiệp" in message


def test_the_same_slug_may_stand_under_another_parent():
    first, second = make_category("Xã Chu Hạ"), make_category("Xã Thụy Sơn")
    one = make_category("Thông báo chung", parent=first)
    other = make_category("Thông báo chung", parent=second)
    assert one.slug == other.slug
    assert one.path != other.path


def test_a_category_with_articles_cannot_be_deleted():
    category = make_category()
    make_article(category=category)
    with pytest.raises(ProtectedError):
        category.delete()


def test_the_tree_is_read_by_one_query(django_assert_num_queries):
    chain("Một", "Hai", "Ba")
    with django_assert_num_queries(1):
        tree = Tree()
        assert [c.get_absolute_url() for c in tree]
        assert all(tree.lineage(c.pk)[-1] == c for c in tree)


def test_the_menu_leaves_out_what_the_administrator_hid():
    top, child, _ = chain("Một", "Hai", "Ba")
    Category.objects.filter(pk=child.pk).update(show_in_menu=False)
    node = next(node for node in Tree().menu() if node.category == top)
    assert node.children == []


def test_siblings_stand_in_the_order_that_the_administrator_set():
    later, earlier = make_category("A", position=900), make_category("B", position=800)
    order = [category.pk for category in Tree()]
    assert order.index(earlier.pk) < order.index(later.pk)


def test_the_database_sorts_a_list_as_the_tree_is_read():
    for name, position in (("Vườn", 902), ("Ao", 901), ("Nhà", 901)):
        top = make_category(name, position=position)
        for child in ("Dưới", "Trên"):
            middle = make_category(f"{name} {child}", parent=top, position=len(child))
            make_category(f"{name} {child} nữa", parent=middle, position=5)
    listed = Category.objects.in_tree_order()
    assert [category.pk for category in listed] == [category.pk for category in Tree()]
