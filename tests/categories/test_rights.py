"""Grants: which account works in which category, and as what."""

import pytest

from categories.content import FiledQuerySet
from categories.models import Category, CategoryGrant, GrantRole
from categories.rights import decides_everywhere, granted_categories, writable_categories
from news.models import Article
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole, ItemRole
from portal.core.content import State
from tests.factories import make_article, make_category, make_superuser, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def branch() -> tuple[Category, Category, Category]:
    """Return three categories, each under the one before."""
    top = make_category("Đô thị")
    middle = make_category("Cây xanh", parent=top)
    return top, middle, make_category("Công viên", parent=middle)


def fresh(user: User) -> User:
    """Return the account as the next request reads it."""
    return User.objects.get(pk=user.pk)


def test_a_grant_covers_everything_below(branch):
    top, middle, leaf = branch
    user = make_user(AccountRole.EDITOR, edits=(middle,))
    assert granted_categories(user, GrantRole.EDITOR) == {middle.pk, leaf.pk}
    assert top.pk not in granted_categories(user)


def test_a_grant_to_edit_below_a_grant_to_write_counts_for_its_own_branch(branch):
    top, middle, leaf = branch
    user = make_user(AccountRole.EDITOR, writes=(top,), edits=(leaf,))
    assert granted_categories(user, GrantRole.EDITOR) == {leaf.pk}
    assert granted_categories(user, GrantRole.CONTRIBUTOR) == {top.pk, middle.pk}


def test_a_grant_to_edit_needs_an_account_that_edits(branch):
    top, *_ = branch
    user = make_user(AccountRole.CONTRIBUTOR, edits=(top,))
    assert not granted_categories(user, GrantRole.EDITOR)
    assert top.pk in granted_categories(user, GrantRole.CONTRIBUTOR)


def test_a_name_that_begins_alike_is_not_part_of_the_branch():
    granted, other = make_category("Đất"), make_category("Đất đai")
    user = make_user(AccountRole.EDITOR, edits=(granted,))
    assert other.pk not in granted_categories(user)


def test_chiefs_and_superusers_decide_everywhere():
    assert decides_everywhere(make_superuser())
    assert decides_everywhere(make_user(AccountRole.CHIEF))
    assert writable_categories(make_user(AccountRole.CHIEF)) is None


def test_user_administrators_decide_nowhere():
    user = make_user(AccountRole.USER_ADMIN)
    assert not decides_everywhere(user)
    assert writable_categories(user) == frozenset()


def test_an_account_that_is_switched_off_has_lost_its_role():
    user = make_user(AccountRole.CHIEF, is_active=False)
    assert not decides_everywhere(user)


def test_taking_a_grant_away_takes_effect_with_the_next_request(branch):
    top, *_ = branch
    user = make_user(AccountRole.EDITOR, edits=(top,))
    article = make_article(category=top)
    assert article.roles_of(user) == {ItemRole.EDITOR}
    CategoryGrant.objects.filter(user=user).delete()
    assert article.roles_of(fresh(user)) == frozenset()


def test_the_list_and_the_single_item_agree(branch):
    """`visible_to` and `roles_of` are twins: what one shows the other must know."""
    top, middle, leaf = branch
    elsewhere = make_category("Nơi khác")
    writer = make_user(AccountRole.CONTRIBUTOR, writes=(leaf, elsewhere))
    people = [
        writer,
        make_user(AccountRole.EDITOR, edits=(middle,)),
        make_user(AccountRole.CHIEF),
        make_user(AccountRole.USER_ADMIN),
        make_superuser(),
    ]
    articles = [make_article(category=c) for c in (top, middle, leaf, elsewhere)]
    articles += [make_own(writer, leaf), make_own(writer, elsewhere)]
    assert isinstance(Article.objects.all(), FiledQuerySet)
    for person in people:
        seen = set(Article.objects.visible_to(person))
        assert seen == {article for article in articles if article.roles_of(person)}, person


def make_own(writer: User, category: Category) -> Article:
    """Return a draft that `writer` has begun."""
    return make_article(State.DRAFT, by=writer, category=category)


def test_grants_are_read_once_per_account_object(branch, django_assert_max_num_queries):
    user = make_user(AccountRole.EDITOR, edits=branch[:1])
    article = make_article(category=branch[2])
    user = fresh(user)
    with django_assert_max_num_queries(3):
        for _ in range(5):
            assert article.roles_of(user)
