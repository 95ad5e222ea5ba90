"""Articles follow their category through the tree."""

import pytest

from news.models import Article
from portal.core.content import State
from tests.categories.test_redirects import move
from tests.factories import make_article, make_category

pytestmark = pytest.mark.django_db


def test_articles_of_a_moved_branch_stand_under_the_new_parent_only():
    old_home, new_home = make_category("Nhà cũ"), make_category("Nhà mới")
    branch = make_category("Đồ đạc", parent=old_home)
    leaf = make_category("Bàn ghế", parent=branch)
    article = make_article(category=leaf)
    move(branch, new_home)
    listed = Article.objects.published()
    assert list(listed.in_category(new_home)) == [article]
    assert list(listed.in_category(branch)) == [article]
    assert not listed.in_category(old_home).exists()


def test_further_categories_stay_listed_after_a_move():
    old_home, new_home, further = (make_category(name) for name in ("Cũ", "Mới", "Thêm"))
    branch = make_category("Nhánh", parent=old_home)
    article = make_article(category=branch, further=(further,))
    move(branch, new_home)
    assert list(Article.objects.published().in_category(further)) == [article]


def test_drafts_of_a_moved_branch_stay_hidden():
    old_home, new_home = make_category("Cũ"), make_category("Mới")
    branch = make_category("Nhánh", parent=old_home)
    make_article(State.DRAFT, category=branch)
    move(branch, new_home)
    assert not Article.objects.in_category(new_home).exists()
