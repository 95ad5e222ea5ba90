"""Addresses of the portal itself are looked up without asking anybody."""

import pytest
from django.core.files.storage import default_storage

from categories.models import Category
from portal.core.content import State
from portal.core.linkcheck import internal
from portal.core.linkcheck.collecting import target_of
from portal.core.linkcheck.models import Address
from portal.core.linkcheck.verdicts import Place, Reason, Verdict
from portal.core.workflow import actions
from tests.factories import (
    make_article,
    make_category,
    make_document,
    make_image,
    make_page,
    make_superuser,
    renew,
)

pytestmark = pytest.mark.django_db


def look(*urls: str) -> dict[str, tuple[str, str, str]]:
    """Look these addresses up; return verdict, reason and suggestion of each."""
    for url in urls:
        target = target_of(url)
        assert target is not None
        assert target.place is not Place.WEB
        Address(url=target.url, place=target.place).save()
    internal.check()
    return {row.url: (row.verdict, row.reason, row.suggestion) for row in Address.objects.all()}


GOOD = (Verdict.GOOD, Reason.NONE, "")
NO_PAGE = (Verdict.BROKEN, Reason.NO_PAGE, "")
NO_FILE = (Verdict.BROKEN, Reason.NO_FILE, "")


def test_pages_are_there_or_not():
    live, draft = make_article(), make_article(State.DRAFT)
    page, withdrawn = make_page(), make_article(State.WITHDRAWN)
    category = make_category()
    there = ["/", f"{live.get_absolute_url()}?trang=2"]
    there += [each.get_absolute_url() for each in (page, category)]
    gone = ["/khong-co/", "/bai-999999999999.html", "/trang/khong-co/"]
    gone += [each.get_absolute_url() for each in (draft, withdrawn)]
    assert look(*there, *gone) == dict.fromkeys(there, GOOD) | dict.fromkeys(gone, NO_PAGE)


def test_what_was_renamed_moved_or_replaced_is_suggested():
    article, page, replaced = make_article(), make_page(), make_article()
    category = make_category("Cũ")
    old = [each.get_absolute_url() for each in (article, page, category)]
    for item in (article, page):
        item.slug = "ten-moi"
        renew(item)
    category = Category.objects.get(pk=category.pk)
    category.slug = "chuyen-muc-moi"
    category.save()
    actions.withdraw(replaced, by=make_superuser(), reason="Có bản mới.", replacement=old[0])
    found = look(*old, replaced.get_absolute_url())
    now = [each.get_absolute_url() for each in (article, page, category)]
    for before, after in zip(old, now, strict=True):
        assert found[before] == (Verdict.MOVED, Reason.RENAMED, after)
    at = replaced.get_absolute_url()
    assert found[at] == (Verdict.MOVED, Reason.REPLACED, old[0])


def test_a_page_that_goes_is_broken_with_the_next_run_and_good_again_when_it_is_back():
    article = make_article()
    url = article.get_absolute_url()
    assert look(url) == {url: GOOD}
    actions.withdraw(article, by=make_superuser(), reason="Sai số liệu.")
    assert look() == {url: NO_PAGE}
    assert Address.objects.get().since is not None
    actions.publish(article, by=make_superuser())
    assert look() == {url: GOOD}
    assert Address.objects.get().since is None


def test_files_are_there_or_not(django_assert_num_queries):
    image, document = make_image(), make_document()
    small = image.file.url.replace(".jpg", "-640.webp")
    good = [image.file.url, document.file.url, "/static/css/site.css"]
    bad = ["/media/khong-co.pdf", "/media/../settings.py", "/static/khong-co.css", "/media/"]
    found = look(*good, *bad)
    assert found == dict.fromkeys(good, GOOD) | dict.fromkeys(bad, NO_FILE)
    assert look(small)[small] == GOOD  # made when it is asked for
    default_storage.delete(str(document.file.name))
    assert look()[document.file.url] == GOOD  # believed for a month
    Address.objects.filter(url=document.file.url).update(due_at="2020-01-01T00:00Z")
    assert look()[document.file.url] == NO_FILE


def test_many_pages_cost_a_few_questions_for_each_batch(django_assert_max_num_queries):
    urls = [make_article(category=Category.objects.first()).get_absolute_url() for _ in range(12)]
    with django_assert_max_num_queries(60):
        assert set(look(*urls).values()) == {GOOD}
    with django_assert_max_num_queries(6):
        look()
