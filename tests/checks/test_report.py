"""The checks over everything that is published."""

import io

import pytest
from django.core.management import call_command

from news.models import Article
from portal.core.checks import report
from portal.core.checks.models import CheckedItem, ItemFinding
from portal.core.content import State
from portal.core.media.models import Image
from portal.core.workflow import actions
from tests.factories import make_article, make_image, make_page, make_superuser, renew

pytestmark = pytest.mark.django_db

LOUD = "KHỞI CÔNG CẦU BẠCH SA QUA SÔNG LAM"


def check(*options: str) -> str:
    """Run the command; return what it says."""
    out = io.StringIO()
    call_command("check_content", *options, stdout=out)
    return out.getvalue()


def findings() -> set[tuple[str, str]]:
    return {(str(row.item), row.check_name) for row in ItemFinding.objects.all()}


def test_what_is_published_is_looked_at_and_nothing_else():
    make_article(title=LOUD)
    make_article(State.DRAFT, title=f"{LOUD} A")
    make_article(State.WITHDRAWN, title=f"{LOUD} B")
    make_page(title="GIỚI THIỆU CHUNG VỀ PHƯỜNG GIA LỘC")
    check()
    assert findings() == {
        (LOUD, "title-capitals"),
        ("GIỚI THIỆU CHUNG VỀ PHƯỜNG GIA LỘC", "title-capitals"),
    }


def test_what_has_not_changed_is_not_looked_at_again(monkeypatch):
    good, bad = make_article(), make_article(title=LOUD)
    assert "2 mục" in check()
    assert "1 mục" in check()  # what had a fault may have been mended elsewhere
    assert "2 mục" in check("--all")
    renew(good)
    assert "2 mục" in check()
    monkeypatch.setattr(report, "VERSION", 2)
    assert "2 mục" in check()
    Article.objects.filter(pk=bad.pk).update(title="Khởi công cầu")
    check()
    assert findings() == set()


def test_a_run_that_was_stopped_goes_on_where_it_was(monkeypatch):
    monkeypatch.setattr(report, "BATCH", 2)
    for _ in range(5):
        make_article()

    def stop(seen: int) -> None:
        if seen == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        report.check_published(stop)
    assert CheckedItem.objects.count() == 2
    assert report.check_published() == 3


def test_what_is_mended_or_withdrawn_leaves_the_list_at_once(django_capture_on_commit_callbacks):
    boss = make_superuser()
    first, second = make_article(title=LOUD), make_article(title=f"{LOUD} HAI")
    check()
    with django_capture_on_commit_callbacks(execute=True):
        first.title = "Khởi công cầu Bạch Sa"
        renew(first)
        actions.withdraw(second, by=boss, reason="Sai số liệu.")
    assert findings() == set()


def test_what_goes_without_anybodys_doing_leaves_the_list_with_the_next_run():
    item = make_article(title=LOUD)
    check()
    Article.objects.filter(pk=item.pk).delete()
    check()
    assert not ItemFinding.objects.exists()
    assert not CheckedItem.objects.exists()


def test_pictures_without_words_are_counted(django_assert_num_queries):
    item = make_article(lead_image=make_image())
    Image.objects.update(alt="")
    check("--all")
    with django_assert_num_queries(1):
        assert report.without_alt() == 1
    Image.objects.update(alt="Cầu dây văng")
    check()
    assert report.without_alt() == 0
    assert item.lead_image is not None
