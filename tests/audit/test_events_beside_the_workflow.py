"""What is done about content beside the actions of the workflow leaves its row, too."""

import pytest

from portal.core.audit.models import AuditEntry
from portal.core.audit.verbs import Area, Verb
from portal.core.checks import switches, waivers
from portal.core.checks.findings import Level
from portal.core.content import State
from portal.core.preview import actions as preview
from portal.core.preview.models import ShareLink
from portal.core.workflow import actions
from tests.audit.tampering import newest
from tests.factories import make_article, make_superuser

pytestmark = pytest.mark.django_db

NAMED = "<p>Ông Nguyễn Văn An, căn cước công dân số 034 085 001 234.</p>"


def test_a_link_leaves_a_row_when_it_is_made_and_when_it_is_revoked():
    item, by = make_article(State.DRAFT), make_superuser()
    preview.share(item, by=by)
    assert (newest().action, newest().object_id, newest().actor) == (Verb.LINK_MADE, item.pk, by)
    preview.revoke(ShareLink.objects.get(), by=by)
    assert newest().action == Verb.LINK_REVOKED
    known = AuditEntry.objects.count()
    preview.revoke(ShareLink.objects.get(), by=by)
    assert AuditEntry.objects.count() == known


def test_what_is_shared_of_a_working_copy_is_a_row_of_its_item():
    item = make_article(State.LIVE)
    copy = actions.revise(item, by=make_superuser())
    preview.share(copy, by=make_superuser())
    assert newest().object_id == item.pk


def test_whoever_answers_for_personal_data_leaves_a_row_with_the_reason():
    item = make_article(State.DRAFT, body=NAMED)
    by, reason = make_superuser(), "Công khai theo Điều 12 của Quyết định số 5/QĐ-UBND."
    waivers.waive(item, waivers.open_findings(item, "personal-data"), by=by, reason=reason)
    row = newest()
    assert (row.action, row.area, row.after) == (Verb.WAIVED, Area.CONTENT, reason)


def test_a_switched_check_is_kept_with_what_stood_there_before():
    switches.choose("heading-jump", Level.BLOCK, by=make_superuser())
    row = newest()
    assert (row.action, row.after) == (Verb.SETTING_CHANGED, Level.BLOCK.label)
    assert row.before != row.after
