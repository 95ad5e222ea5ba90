"""Where each address stands is known of all that readers see, and read again when it changes."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from news.models import Article
from portal.core.content import State
from portal.core.identity.models import Identity
from portal.core.linkcheck import reading
from portal.core.linkcheck.models import Address, LinkUse, ReadItem
from portal.core.linkcheck.verdicts import Verdict
from portal.core.workflow import actions
from portal.front.models import TaskLink
from tests.factories import (
    make_article,
    make_document,
    make_image,
    make_page,
    make_superuser,
    renew,
)

pytestmark = pytest.mark.django_db

LINK = '<p><a href="https://khac.example/{}">Xem</a></p>'


def urls() -> set[str]:
    return set(Address.objects.values_list("url", flat=True))


@pytest.fixture(autouse=True)
def no_tiles() -> None:
    TaskLink.objects.all().delete()


def test_links_are_read_from_all_that_is_public_and_from_nothing_else():
    make_article(body=LINK.format("bai"), source_url="https://nguon.example/", source_name="Báo")
    make_page(body=LINK.format("trang"))
    make_article(State.DRAFT, body=LINK.format("nhap"))
    make_article(State.WITHDRAWN, body=LINK.format("go"))
    make_article(State.EXPIRED, body=LINK.format("het"))
    assert reading.read_changed() == 2
    assert urls() == {
        "https://khac.example/bai",
        "https://khac.example/trang",
        "https://nguon.example/",
    }


def test_files_tiles_and_settings_are_read_as_well():
    image, document = make_image(), make_document()
    make_article(lead_image=image)
    article = make_article(body="<p>Không có đường dẫn.</p>")
    article.set_documents([document.pk])
    TaskLink.objects.create(label="Nộp hồ sơ", url="/nop-ho-so/")
    Identity.objects.update_or_create(
        defaults={
            "notice_url": "https://nghi.example/",
            "social_links": "Zalo https://zalo.example/minhgiang\nYouTube: https://phim.example/",
        }
    )
    reading.read_changed()
    expected = {image.file.url, document.file.url, "/nop-ho-so/", "https://nghi.example/"}
    expected |= {"https://zalo.example/minhgiang", "https://phim.example/"}
    assert urls() == expected
    TaskLink.objects.all().delete()
    reading.read_changed()
    assert urls() == expected - {"/nop-ho-so/"}


def test_what_has_not_changed_is_not_read_again(monkeypatch):
    first, _second = (make_article(body=LINK.format(number)) for number in "12")
    assert reading.read_changed() == 2
    uses = set(LinkUse.objects.values_list("pk", flat=True))
    assert reading.read_changed() == 0
    first.note = "Đã gọi hỏi."
    renew(first)
    assert reading.read_changed() == 1
    assert set(LinkUse.objects.values_list("pk", flat=True)) == uses  # what stays is left alone
    first.body = LINK.format("moi")
    renew(first)
    reading.read_changed()
    assert urls() == {"https://khac.example/moi", "https://khac.example/2"}
    monkeypatch.setattr(reading, "RULES", 2)
    assert reading.read_changed() == 2
    assert reading.read_changed(anew=True) == 2


def test_the_clock_brings_items_in_and_takes_them_out():
    article = make_article(State.SCHEDULED, body=LINK.format("hen"))
    assert reading.read_changed() == 0
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert reading.read_changed() == 1
    Article.objects.filter(pk=article.pk).update(expires_at=timezone.now() + timedelta(days=3))
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        reading.read_changed()
    assert urls() == set()
    assert not LinkUse.objects.exists()
    assert not ReadItem.objects.exists()


def test_the_address_of_many_items_is_one_row(django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr(reading, "BATCH", 3)
    articles = [make_article(body=LINK.format("chung")) for _ in range(7)]
    with django_assert_max_num_queries(120):
        reading.read_changed()
    assert Address.objects.get().uses.count() == len(articles)


def test_a_run_that_was_stopped_goes_on_where_it_was(monkeypatch):
    monkeypatch.setattr(reading, "BATCH", 2)
    for number in range(5):
        make_article(body=LINK.format(number))

    def stop(seen: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reading.read_changed(stop)
    assert reading.read_changed() == 3
    assert len(urls()) == 5


def test_what_is_corrected_or_withdrawn_leaves_the_report_at_once(
    django_capture_on_commit_callbacks,
):
    first, second, good = (make_article(body=LINK.format(number)) for number in "123")
    reading.read_changed()
    Address.objects.exclude(url__endswith="3").update(verdict=Verdict.BROKEN)
    with django_capture_on_commit_callbacks(execute=True):
        first.body = LINK.format("moi")
        renew(first)
        actions.withdraw(second, by=make_superuser(), reason="Sai số liệu.")
        good.body = LINK.format("sau")
        renew(good)
    standing = {use.address.url for use in LinkUse.objects.select_related("address")}
    # What was good is read with the next run.
    assert standing == {"https://khac.example/moi", "https://khac.example/3"}
