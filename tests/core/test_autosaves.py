"""Keeping what is typed: for a month, for its owner, as a list of one's own."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.http import QueryDict
from django.urls import reverse

from news.models import Article
from portal.core.content import State
from portal.core.drafts import autosaves, presence
from portal.core.drafts.models import Autosave, Presence
from tests.factories import make_article, make_superuser

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 20, 2, 0, tzinfo=UTC)
WINDOWS = [letter * 32 for letter in "abcdef"]


def keep(user, window=WINDOWS[0], item=None, **fields):
    sent = QueryDict(mutable=True)
    sent.update({"title": "Chữ gõ dở", **fields})
    return autosaves.store(user, Article, item and item.pk, window, sent)


def test_what_nobody_comes_back_for_is_forgotten_after_thirty_days():
    user = make_superuser()
    with time_machine.travel(NOW, tick=False):
        keep(user)
    with time_machine.travel(NOW + timedelta(days=30, seconds=1), tick=False):
        keep(user, WINDOWS[1])
    assert [row.window for row in Autosave.objects.all()] == [WINDOWS[1]]


def test_the_list_of_ones_own_leads_to_the_forms():
    user, item, gone = make_superuser(), make_article(State.DRAFT), make_article(State.DRAFT)
    keep(make_superuser(), WINDOWS[0], item)
    keep(user, WINDOWS[1], item)
    keep(user, WINDOWS[2], title="")
    keep(user, WINDOWS[3], gone)
    keep(user, WINDOWS[4])
    autosaves.close(user, Article, WINDOWS[4])
    gone.delete()
    change, add = reverse("admin:news_article_change", args=[item.pk]), "admin:news_article_add"
    assert [(draft.title, draft.url) for draft in autosaves.mine(user)] == [
        ("Chữ gõ dở", f"{reverse(add)}?khoi-phuc={WINDOWS[3]}"),
        ("(chưa có tiêu đề)", f"{reverse(add)}?khoi-phuc={WINDOWS[2]}"),
        ("Chữ gõ dở", f"{change}?khoi-phuc={WINDOWS[1]}"),
    ]


def test_the_list_costs_one_query_and_one_for_each_type(django_assert_num_queries):
    user = make_superuser()
    for window in WINDOWS:
        keep(user, window, make_article(State.DRAFT))
    with django_assert_num_queries(2):
        assert len(autosaves.mine(user)) == len(WINDOWS)


def test_a_window_that_goes_on_with_the_text_of_another_ends_it_when_saved():
    user = make_superuser()
    keep(user)
    autosaves.close(user, Article, WINDOWS[1], continued=WINDOWS[0])
    assert autosaves.mine(user) == []


def test_what_was_thrown_away_in_one_window_may_be_kept_again_by_it():
    """It is still open somewhere, and somebody types on."""
    user = make_superuser()
    keep(user)
    autosaves.discard(user, WINDOWS[0])
    assert keep(user)


def test_a_nul_from_the_clipboard_costs_only_itself():
    user = make_superuser()
    keep(user, title="Họp\x00 dân", body="<p>a\x00b</p>")
    row = Autosave.objects.get()
    assert (row.title, row.fields["body"]) == ("Họp dân", ["<p>ab</p>"])


@pytest.mark.parametrize("name", ["", None, "A" * 32, "a" * 31, "a" * 33, "../" + "a" * 29])
def test_a_window_has_a_name_of_the_form_that_forms_give(name):
    assert autosaves.window_of(name) == ""
    assert autosaves.window_of(autosaves.new_window())


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["Lan"], "Lan"),
        (["Lan", "Hùng"], "Lan và Hùng"),
        (["Lan", "Hùng", "Mai"], "Lan, Hùng và Mai"),
        (["Lan", "Hùng", "Mai", "Nam", "Hoa"], "Lan, Hùng, Mai và 2 người nữa"),
    ],
)
def test_people_are_named_as_one_speaks(names, words):
    assert presence.in_words(names) == words


def test_marks_of_windows_that_never_said_goodbye_go_after_a_day():
    lan, item = make_superuser(), make_article(State.DRAFT)
    with time_machine.travel(NOW, tick=False):
        presence.note(lan, item)
    with time_machine.travel(NOW + timedelta(days=1, seconds=1), tick=False):
        presence.leave(make_superuser(), item)
    assert not Presence.objects.exists()
