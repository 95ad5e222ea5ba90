"""The index follows what it is made of, and is made right where it is not."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from news.models import Article
from portal.core.content import State
from portal.core.search import full_text, healing, upkeep
from portal.core.search.models import SearchEntry
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_document,
    make_tag,
    renew,
)
from tests.searching import found

pytestmark = pytest.mark.django_db


def check() -> str:
    output = StringIO()
    call_command("reindex", "--check", stdout=output)
    return output.getvalue()


@pytest.fixture
def article() -> Article:
    """An article with everything that it can be found by."""
    return make_article(
        category=make_category("Chuyện phố"),
        authors=(make_author("Trần Văn Khải"),),
        tags=(make_tag("điện gió"),),
    )


def test_a_renamed_category_is_found_by_its_new_name(
    article: Article, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        article.category.name = "Đời sống"
        article.category.save()
    assert (found("đời sống"), found("chuyện phố")) == ([article.pk], [])


def test_a_renamed_author_is_found_by_the_new_name(
    article: Article, django_capture_on_commit_callbacks
):
    author = article.byline_authors[0]
    with django_capture_on_commit_callbacks(execute=True):
        author.pen_name = "Minh Quang"
        author.save()
    assert (found("minh quang"), found("khải")) == ([article.pk], [])


def test_a_renamed_tag_is_found_by_its_new_name(
    article: Article, django_capture_on_commit_callbacks
):
    tag = article.tag_list[0]
    with django_capture_on_commit_callbacks(execute=True):
        tag.name = "điện mặt trời"
        tag.save()
    assert (found("mặt trời"), found("điện gió")) == ([article.pk], [])


def test_a_renamed_document_is_found_by_its_new_name(
    article: Article, django_capture_on_commit_callbacks
):
    document = make_document("Tờ khai")
    article.attachments.create(document=document)
    renew(article)
    with django_capture_on_commit_callbacks(execute=True):
        document.title = "Mẫu đơn"
        document.save()
    assert (found("mẫu đơn"), found("tờ khai")) == ([article.pk], [])


def test_what_does_not_touch_a_name_writes_nothing(
    article: Article, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        article.category.description = "Chuyện ở phố."
        article.category.save()
        article.byline_authors[0].save()
    assert callbacks == []


def test_until_its_words_are_written_anew_an_entry_is_known_to_be_wrong(article: Article):
    article.category.name = "Đời sống"
    article.category.save()
    with pytest.raises(CommandError, match="lệch với nội dung ở 1 mục"):
        check()
    assert healing.heal() == 1
    assert "đúng với nội dung" in check()


def test_healing_goes_on_with_what_another_process_has_left(
    article: Article, django_capture_on_commit_callbacks
):
    SearchEntry.objects.update(digest="", words="sai")
    with django_capture_on_commit_callbacks(execute=True):
        make_article(by=article.created_by, category=article.category)
    assert found("sai") == []
    assert "đúng với nội dung" in check()


def test_healing_does_a_little_at_a_time(article: Article):
    for _ in range(2):
        make_article(by=article.created_by, category=article.category)
    SearchEntry.objects.update(digest="")
    assert [healing.heal(2), healing.heal(2), healing.heal(2)] == [2, 1, 0]


def test_healing_drops_the_entry_of_an_item_that_is_gone(article: Article):
    SearchEntry.objects.update(digest="", object_id=987_654)
    assert [healing.heal(), healing.heal()] == [1, 0]
    assert not SearchEntry.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"digest": "khác"},
        {"status": "withdrawn"},
        {"published_at": None, "status": "draft"},
        {"filed_under": 5},
        {"object_id": 987_654},
    ],
    ids=lambda change: ", ".join(change),
)
def test_every_kind_of_difference_is_found_and_mended(article: Article, change: dict[str, object]):
    SearchEntry.objects.update(**change)
    with pytest.raises(CommandError, match="manage.py reindex"):
        check()
    call_command("reindex", verbosity=0, stdout=StringIO())
    assert "đúng với nội dung" in check()


def test_a_missing_entry_is_a_difference(article: Article):
    SearchEntry.objects.all().delete()
    assert upkeep.differences() == 1


def test_what_is_right_is_not_written_again(article: Article):
    output = StringIO()
    call_command("reindex", stdout=output)
    assert "đã ghi 0 mục" in output.getvalue()
    call_command("reindex", "--all", stdout=output)
    assert "đã ghi 1 mục" in output.getvalue()


def test_a_full_text_table_that_has_lost_words_is_noticed_and_made_anew(article: Article):
    if connection.vendor == "postgresql":
        assert full_text.is_sound()  # PostgreSQL keeps its index by itself
        return
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_words (search_words) VALUES ('delete-all')")
    assert found("chuyện phố") == []
    with pytest.raises(CommandError, match="Bảng toàn văn"):
        check()
    call_command("reindex", stdout=StringIO())
    assert found("chuyện phố") == [article.pk]
    assert "đúng với nội dung" in check()


def test_triggers_that_a_rebuilt_table_has_lost_are_made_again(article: Article):
    full_text.remove()
    full_text.ensure()
    full_text.rebuild()
    other = make_article(State.LIVE, title="Thêm một tin", by=article.created_by)
    assert found("thêm một tin") == [other.pk]
    assert found("chuyện phố") == [article.pk]


def test_after_an_update_that_emptied_it_the_index_is_written_by_itself(article: Article):
    SearchEntry.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert found("chuyện phố") == [article.pk]
