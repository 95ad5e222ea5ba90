"""A published item is edited, reviewed and approved while readers go on seeing the old text."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.content import State, Status
from portal.core.search.models import SearchEntry
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_document,
    make_page,
    make_superuser,
    make_tag,
    make_user,
)
from tests.searching import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def live() -> Article:
    """A published article with something of everything."""
    item = make_article(
        title="Khởi công cầu", authors=(make_author("An"), make_author("Bình")), tags=(make_tag(),)
    )
    item.further_categories.set([make_category()])
    item.set_documents([make_document().pk])
    return item


def revised(item: Article, **fields: object) -> Article:
    """Return the working copy of `item`, with these fields changed and saved."""
    writer = make_superuser()
    copy = actions.revise(item, by=writer)
    for name, value in fields.items():
        setattr(copy, name, value)
    actions.save(copy, by=writer)
    return copy


def test_a_working_copy_has_all_that_the_item_has(live):
    copy = actions.revise(live, by=make_superuser())
    assert copy.snapshot() == Article.objects.get(pk=live.pk).snapshot()
    assert copy.state() is State.DRAFT


def test_readers_see_the_old_text_until_the_copy_is_approved(live, client):
    copy = revised(live, title="Thông xe cầu")
    actions.submit(copy, by=make_superuser())
    assert "Khởi công cầu" in client.get(live.get_absolute_url()).text
    actions.publish(copy, by=make_superuser())
    text = client.get(live.get_absolute_url()).text
    assert "Thông xe cầu" in text
    assert "Khởi công cầu" not in text


def test_there_is_one_copy_whoever_asks(live):
    first = actions.revise(live, by=make_superuser())
    assert actions.revise(live, by=make_superuser()) == first


def test_a_copy_that_took_its_place_is_gone_with_all_that_hung_on_it(live):
    copy = revised(live)
    actions.publish(copy, by=make_superuser())
    assert Article.objects.count() == 1
    assert copy.became == live
    assert SearchEntry.objects.of_type(Article).count() == 1


def test_what_hangs_on_the_item_goes_over_with_the_text(live):
    writer = make_superuser()
    copy = actions.revise(live, by=writer)
    authors, tag, document = [make_author("Chi")], make_tag("cầu đường"), make_document("Bản vẽ")
    copy.set_authors(authors)
    copy.set_tags([tag])
    copy.set_documents([document.pk])
    copy.further_categories.clear()
    actions.publish(copy, by=make_superuser())
    now = Article.objects.get()
    assert (now.byline_authors, now.tag_list, now.documents) == (authors, [tag], [document])
    assert not now.further_categories.exists()


def test_the_item_keeps_its_number_its_date_and_its_writer(live):
    copy = revised(live, title="Thông xe cầu")
    actions.publish(copy, by=make_superuser())
    now = Article.objects.get()
    assert (now.pk, now.slug, now.published_at) == (live.pk, live.slug, live.published_at)
    assert (now.created_by, now.first_published_at) == (live.created_by, live.first_published_at)


def test_the_history_of_the_copy_is_the_history_of_the_item(live):
    copy = revised(live)
    actions.submit(copy, by=make_superuser())
    actions.publish(copy, by=make_superuser())
    steps = Revision.objects.of(live).values_list("action", "in_copy")[:4]
    assert list(steps) == [
        ("publish", False),
        ("submit", True),
        ("save", True),
        ("revise", True),
    ]
    assert Revision.objects.of(copy).count() == Revision.objects.of(live).count()


def test_versions_count_on_through_the_copy(live):
    copy = revised(live)
    seen = copy.version
    actions.publish(copy, by=make_superuser())
    assert Article.objects.get().version > seen > live.version


def test_a_copy_that_was_saved_since_does_not_take_its_place(live):
    copy = revised(live)
    seen = Article.objects.get(pk=copy.pk)
    copy.title = "Chữ mới hơn"
    actions.save(copy, by=make_superuser())
    with pytest.raises(actions.StaleVersion):
        actions.publish(seen, by=make_superuser())
    assert Article.objects.get(pk=live.pk).title == "Khởi công cầu"
    assert Article.objects.get(pk=copy.pk).title == "Chữ mới hơn"


def test_a_published_row_itself_is_never_edited(live):
    live.title = "Sửa thẳng"
    with pytest.raises(PermissionDenied):
        actions.save(live, by=make_superuser())


@pytest.mark.parametrize("state", [s for s in State if s not in {State.LIVE}])
def test_what_is_not_published_needs_no_copy(state):
    item = make_article(state)
    if item.status == Status.PUBLISHED:
        assert actions.revise(item, by=make_superuser()).is_copy
    else:
        with pytest.raises(PermissionDenied):
            actions.revise(item, by=make_superuser())


def test_a_copy_has_no_copy_and_no_time_of_its_own(live):
    copy = actions.revise(live, by=make_superuser())
    for act in (
        lambda by: actions.revise(copy, by=by),
        lambda by: actions.schedule(copy, by=by, at=timezone.now() + timedelta(days=1)),
        lambda by: actions.withdraw(copy, by=by, reason="Sai."),
    ):
        with pytest.raises(PermissionDenied):
            act(make_superuser())


def test_a_copy_is_never_public_even_for_the_database(live):
    copy = actions.revise(live, by=make_superuser())
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=copy.pk).update(status=Status.PUBLISHED)


def test_a_copy_is_found_on_the_desk_only(live):
    copy = revised(live, title="Thông xe hầm chui")
    assert found("thông xe hầm chui") == [copy.pk]
    assert not SearchEntry.objects.published().filter(object_id=copy.pk).exists()


def test_a_copy_may_be_thrown_away_and_the_item_stays(live, client):
    copy = revised(live, title="Bỏ đi")
    actions.delete(copy, by=make_superuser())
    assert "Khởi công cầu" in client.get(live.get_absolute_url()).text
    assert actions.revise(live, by=make_superuser()).title == "Khởi công cầu"


def test_an_author_proposes_a_change_of_what_is_published():
    category = make_category()
    writer = make_user(AccountRole.CONTRIBUTOR, writes=(category,))
    item = make_article(State.DRAFT, by=writer, category=category)
    actions.publish(item, by=make_superuser())
    copy = actions.revise(item, by=writer)
    actions.submit(copy, by=writer)
    with pytest.raises(PermissionDenied):
        actions.publish(copy, by=writer)


def test_a_withdrawn_item_goes_on_in_its_copy(live):
    copy = revised(live, title="Đã chữa")
    actions.withdraw(live, by=make_superuser(), reason="Sai số liệu.")
    live.title = "Hai nơi cùng sửa"
    with pytest.raises(PermissionDenied):
        actions.save(live, by=make_superuser())
    actions.publish(copy, by=make_superuser())
    assert Article.objects.get().title == "Đã chữa"
    assert Article.objects.get().is_live()


def test_the_copy_of_a_page_keeps_language_and_translation():
    original = make_page(title="Giới thiệu")
    english = make_page(title="About", language="en", twin=original)
    copy = actions.revise(english, by=make_superuser())
    assert (copy.language, copy.twin) == ("en", None)
    actions.publish(copy, by=make_superuser())
    english.refresh_from_db()
    assert english.twin == original


def test_restoring_puts_back_text_and_all_that_hung_on_it(live):
    first = Revision.objects.of(live).last()
    assert first is not None
    article = Article.objects.get(pk=live.pk)
    copy = revised(article, title="Khác", summary="Khác.")
    copy.set_authors([])
    copy.set_tags([])
    actions.publish(copy, by=make_superuser())
    back = actions.restore(Article.objects.get(), first, by=make_superuser())
    assert back.is_copy
    again = Article.objects.get(pk=back.pk)
    assert again.title == "Khởi công cầu"
    assert [author.name for author in again.byline_authors] == ["An", "Bình"]
    assert Revision.objects.of(live)[0].action == "restore"


def test_a_restored_draft_needs_no_copy_and_keeps_its_dates():
    item = make_article(State.DRAFT, title="Một")
    first = Revision.objects.of(item)[0]
    item.title, item.published_at = "Hai", timezone.now()
    actions.save(item, by=make_superuser())
    kept = item.published_at
    assert actions.restore(item, first, by=make_superuser()) == item
    item.refresh_from_db()
    assert (item.title, item.published_at) == ("Một", kept)


def test_what_a_revision_points_to_and_is_gone_is_said_before():
    author = make_author()
    item = make_article(State.DRAFT, authors=(author,))
    first = Revision.objects.of(item)[0]
    item.set_authors([])
    author.delete()
    assert item.gone_from(first.snapshot) == ["tác giả"]
    actions.restore(item, first, by=make_superuser())
    assert Article.objects.get().byline_authors == []
