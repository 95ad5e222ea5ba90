"""Every step of an item's history can be compared, looked at and gone back to."""

import pytest

from portal.core.content import State
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from tests.contract.stages import on_stages
from tests.core.comparing import marks
from tests.factories import make_superuser

pytestmark = [pytest.mark.django_db, on_stages(State.DRAFT, State.LIVE)]


@pytest.fixture
def rewritten(stage):
    """Return the row that is edited, with a text other than that of its first revision."""
    item = type(stage.item)._default_manager.get(pk=stage.item.pk)
    by = make_superuser()
    if stage.state is State.LIVE:
        item = actions.revise(item, by=by)
    item.title, item.body = "Tên thay vào", "<p>Chữ thay vào.</p>"
    actions.save(item, by=by)
    return item


def test_what_changed_is_shown(rewritten, stage, desk):
    newest = Revision.objects.of(rewritten).first()
    url = stage.contract.desk("compare", stage.item.pk)
    text = desk.get(f"{url}?sau={newest.pk}").content.decode()
    assert "+Chữ thay vào." in marks(text)
    assert "Tiêu đề" in text


def test_an_old_revision_is_shown(rewritten, stage, desk):
    first = Revision.objects.of(rewritten).last()
    text = desk.get(stage.contract.desk("revision", stage.item.pk, first.pk)).content.decode()
    assert stage.item.title in text
    assert "Chữ thay vào" not in text


def test_going_back_is_one_more_step_and_no_reader_sees_it_at_once(rewritten, stage, desk):
    steps = Revision.objects.of(rewritten).count()
    first = Revision.objects.of(rewritten).last()
    url = stage.contract.desk("restore", stage.item.pk, first.pk)
    answer = desk.post(url, {"base_version": rewritten.version})
    assert answer.status_code == 302
    rows = type(stage.item)._default_manager
    assert rows.get(pk=rewritten.pk).body == first.snapshot["body"]
    assert rows.get(pk=stage.item.pk).title == stage.item.title
    assert Revision.objects.of(rewritten).count() == steps + 1
