"""The lists of categories, authors and tags: who stands in them, in which order, since when."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from news.models import Article, ArticleTag, Byline, Placement
from portal.core.content import State
from portal.core.workflow import actions
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_superuser,
    make_tag,
    renew,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 20, 5, tzinfo=UTC)
LISTINGS = (Placement, Byline, ArticleTag)


@pytest.fixture
def chief():
    """Somebody who may do everything."""
    return make_superuser()


@pytest.fixture
def filed():
    """What an article is filed under, signed with and tagged with."""
    return {"authors": (make_author(),), "tags": (make_tag(),)}


def listed_at(article: Article) -> set[datetime | None]:
    """Return the dates that the lists hold of an article: one, if they agree."""
    dates = [set(m.objects.filter(article=article).values_list("listed_at")) for m in LISTINGS]
    assert all(dates)
    return {at for found in dates for (at,) in found}


@pytest.mark.parametrize("state", State)
def test_lists_hold_the_date_of_what_is_published_and_none_of_anything_else(filed, state):
    article = make_article(state, **filed)
    published = state in {State.LIVE, State.SCHEDULED, State.EXPIRED}
    assert listed_at(article) == {article.published_at if published else None}


def test_the_date_in_the_lists_follows_an_article_through_its_whole_life(filed, chief):
    article = make_article(State.DRAFT, **filed)
    life = [listed_at(article)]
    ahead = timezone.now() + timedelta(days=3)
    actions.schedule(article, by=chief, at=ahead)
    life.append(listed_at(article))
    article.published_at = NOON
    renew(article)
    life.append(listed_at(article))
    actions.withdraw(article, by=chief, reason="Sai số liệu.")
    life.append(listed_at(article))
    actions.publish(article, by=chief)
    life.append(listed_at(article))
    assert life[0] == life[3] == {None}
    assert life[2] == life[4] == {NOON}
    assert life[1] == {ahead}


def test_an_article_stands_in_its_category_its_further_ones_and_all_above_them():
    top, other = make_category("Đô thị"), make_category("Thông báo")
    middle = make_category("Hạ tầng", parent=top)
    low, sister = make_category("Cấp nước", parent=middle), make_category("Cây", parent=middle)
    further = make_category("Lịch cắt nước", parent=other)
    article = make_article(category=low, further=(further,))
    standing = {
        category.name
        for category in (top, middle, low, sister, other, further)
        if article in Article.objects.in_category(category)
    }
    assert standing == {"Đô thị", "Hạ tầng", "Cấp nước", "Thông báo", "Lịch cắt nước"}


def test_an_article_stands_once_in_a_category_above_two_of_its_own():
    top = make_category("Đô thị")
    one, two = make_category("Một", parent=top), make_category("Hai", parent=top)
    article = make_article(category=one, further=(two, top))
    assert list(Article.objects.in_category(top)) == [article]


def test_an_article_that_is_refiled_leaves_its_old_category(chief):
    old, new = make_category("Cũ"), make_category("Mới")
    article = make_article(category=old)
    article.category = new
    renew(article)
    assert not Article.objects.in_category(old).exists()
    assert list(Article.objects.in_category(new)) == [article]


def test_articles_move_with_the_branch_that_they_are_filed_under():
    old, new = make_category("Cũ"), make_category("Mới")
    child = make_category("Cấp nước", parent=old)
    article = make_article(category=child)
    child.parent = new
    child.save()
    assert not Article.objects.in_category(old).exists()
    assert list(Article.objects.in_category(new)) == [article]
    assert list(Article.objects.in_category(child)) == [article]


def test_a_list_of_an_author_has_what_they_signed_alone_or_with_others():
    one, two = make_author(), make_author()
    alone, together = make_article(authors=(one,)), make_article(authors=(two, one))
    make_article(authors=(two,))
    assert list(Article.objects.by_author(one)) == [together, alone]


def test_a_list_of_a_tag_has_what_carries_it():
    one, two = make_tag(), make_tag()
    first, second = make_article(tags=(one, two)), make_article(tags=(one,))
    make_article(tags=(two,))
    assert list(Article.objects.tagged(one)) == [second, first]


def test_lists_are_ordered_by_date_and_then_by_number():
    category = make_category()
    by = make_superuser()

    def at(minutes: int) -> Article:
        return make_article(by=by, category=category, at=NOON + timedelta(minutes=minutes))

    late, early, same = at(1), at(0), at(0)
    assert list(Article.objects.in_category(category)) == [late, same, early]
