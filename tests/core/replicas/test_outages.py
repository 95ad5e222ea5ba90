"""Nobody notices that a database is gone while there is another one."""

from typing import Any

import pytest
from django.db import connections
from django.test import Client

from tests.core.replicas.acts import primary_gone, publish
from tests.replication import Pair

pytestmark = [pytest.mark.django_db, pytest.mark.only_database("postgres")]


def test_no_request_fails_when_the_replica_dies_between_two(get, pair: Pair):
    address = publish("Tiêm chủng mở rộng")
    pair.wait_for_standby()
    assert get(address)[1] == {"replica0"}
    pair.kill_standby()
    for path in (address, "/", address):
        answer, asked = get(path)
        assert (answer.status_code, "default" in asked) == (200, True)
    pair.start_standby()
    pair.wait_for_standby()
    assert get(address)[1] == {"replica0"}


def test_no_request_fails_when_the_replica_dies_in_the_middle_of_a_page(get, pair: Pair):
    address = publish("Đại hội thể dục thể thao")
    pair.wait_for_standby()
    seen = 0

    def kill_it(execute: Any, *rest: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == 3:
            pair.kill_standby()
        return execute(*rest)

    with connections["replica0"].execute_wrapper(kill_it):
        answer, asked = get(address)
    assert answer.status_code == 200
    assert asked == {"replica0", "default"}
    assert "Đại hội thể dục thể thao" in answer.content.decode()
    pair.start_standby()


def test_readers_are_served_while_the_primary_is_gone(get, pair: Pair, stored_pages):
    address = publish("Hội làng")
    pair.wait_for_standby()
    with primary_gone():
        answer, asked = get(address)
    assert (answer.status_code, asked) == (200, {"replica0"})


def test_a_replica_that_lacks_the_newest_is_better_than_no_page_but_nobody_keeps_it(
    get, pair: Pair, stored_pages
):
    pair.pause()
    try:
        publish("Đêm nhạc bên sông")
        with primary_gone():
            answer, asked = get("/")
            assert (answer.status_code, asked) == (200, {"replica0"})
            assert answer["Cache-Control"] == "no-store"
            assert "Đêm nhạc bên sông" not in answer.text
        assert "Đêm nhạc bên sông" in get("/")[0].text
    finally:
        pair.resume()


def test_with_no_database_at_all_it_is_an_error_and_no_endless_round(get, pair: Pair):
    pair.kill_standby()
    with primary_gone():
        answer, _ = get("/", Client(raise_request_exception=False))
    assert answer.status_code == 500
    pair.start_standby()
