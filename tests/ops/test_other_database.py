"""From PostgreSQL to SQLite and back, by processes of their own: nothing changes on the way."""

import subprocess
from urllib.parse import quote

import pytest

from portal.core.audit import verify
from portal.core.ops.backups import child, manifest
from portal.core.ops.backups.restoring import restore
from portal.core.search import full_text, upkeep
from tests.factories import make_article
from tests.ops.conftest import every_row
from tests.ops.portals import fill

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("portal_with_content")]


@pytest.fixture(scope="module")
def portal_with_content(module_db) -> None:
    fill()


@pytest.mark.only_database("postgres")
def test_there_and_back_again_every_row_is_the_same(made, tmp_path):
    before = every_row()
    there = {
        "DATABASE_URL": f"sqlite:///{quote(str(tmp_path))}/db.sqlite3",
        "MEDIA_ROOT": str(tmp_path / "media"),
        "BACKUP_DIR": str(tmp_path / "there"),
    }
    assert child.run("restore", str(made.path), **there) == (0, "")
    assert child.run("backup", **there) == (0, "")
    (back,) = (tmp_path / "there").glob("2*")
    assert manifest.read(back).engine == "sqlite"
    make_article(title="Viết sau khi sao lưu")
    restore(back, replace=True)
    after = every_row()
    assert {**after, "ops_run": []} == {**before, "ops_run": []}
    assert full_text.is_sound()
    assert upkeep.differences() == 0
    assert verify.verify().number > 0
    make_article()


@pytest.mark.any_database("sqlite")
def test_a_command_of_another_process_tells_why_it_failed(monkeypatch):
    def end(words: str) -> child.Ended:
        ended = subprocess.CompletedProcess([], 1, "", words)
        monkeypatch.setattr(subprocess, "run", lambda *args, **options: ended)
        return child.run("restore")

    assert end("CommandError: Bản sao:\n  tệp a\n").words == "CommandError: Bản sao:\n  tệp a"
    assert end("Traceback (…)\n  File …\nOSError: đầy\n").words == "OSError: đầy"
