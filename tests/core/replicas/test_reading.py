"""Public pages are read from a replica, everything else from the primary."""

import pytest
from django.db import connections, transaction
from django.db.utils import InternalError
from django.test import Client
from django.urls import reverse

from portal.core.replicas import reading
from tests.core.replicas.acts import publish
from tests.factories import make_article, make_superuser
from tests.replication import Pair

pytestmark = [pytest.mark.django_db, pytest.mark.only_database("postgres")]


def test_readers_are_served_by_the_replica(get, pair: Pair):
    address = publish("Khởi công cầu Bạch Sa")
    pair.wait_for_standby()
    for path in (address, "/", reverse("front:search") + "?q=cau", "/sitemap.xml"):
        answer, asked = get(path)
        assert (path, answer.status_code, asked) == (path, 200, {"replica0"})


def test_the_desk_and_whoever_is_signed_in_read_from_the_primary(get):
    address = publish("Lịch tiếp công dân")
    client = Client()
    client.force_login(make_superuser())
    for path in (address, reverse("admin:index")):
        answer, asked = get(path, client)
        assert (answer.status_code, asked) == (200, {"default"})
    answer, asked = get(reverse("preview:shared", args=["khong-co"]))
    assert (answer.status_code, asked) == (404, {"default"})


def test_what_is_published_is_seen_at_once_though_the_replica_lags(get, pair: Pair):
    pair.pause()
    try:
        address = publish("Thông báo cắt nước")
        answer, asked = get(address)
        assert (answer.status_code, asked) == (200, {"default"})
        assert "Thông báo cắt nước" in get("/")[0].content.decode()
    finally:
        pair.resume()
    pair.wait_for_standby()
    assert get(address)[1] == {"replica0"}


def test_no_page_is_stored_that_was_made_from_what_is_old(get, pair: Pair, stored_pages):
    get("/")
    assert get("/")[1] == set()
    pair.pause()
    try:
        publish("Khánh thành trường mầm non")
        for databases in ({"default"}, set()):  # made, then stored
            answer, asked = get("/")
            assert asked == databases
            assert "Khánh thành trường mầm non" in answer.content.decode()
    finally:
        pair.resume()


def test_nothing_is_written_to_a_replica(pair: Pair):
    with (
        pytest.raises(InternalError, match="read-only"),
        connections["replica0"].cursor() as cursor,
    ):
        cursor.execute("DELETE FROM news_article")


def test_a_page_that_writes_reads_from_the_primary_from_then_on(pair: Pair):
    with reading.from_replicas():
        make_article(title="Tin từ một trang công khai")
        assert reading.reads_from() == "default"


def test_in_a_transaction_everything_is_read_from_the_primary(pair: Pair):
    with reading.from_replicas():
        assert reading.reads_from() == "replica0"
        with transaction.atomic():
            assert reading.reads_from() == "default"
