"""What readers are told of an important change, and when they are told nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from news.models import Article
from portal.core.content import State
from portal.core.corrections import NOTE_MAX_LENGTH
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from tests.factories import make_article, make_page, make_superuser, renew
from tests.news.desk_forms import Form, assert_refused, page, send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

NOTE = "Số hộ đúng là 46, không phải 64."


def revised(article: Article) -> Article:
    """Return the working copy of a published article."""
    return actions.revise(article, by=make_superuser())


def test_a_noted_change_moves_the_date_and_is_told():
    article = make_article()
    with time_machine.travel(timezone.now(), tick=False):
        renew(article, note=NOTE)
        stored = Article.objects.get()
        assert stored.revised_at == timezone.now()
        assert [(c.at, c.note) for c in stored.corrections] == [(timezone.now(), NOTE)]
    assert Revision.objects.of(article)[0].reason == NOTE


def test_a_small_change_does_neither():
    article = make_article()
    article.title = "Sửa một lỗi chính tả"
    renew(article)
    stored = Article.objects.get()
    assert stored.title == "Sửa một lỗi chính tả"
    assert stored.revised_at is None
    assert stored.corrections == []


def test_the_last_change_stands_first():
    article = make_article()
    for note in ("Một.", "Hai."):
        renew(article, note=note)
    assert [c.note for c in Article.objects.get().corrections] == ["Hai.", "Một."]


@pytest.mark.parametrize("state", [State.SCHEDULED, State.EXPIRED])
def test_readers_are_told_of_nothing_that_they_cannot_see(state):
    renew(make_article(state), note=NOTE)
    assert Article.objects.get().corrections == []


def test_a_note_of_many_lines_and_spaces_is_one_line():
    renew(make_article(), note="Số hộ \n đúng   là 46.")
    assert [c.note for c in Article.objects.get().corrections] == ["Số hộ đúng là 46."]


def test_too_long_a_note_is_refused():
    with pytest.raises(ValidationError):
        renew(make_article(), note="x" * (NOTE_MAX_LENGTH + 1))
    assert Article.objects.get(copy_of=None).corrections == []


def test_the_page_says_when_and_what(client):
    published = timezone.now() - timedelta(days=3)
    article = make_article(at=published)
    with time_machine.travel("2026-05-24T02:00:00+00:00", tick=False):
        Article.objects.update(published_at=timezone.now() - timedelta(days=3))
        article.refresh_from_db()
        renew(article, note="Sai <b>tên</b>.")
        text = client.get(article.get_absolute_url()).text
    assert "Cập nhật: <time" in text
    assert "24/5/2026, 09:00</time>: Sai &lt;b&gt;tên&lt;/b&gt;." in text
    assert '"dateModified": "2026-05-24T09:00:00+07:00"' in text
    assert 'property="article:modified_time" content="2026-05-24T09:00:00+07:00"' in text


def test_nothing_is_said_of_an_article_that_was_not_corrected(client):
    text = client.get(make_article().get_absolute_url()).text
    assert "Cập nhật:" not in text
    assert "dateModified" not in text
    assert "Đính chính" not in text


@pytest.mark.every_database
def test_feed_and_site_map_know_the_date(client):
    article = make_article(at=timezone.now() - timedelta(days=3))
    with time_machine.travel("2027-01-24T02:00:00+00:00", tick=False):
        renew(article, note=NOTE)
        moments = {"atom": "T02:00:00+00:00", "json-feed": "T09:00:00+07:00"}
        for name, moment in moments.items():
            assert f"2027-01-24{moment}" in client.get(reverse(f"front:{name}")).text
        parts = client.get(reverse("front:sitemap-section", args=["tin-0"])).text
        assert "<lastmod>2027-01-24T09:00:00+07:00</lastmod>" in parts


def test_standing_pages_have_it_too(client):
    standing = make_page()
    renew(standing, note=NOTE)
    assert NOTE in client.get(standing.get_absolute_url()).text


def test_the_desk_asks_only_where_readers_have_seen_the_item(sign_in):
    desk = sign_in(make_superuser())
    live, ahead = (revised(make_article(state)) for state in (State.LIVE, State.SCHEDULED))
    assert "correction" in Form(desk.get(page("news_article", live.pk))).values
    assert "correction" not in Form(desk.get(page("news_article", ahead.pk))).values
    draft = make_article(State.DRAFT)
    assert "correction" not in Form(desk.get(page("news_article", draft.pk))).values
    assert "correction" not in Form(desk.get(page("news_article"))).values


def test_what_is_typed_at_the_desk_reaches_the_page(sign_in, client):
    article = make_article()
    url = page("news_article", revised(article).pk)
    answer = send(sign_in(make_superuser()), url, correction=NOTE, _transition="publish")
    assert answer.status_code == 302
    assert NOTE in client.get(article.get_absolute_url()).text


def test_too_long_a_note_is_said_at_the_field(sign_in):
    url = page("news_article", revised(make_article()).pk)
    answer = send(sign_in(make_superuser()), url, correction="ơ" * (NOTE_MAX_LENGTH + 1))
    assert_refused(answer, "correction")
