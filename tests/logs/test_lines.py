"""One line for each event, with the name of its request."""

import io
import json
import logging
from typing import Any

import pytest
from django.test import Client, RequestFactory

from portal.core.logs.formatting import LineFormatter, RequestFilter
from portal.core.logs.request_ids import request_id
from portal.core.logs.scrubbing import scrub

GIVEN = "0123456789abcdef0123456789abcdef"


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("told", "address", "is_kept"),
    [
        (GIVEN, "127.0.0.1", True),
        ("01234567-89ab-cdef-0123-456789abcdef", "", True),
        (GIVEN, "203.0.113.9", False),
        ("short", "127.0.0.1", False),
        (GIVEN + "\n{}", "127.0.0.1", False),
        ("x" * 65, "127.0.0.1", False),
        ("a" * 20 + '"', "127.0.0.1", False),
        ("", "127.0.0.1", False),
    ],
)
def test_only_our_own_web_server_names_a_request(told: str, address: str, is_kept: bool):
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.META["HTTP_X_REQUEST_ID"] = told
    assert (request_id(request) == told) == is_kept
    assert len(request_id(request)) >= 32


@pytest.mark.django_db
@pytest.mark.any_database("sqlite")
def test_all_lines_of_a_request_and_its_answer_have_one_name(client: Client, log):
    answer = client.get("/khong-co/", {"q": "mật"}, headers={"X-Request-Id": GIVEN})
    assert answer["X-Request-Id"] == GIVEN
    access, refused = lines(log)
    assert {refused["request_id"], access["request_id"]} == {GIVEN}
    assert (refused["message"], refused["level"]) == ("Not Found: -", "warning")
    answer = client.get("/gioi-thieu-khong-co-1.html")
    assert lines(log)[-1]["request_id"] == answer["X-Request-Id"] != GIVEN


def test_a_request_that_was_refused_leaves_one_line_and_no_stack(client: Client, log):
    assert client.get("/", {"q": "\x00"}).status_code == 400
    refused = next(line for line in lines(log) if line["logger"] == "django.request")
    assert refused["level"] == "warning"
    assert "error" not in refused


@pytest.mark.django_db
@pytest.mark.any_database("sqlite")
def test_an_access_record_says_what_was_asked_and_how_long_it_took(client: Client, log):
    client.get("/tim-kiem/", {"q": "khai sinh"})
    record = lines(log)[-1]
    assert record["logger"] == "portal.access"
    assert (record["method"], record["path"], record["status"]) == ("GET", "/tim-kiem/", 200)
    assert record["ms"] > 0
    assert record.keys() == {
        *("at", "level", "logger", "message", "request_id"),
        *("method", "path", "status", "ms"),
    }


@pytest.mark.django_db
@pytest.mark.any_database("sqlite")
def test_the_page_store_answers_without_a_record_and_without_a_strangers_name(
    log, settings, tmp_path
):
    from portal.core.pagecache import stores

    settings.PAGE_CACHE, settings.PAGE_CACHE_DIR = True, tmp_path
    stores.store.cache_clear()
    browser = Client()
    not_stored = browser.get("/gioi-thieu-khong-co/")
    made = browser.get("/")
    count = len(lines(log))
    stored = browser.get("/")
    stores.store.cache_clear()
    assert (made["X-Cache"], stored["X-Cache"]) == ("miss", "hit")
    assert not made.has_header("X-Request-Id")
    assert not stored.has_header("X-Request-Id")
    assert not_stored.has_header("X-Request-Id")
    assert len(lines(log)) == count


def test_a_line_for_people_names_its_request_and_scrubs_the_stack():
    formatter = LineFormatter("{levelname} {request_id} {name}: {message}", style="{")
    words = "\n".join(["Key (email)=(an@minhgiang.example)", "DETAIL: Nguyễn Văn An, 1990"])
    try:
        raise ValueError(words)
    except ValueError as error:
        exc_info = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("x", 40, "", 1, "Hỏng: %s", ("an@b.vn",), exc_info)
    RequestFilter().filter(record)
    said = formatter.format(record)
    assert said.startswith("ERROR - x: Hỏng: [thư]\nTraceback")
    assert "minhgiang" not in said
    assert "Nguyễn" not in said


@pytest.mark.parametrize(
    ("text", "scrubbed"),
    [
        ("gửi tới an@minhgiang.example: 550", "gửi tới [thư]: 550"),
        ("từ 203.0.113.9 và 2001:db8::1.", "từ [địa chỉ] và [địa chỉ]."),
        ("gọi 0912345678, +84912345678, 001190012345", "gọi [số], [số], [số]"),
        ("/tim-kiem/?q=bí+mật HTTP", "/tim-kiem/?- HTTP"),
        ("sessionid=abcdefghijklmnopqrstuvwxyz012345", "sessionid=[mã]"),
        ("xem-truoc/Zk3_aB9xQ-Zk3_aB9xQ-Zk3_aB9xQ-Zk3x/", "xem-truoc/[mã]/"),
        (
            "lúc 16:05:20 ngày 20/5/2026, Django 5.2.19",
            "lúc 16:05:20 ngày 20/5/2026, Django 5.2.19",
        ),
        ("/le-hoi-cong-lang-nam-2026-va-rat-dai-them-123.html", None),
        ("portal.core.pagecache.stores::files.py:176", None),
        ("Listening at: http://127.0.0.1:8000", None),
    ],
)
def test_what_may_be_about_a_person_is_taken_out(text: str, scrubbed: str | None):
    assert scrub(text) == (text if scrubbed is None else scrubbed)
