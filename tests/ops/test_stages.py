"""Whatever breaks half-way, what was there before is whole."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection, transaction

from news.models import Article
from portal.core.audit import guard
from portal.core.identity.models import Identity
from portal.core.ops.backups import (
    environment,
    files,
    folder,
    loading,
    making,
    manifest,
    media,
)
from portal.core.ops.backups.restoring import restore
from portal.core.search import full_text
from tests.factories import make_article
from tests.ops.conftest import every_row, uploads
from tests.ops.portals import fill

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("portal_with_content")]


class Broken(Exception):
    """The power has failed."""


@pytest.fixture(scope="module")
def portal_with_content(module_db) -> None:
    fill()


def fail_at(number: int, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return `function` that fails when it is called for the so many-th time."""
    calls = iter(range(1, 10_000))

    def failing(*args: Any, **options: Any) -> Any:
        if next(calls) == number:
            raise Broken
        return function(*args, **options)

    return failing


@pytest.mark.any_database("sqlite")
@pytest.mark.parametrize(
    ("module", "name", "number"),
    [
        (making, "write_tables", 1),
        (making, "last_number", 30),
        (files, "copy", 1),
        (files, "copy", 2),
        (media, "line_of", 2),
        (environment, "without_secrets", 1),
        (files, "digest_of", 5),
        (files, "write", 2),
        (files, "flush_folders", 1),
        (os, "rename", 1),
    ],
)
def test_a_backup_that_breaks_leaves_the_last_one_and_no_other(
    made, upload, monkeypatch, module, name, number
):
    upload("anh/2026/moi.webp", b"one")
    upload("anh/2026/moi-nua.webp", b"two")
    monkeypatch.setattr(folder, "new_name", lambda ending="": "20990101-000000")
    monkeypatch.setattr(module, name, fail_at(number, getattr(module, name)))
    with pytest.raises(Broken):
        making.make()
    monkeypatch.undo()
    assert [each.name for each in made.path.parent.iterdir()] == [made.path.name]
    assert manifest.read(made.path) == made.manifest


@pytest.mark.any_database("sqlite")
def test_what_a_killed_run_has_left_is_cleared_away_by_the_next(backups):
    left = backups / ".dang-lam-20260101-000000"
    (left / "database").mkdir(parents=True)
    (left / "manifest.json").write_text("{}")
    assert folder.backups() == []
    with folder.alone():
        assert not left.exists()


@pytest.mark.parametrize(
    ("module", "name", "number"),
    [
        (files, "copy", 1),
        (loading, "_empty", 1),
        (loading, "_load", 1),
        (loading, "_load", 20),
        (loading, "_insert", 15),
        (loading, "_settle", 1),
        (loading, "set_last_number", 40),
        (loading, "compare", 1),
    ],
)
def test_a_restore_that_breaks_leaves_the_portal_as_it_was(
    made, upload, monkeypatch, module, name, number
):
    make_article(title="Viết sau khi sao lưu")
    Identity.objects.update(agency="Tên khác")
    upload("anh/2026/cong-lang.webp", b"another picture")
    default_storage.delete("tai-lieu/to-khai.pdf")
    rows, pictures = every_row(), uploads()
    monkeypatch.setattr(making, "make", lambda *args, **options: made)
    monkeypatch.setattr(module, name, fail_at(number, getattr(module, name)))
    with pytest.raises(Broken), transaction.atomic():
        restore(made.path, replace=True)
    assert every_row() == rows
    assert pictures.items() <= uploads().items()
    assert guard.existing() == set(guard._triggers(connection))
    assert full_text.is_sound()
    make_article()


@pytest.mark.any_database("sqlite")
def test_a_restore_that_broke_among_the_uploads_is_finished_by_the_next(made, monkeypatch):
    default_storage.delete("tai-lieu/to-khai.pdf")
    default_storage.delete("anh/2026/cong-lang.webp")
    monkeypatch.setattr(making, "make", lambda *args, **options: made)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fail_at(2, os.replace))
        with pytest.raises(Broken), transaction.atomic():
            restore(made.path, replace=True)
    assert uploads().keys() == {"anh/2026/cong-lang.webp"}
    restore(made.path, replace=True)
    assert uploads().keys() == {"anh/2026/cong-lang.webp", "tai-lieu/to-khai.pdf"}
    assert not default_storage.exists(media.ARRIVING)
    assert Article.objects.exists()
