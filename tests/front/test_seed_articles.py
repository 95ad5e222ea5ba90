"""`manage.py seed_articles`: adds made-up articles to a demo, and to nothing else."""

import re
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from categories.models import Category
from news.models import Article, Author
from portal.core.accounts.models import User
from portal.core.progress import ProgressBar
from tests.factories import make_image
from tests.front.seeding import COUNT, few_words, seed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo_portal(settings) -> Iterator[None]:
    settings.DEMO = True
    with few_words():
        yield


def test_as_many_articles_as_asked_for_are_added_at_every_run():
    output = seed()

    assert Article.objects.count() == COUNT
    assert f"Đã nạp {COUNT} bài" in output
    seed()
    assert Article.objects.count() == 2 * COUNT
    assert Author.objects.count() == 5


def test_nothing_is_drawn_where_no_terminal_looks():
    assert "\r" not in seed()


def test_a_terminal_sees_how_far_how_quick_and_how_long_still():
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    bar = ProgressBar(400, OutputWrapper(terminal))

    assert re.fullmatch(r"\[#{6}\.{18}\] 100/400  \d+ bài/giây  còn \d+:\d\d *", bar.line(100))
    bar.show(400)
    assert re.fullmatch(r"\r\[#{24}\] 400/400 .* còn 0:00 *\n", terminal.getvalue())


def test_the_same_seed_writes_the_same_and_another_seed_something_else():
    seed("--seed=7")
    first = list(Article.objects.order_by("pk").values_list("title", "body"))
    Article.objects.all().delete()
    seed("--seed=7")
    again = list(Article.objects.order_by("pk").values_list("title", "body"))
    Article.objects.all().delete()
    seed("--seed=8")
    other = list(Article.objects.order_by("pk").values_list("title", "body"))

    assert first == again
    assert first != other


def test_pictures_that_are_there_are_used():
    image = make_image()
    seed()

    assert 0 < Article.objects.filter(lead_image=image).count() < COUNT


def test_an_account_of_that_name_in_use_is_left_alone():
    User.objects.create_user("seed", "seed@minhgiang.example", "Sông-Lam-Giang-98")

    with pytest.raises(CommandError, match="seed"):
        seed()
    assert not Article.objects.exists()


def test_a_real_portal_refuses_made_up_articles(settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="DEMO"):
        seed()
    assert not Article.objects.exists()


def test_a_portal_without_categories_says_what_is_missing():
    Category.objects.filter(parent__isnull=False).delete()
    Category.objects.all().delete()

    with pytest.raises(CommandError, match="chuyên mục"):
        seed()


@pytest.mark.parametrize("count", ["0", "-5", "nhiều"])
def test_only_a_positive_number_of_articles_can_be_added(count):
    with pytest.raises(CommandError, match="số nguyên dương"):
        call_command("seed_articles", f"--count={count}")
