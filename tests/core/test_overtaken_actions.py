"""Actions on a row that changed after it was read: refused, or done upon what is stored."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from time_machine import travel

from news.models import Article
from portal.core.content import State
from portal.core.search import upkeep
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from tests.factories import make_article, make_superuser

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def chief():
    return make_superuser()


def seen(item: Article) -> Article:
    """Return the row as somebody has it on a page that was opened now."""
    return Article.objects.get(pk=item.pk)


def test_what_was_published_since_is_not_deleted(chief):
    item = make_article(State.SUBMITTED)
    mine = seen(item)
    actions.publish(item, by=chief)
    with pytest.raises(actions.StaleVersion):
        actions.delete(mine, by=chief)
    assert Article.objects.get().is_live()


def test_what_a_colleague_wrote_since_is_not_deleted(chief):
    item = make_article(State.DRAFT)
    mine = seen(item)
    actions.save(item, by=chief)
    with pytest.raises(actions.StaleVersion):
        actions.delete(mine, by=chief)


@pytest.mark.parametrize("again", [actions.save, actions.submit, actions.delete])
def test_what_a_colleague_deleted_is_gone(chief, again):
    item = make_article(State.DRAFT)
    mine = seen(item)
    actions.delete(item, by=chief)
    with pytest.raises(actions.StaleVersion):
        again(mine, by=chief)


def test_a_working_copy_holds_the_text_that_is_stored_not_the_one_that_was_seen(chief):
    item = make_article(title="Cũ")
    mine = seen(item)
    copy = actions.revise(item, by=make_superuser())
    copy.title = "Mới"
    actions.publish(copy, by=chief)
    assert actions.revise(mine, by=chief).title == "Mới"


def test_what_was_withdrawn_since_gets_no_working_copy(chief):
    item = make_article()
    mine = seen(item)
    actions.withdraw(item, by=chief, reason="Sai.")
    with pytest.raises(PermissionDenied):
        actions.revise(mine, by=chief)


def test_an_old_text_is_not_put_into_the_working_copy_that_a_colleague_opened_since(chief):
    item = make_article(title="Cũ")
    mine, revision = seen(item), Revision.objects.of(item)[0]
    copy = actions.revise(item, by=make_superuser())
    copy.title = "Của đồng nghiệp"
    actions.save(copy, by=copy.created_by)
    with pytest.raises(actions.StaleVersion):
        actions.restore(mine, revision, by=chief)
    assert Article.objects.get(copy_of=item).title == "Của đồng nghiệp"


def test_a_working_copy_follows_its_item_to_another_time(chief):
    item = make_article(State.SCHEDULED)
    copy = actions.revise(item, by=make_superuser())
    later = timezone.now() + 3 * DAY
    actions.schedule(seen(item), by=chief, at=later)
    with pytest.raises(actions.StaleVersion):
        actions.publish(copy, by=chief)  # on a page that still showed the old time
    actions.publish(seen(copy), by=chief)
    assert Article.objects.get().published_at == later


def test_a_copy_with_a_time_ahead_does_not_take_from_readers_what_has_appeared_since(chief):
    item = make_article(State.SCHEDULED)
    copy = actions.revise(item, by=make_superuser())
    appears = timezone.now() + DAY
    copy.published_at = appears + 2 * DAY
    actions.save(copy, by=copy.created_by)
    with travel(appears + timedelta(hours=1), tick=False):
        with pytest.raises(ValidationError, match="đã hiện trên cổng"):
            actions.publish(seen(copy), by=chief)
        assert seen(item).is_live()


def test_a_working_copy_is_not_deleted_along_with_its_item(chief):
    item = make_article(State.SCHEDULED)
    copy = actions.revise(item, by=make_superuser())
    actions.withdraw(seen(item), by=chief, reason="Chưa đăng.")
    with pytest.raises(PermissionDenied):
        actions.delete(seen(item), by=chief)
    actions.delete(copy, by=chief)
    actions.delete(seen(item), by=chief)
    assert upkeep.differences() == 0
