"""What nginx keeps for a second, for whom, and what it does when the application is gone."""

import time
from collections.abc import Callable
from itertools import count

import pytest

from tests.deploy.machine import Answer, Machine

pytestmark = pytest.mark.servers

_numbers = count()
SIGNED_IN = {"Cookie": "sessionid=abc"}


def fresh_path() -> str:
    """Return an address that nobody has asked for."""
    return f"/tin-{next(_numbers)}.html"


def say(machine: Machine, words: str) -> None:
    """Change what stands on every page."""
    (machine.data / "words").write_text(words)


def words(answer) -> str:
    return answer.text.split('"words": "')[1].split('"')[0]


def until(machine: Machine, path: str, right: Callable[[Answer], bool]) -> list[Answer]:
    """Return what readers were answered, up to the first answer that is right."""
    answers, end = [machine.ask(path)], time.monotonic() + 20
    while not right(answers[-1]):
        assert time.monotonic() < end, answers[-1]
        time.sleep(0.05)
        answers.append(machine.ask(path))
    return answers


def is_old(answer: Answer) -> bool:
    return answer["X-Micro-Cache"] == "STALE"


def test_a_page_is_kept_for_a_moment_and_then_fresh(machine):
    path = fresh_path()
    first, second = machine.ask(path), machine.ask(path)
    assert (first["X-Micro-Cache"], second["X-Micro-Cache"]) == ("MISS", "HIT")
    assert second.body == first.body
    say(machine, "changed")
    until(machine, path, lambda answer: words(answer) == "changed")


def test_head_and_conditions_are_answered_from_what_is_kept_and_a_part_is_the_whole(machine):
    path = fresh_path()
    head = machine.ask(path, "HEAD")
    whole = machine.ask(path, headers={"Accept-Encoding": "gzip"})
    assert (head.status, head.body, head["Content-Type"]) == (200, b"", whole["Content-Type"])
    assert whole["X-Micro-Cache"] == "HIT"
    known = {"If-None-Match": whole["ETag"], "Accept-Encoding": "gzip"}
    assert machine.ask(path, headers=known).status == 304
    part = machine.ask(path, headers={"Range": "bytes=0-4", "Accept-Encoding": "gzip"})
    assert (part.status, part.body) == (200, whole.body)


def test_one_stored_page_serves_those_who_read_gzip_and_those_who_do_not(machine):
    path = fresh_path()
    zipped = machine.ask(path, headers={"Accept-Encoding": "gzip, br"})
    plain = machine.ask(path)
    assert (zipped["Content-Encoding"], plain["Content-Encoding"]) == ("gzip", "")
    assert plain["X-Micro-Cache"] == "HIT"
    assert plain.text.startswith("<html>")
    assert "Accept-Encoding" in plain["Vary"]


def test_who_is_signed_in_gets_nothing_kept_and_leaves_nothing(machine):
    path = fresh_path()
    machine.ask(path)
    say(machine, "changed")
    answer = machine.ask(path, headers=SIGNED_IN)
    assert (words(answer), answer["X-Micro-Cache"]) == ("changed", "BYPASS")
    assert '"HTTP_COOKIE": "sessionid=abc"' in answer.text
    other = fresh_path()
    machine.ask(other, headers=SIGNED_IN)
    machine.ask(other, headers={"Authorization": "Basic eDp5"})
    assert machine.ask(other)["X-Micro-Cache"] == "MISS"


@pytest.mark.parametrize("path", ["/quan-tri/", "/xem-truoc/abc/", "/bao-loi/"])
def test_private_pages_are_never_kept(machine, path):
    answers = [machine.ask(path) for _ in range(2)]
    assert [answer["X-Micro-Cache"] for answer in answers] == ["", ""]


def test_what_is_sent_by_a_form_is_neither_kept_nor_answered_from_what_is_kept(machine):
    path = fresh_path()
    machine.ask(path)
    answer = machine.ask(path, "POST", body=b"a=1")
    assert '"CONTENT_LENGTH": "3"' in answer.text
    assert "CONTENT_LENGTH" not in machine.ask(path).text


def test_readers_who_chose_how_pages_look_have_pages_of_their_own(machine):
    path = fresh_path()
    machine.ask(path)
    dark = {"Cookie": "a=b; hien-thi=rat-lon.toi; c=d"}
    chosen = machine.ask(path, headers=dark)
    assert chosen["X-Micro-Cache"] == "MISS"
    assert '"HTTP_COOKIE": "hien-thi=rat-lon.toi"' in chosen.text
    assert machine.ask(path, headers=dark)["X-Micro-Cache"] == "HIT"


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-Host": "evil.example"},
        {"X-Forwarded-Proto": "http"},
        {"X-Forwarded-For": "6.6.6.6"},
        {"X-Original-URL": "/evil"},
        {"X-Rewrite-URL": "/evil"},
        {"Forwarded": "host=evil.example"},
        {"X-HTTP-Method-Override": "EVIL"},
        {"Cookie": "evil=1; hien-thi=evil%0d; sessionids=evil"},
        {"Cookie": "hien-thi=.toi; hien-thi=.evil"},
        {"Accept-Encoding": "evil"},
    ],
)
def test_nothing_that_one_reader_sends_is_seen_by_the_next(machine, headers):
    path = fresh_path()
    machine.ask(path, headers=headers)
    told = machine.ask(path).text
    assert "evil" not in told
    assert "6.6.6.6" not in told
    assert '"HTTP_HOST": "minhgiang.example"' in told
    assert '"HTTP_X_FORWARDED_PROTO": "https"' in told
    assert '"HTTP_X_FORWARDED_FOR": "127.0.0.1"' in told


def test_an_unknown_parameter_makes_no_other_page_of_the_one_without_it(machine):
    path = fresh_path()
    machine.ask(f"{path}?utm_source=evil")
    assert "evil" not in machine.ask(path).text


def test_the_name_in_the_request_line_stands_for_the_host(machine):
    with pytest.raises(ConnectionError):
        machine.ask("https://evil.example/")


def test_a_dead_application_leaves_readers_their_pages_and_tells_the_desk(machine):
    seen, unseen = fresh_path(), fresh_path()
    kept = machine.ask(seen)
    machine.kill(machine.release())
    try:
        answers = until(machine, seen, is_old)
        assert {(answer.status, answer.body) for answer in answers} == {(200, kept.body)}
        for path in ("/quan-tri/news/", unseen):
            answer = machine.ask(path)
            assert (answer.status, answer["Retry-After"]) == (503, "60")
            assert "Cổng đang tạm ngừng" in answer.text
        assert machine.ask("/quan-tri/news/", "POST", body=b"a=1").status == 503
        assert machine.ask("/static/css/site.css").status == 200
    finally:
        machine.start(machine.release())
    until(machine, unseen, lambda answer: answer.status == 200)


def test_an_application_that_fails_shows_the_page_before_but_nothing_that_has_gone(machine):
    path, status = fresh_path(), machine.data / "status"
    machine.ask(path)
    status.write_text("500 Broken")
    assert {answer.status for answer in until(machine, path, is_old)} == {200}
    assert machine.ask(fresh_path()).status == 500
    status.write_text("404 Gone")
    until(machine, path, lambda answer: answer.status == 404)
    status.write_text("500 Broken")
    assert {answer.status for answer in until(machine, path, is_old)} == {404}
