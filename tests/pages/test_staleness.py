"""A translation that has fallen behind says so, to readers and on the desk."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from portal.core.content import State
from portal.core.workflow import actions
from tests.factories import make_page, make_superuser, renew

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

NOTE = "The Vietnamese version is newer."
START = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture
def pair(clock):
    """A Vietnamese page and its English twin, published at one moment."""
    original = make_page(title="Giới thiệu")
    return original, make_page(title="About", language="en", twin=original)


@pytest.fixture
def rewrite(clock, pair):
    """A function that changes the Vietnamese page an hour later."""

    def change(**fields: object) -> None:
        clock.shift(timedelta(hours=1))
        original = type(pair[0]).objects.get(pk=pair[0].pk)
        for name, value in fields.items():
            setattr(original, name, value)
        renew(original)

    return change


def is_noted(client, pair) -> bool:
    text = client.get(pair[1].get_absolute_url()).content.decode()
    return NOTE in text


def test_a_fresh_translation_has_no_note(client, pair):
    assert not is_noted(client, pair)


@pytest.mark.parametrize("field", ["title", "summary"])
def test_a_translation_of_changed_words_leads_to_them(client, pair, rewrite, field):
    rewrite(**{field: "Chữ mới"})
    text = client.get(pair[1].get_absolute_url()).content.decode()
    note = text.partition(NOTE)[2].partition("</p>")[0]
    assert f'href="{pair[0].get_absolute_url()}" lang="vi"' in note


def test_a_changed_body_counts_and_the_vietnamese_page_itself_says_nothing(client, pair, rewrite):
    rewrite(body="<p>Nội dung mới.</p>")
    assert is_noted(client, pair)
    assert NOTE not in client.get(pair[0].get_absolute_url()).content.decode()


@pytest.mark.parametrize("fields", [{}, {"position": 7}, {"show_in_footer": True}, {"note": "x"}])
def test_what_is_no_word_of_the_page_does_not_count(client, pair, rewrite, fields):
    rewrite(**fields)
    assert not is_noted(client, pair)


def test_publishing_again_is_no_change_of_words(client, clock, pair):
    clock.shift(timedelta(hours=1))
    by = make_superuser()
    actions.withdraw(pair[0], by=by, reason="Xem lại.")
    actions.publish(pair[0], by=by)
    assert not is_noted(client, pair)


def test_saving_the_translation_says_that_somebody_has_compared_them(client, clock, pair, rewrite):
    rewrite(title="Chữ mới")
    clock.shift(timedelta(hours=1))
    renew(pair[1])
    assert not is_noted(client, pair)


def test_a_newer_version_that_readers_may_not_see_is_not_named(client, pair, rewrite):
    rewrite(title="Chữ mới")
    original = type(pair[0]).objects.get(pk=pair[0].pk)
    actions.withdraw(original, by=make_superuser(), reason="Sai.")
    assert not is_noted(client, pair)


def test_the_list_of_the_desk_says_which_page_has_fallen_behind(sign_in, pair, rewrite):
    desk, url = sign_in(make_superuser()), reverse("admin:pages_page_changelist")
    assert "cần cập nhật" not in desk.get(url).content.decode()
    rewrite(title="Chữ mới")
    assert desk.get(url).content.decode().count("cần cập nhật") == 1


def test_a_page_tells_the_day_of_its_last_words_in_its_language(client, pair):
    original, english = (client.get(p.get_absolute_url()).content.decode() for p in pair)
    assert "Cập nhật: 20/5/2026" in original
    assert "Last updated: 20 May 2026" in english


def test_a_draft_original_is_no_newer_version(client, clock):
    original = make_page(State.DRAFT, title="Giới thiệu")
    english = make_page(title="About", language="en", twin=original)
    clock.shift(timedelta(hours=1))
    original.title = "Chữ mới"
    actions.save(original, by=make_superuser())
    assert NOTE not in client.get(english.get_absolute_url()).content.decode()
