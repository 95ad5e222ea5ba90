"""A backup that is restored brings everything back, on both databases."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import connection

from news.models import Article
from portal.core.audit import guard, verify
from portal.core.identity.models import Identity
from portal.core.ops.backups import folder, making, manifest
from portal.core.ops.backups.restoring import restore
from portal.core.ops.models import Kind, Outcome, Run
from portal.core.search import full_text, upkeep
from portal.core.workflow import actions
from tests.factories import make_article
from tests.ops.conftest import every_row, uploads
from tests.ops.portals import AT, BODY, fill

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("portal_with_content")]


@pytest.fixture(scope="module")
def portal_with_content(module_db) -> None:
    fill()


@pytest.fixture
def changed_since(made, upload) -> None:
    """Readers and editors have gone on since the backup."""
    article = Article.objects.get(published_at=AT, copy_of=None)
    actions.withdraw(article, by=article.created_by, reason="Thử.")
    make_article(title="Viết sau khi sao lưu")
    Identity.objects.update(agency="Tên khác")
    upload("anh/2026/cong-lang.webp", b"another picture under the same address")
    default_storage.delete("tai-lieu/to-khai.pdf")


def test_every_row_and_every_file_is_as_it_was(made, upload, request):
    rows, files = every_row(), uploads()
    request.getfixturevalue("changed_since")
    Run.objects.note(Kind.BACKUP, Outcome.GOOD, "x", "y")
    restored = restore(made.path, replace=True)
    after = every_row()
    assert len(after.pop("ops_run")) == 1
    assert after == {name: lines for name, lines in rows.items() if name != "ops_run"}
    assert uploads() == files
    assert restored.manifest.rows == sum(map(len, after.values()))
    assert Article.objects.get(published_at=AT, copy_of=None).body == BODY


def test_what_was_there_is_kept_first(made, changed_since):
    restored = restore(made.path, replace=True)
    assert restored.before is not None
    assert restored.before.name.endswith(folder.BEFORE_RESTORE)
    restore(restored.before, replace=True)
    assert Identity.objects.get().agency == "Tên khác"
    assert Article.objects.filter(title="Viết sau khi sao lưu").exists()


def test_the_search_the_trail_and_the_numbers_go_on(made, changed_since):
    restore(made.path, replace=True)
    assert full_text.is_sound()
    assert upkeep.differences() == 0
    assert guard.existing() == set(guard._triggers(connection))
    assert verify.verify().number > 0
    assert ContentType.objects.get_for_model(Article).model_class() is Article
    make_article()
    assert verify.verify().number > 0
    assert full_text.is_sound()


def test_the_number_of_a_row_that_is_gone_is_not_given_again():
    gone = make_article(title="Xóa trước khi sao lưu")
    number = gone.pk
    Article.objects.filter(pk=number).delete()
    backup = making.make().path
    restore(backup, replace=True)
    assert make_article().pk == number + 1


def test_two_backups_of_the_same_rows_have_the_same_hashes(made, monkeypatch):
    monkeypatch.setattr(folder, "new_name", lambda ending="": "20990101-000000")
    again = making.make()
    assert [each.sha256 for each in again.manifest.tables] == [
        each.sha256 for each in made.manifest.tables
    ]
    database = [each for each in made.manifest.files if each.path.startswith("database/")]
    assert again.manifest.files[: len(database)] == database
    assert manifest.read(again.path) == again.manifest
