"""A backup that is not whole, or not for this code, is refused before anything is touched."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from portal.core.ops.backups import checking, files, making, manifest, media
from portal.core.ops.backups.refusal import Refusal
from portal.core.ops.backups.restoring import restore
from tests.ops.conftest import the_transaction_of_the_test, uploads
from tests.ops.portals import fill

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.any_database("sqlite"),
    pytest.mark.usefixtures("portal_with_content"),
]

ARTICLES = "database/news_article.jsonl.gz"
PICTURE = "media/anh/2026/cong-lang.webp"


@pytest.fixture(scope="module")
def portal_with_content(module_db) -> None:
    fill()


@pytest.fixture
def refused(made, monkeypatch) -> Callable[[], str]:
    """Return a function that tries to restore, and what it said; nothing was touched."""
    monkeypatch.setattr(making, "make", lambda *args, **options: pytest.fail("touched"))

    def told() -> str:
        before = uploads()
        with pytest.raises(Refusal) as refusal:
            restore(made.path, replace=True)
        assert uploads() == before
        return str(refusal.value)

    return told


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def tamper(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("file", [ARTICLES, PICTURE, media.LIST, making.SETTINGS])
@pytest.mark.parametrize(
    ("harm", "words"),
    [(Path.unlink, "không đọc được"), (cut, "byte, cần"), (tamper, "nội dung đã bị đổi")],
)
def test_a_file_that_is_missing_cut_or_changed_is_named(made, refused, file, harm, words):
    harm(made.path / file)
    told = refused()
    assert "không còn nguyên vẹn" in told
    assert f"{file}: " in told
    assert words in told


def test_of_many_faults_the_first_are_told(made, refused):
    for file in (made.path / "database").iterdir():
        file.unlink()
    assert refused().count("\n") == 6


def edit(made: Any, change: Callable[[dict[str, Any]], object]) -> None:
    path = made.path / manifest.NAME
    told = json.loads(path.read_text())
    change(told)
    path.write_text(json.dumps(told))


def table(told: dict[str, Any], name: str) -> Any:
    return next(each for each in told["tables"] if each["name"] == name)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda told: told["migrations"].append("news.0999_tomorrow"), "mới hơn ghi (bản "),
        (lambda told: told["migrations"].append("news.0999_tomorrow"), "news.0999_tomorrow"),
        (lambda told: told["migrations"].pop(), "cũ hơn ghi (bản "),
        (lambda told: told.update(format=2), "dạng 2"),
        (lambda told: told.pop("release"), "bị cắt"),
        (lambda told: told["tables"].pop(0), "thiếu bảng: accounts_desksession."),
        (lambda told: table(told, "news_tag").update(name="news_x"), "không biết: news_x."),
        (lambda told: table(told, "news_tag")["columns"].pop(), "Bảng news_tag"),
        (lambda told: told.update(media_files=3), "có 2 tệp, cần 3"),
        (lambda told: told.update(public_key="age1x"), "được mã hóa: thêm --key"),
    ],
)
def test_what_the_manifest_tells_must_fit(made, refused, change, words):
    edit(made, change)
    assert words in refused()


def test_a_manifest_that_is_cut_or_missing_is_told(made, refused):
    path = made.path / manifest.NAME
    cut(path)
    path.write_text(path.read_text()[:-20])
    assert "Không đọc được" in refused()
    path.unlink()
    assert "không phải là một bản sao lưu" in refused()


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x"])
def test_an_upload_never_leaves_its_folder(made, refused, name):
    path = made.path / media.LIST
    line = json.loads(path.read_text().splitlines()[0])
    path.write_text(json.dumps({**line, "name": name}) + "\n")
    edit(made, lambda told: told["files"][-2].update(_entry(path)))
    assert "không được phép" in refused()


def _entry(path: Path) -> dict[str, Any]:
    return dict(files.digest_of(path)._asdict())


@pytest.mark.parametrize(("column", "value"), [("rows", 1), ("sha256", "0" * 64)])
def test_rows_that_are_not_as_they_were_told_are_taken_back(made, monkeypatch, column, value):
    """The hashes of all files are right: whoever wrote them told something else of the rows."""
    monkeypatch.setattr(making, "of_one_moment", the_transaction_of_the_test)
    edit(made, lambda told: table(told, "news_article").update({column: value}))
    with pytest.raises(Refusal, match="Bảng news_article đọc lại không giống"):
        restore(made.path, replace=True)


def test_a_full_database_is_not_restored_into_by_mistake(made):
    assert not checking.is_empty()
    with pytest.raises(Refusal, match="không trống"):
        restore(made.path)


def test_tables_of_something_else_are_left_alone(made, monkeypatch):
    class Connection:
        class introspection:
            table_names = staticmethod(lambda: ["ke_toan_so_cai"])

    monkeypatch.setattr(checking, "connections", {"default": Connection})
    with pytest.raises(Refusal, match="phần mềm khác"):
        checking.check_database()


def test_the_backup_itself_is_only_read(made, monkeypatch):
    copy = made.path.with_name("chep")
    shutil.copytree(made.path, copy)
    default_storage.delete("tai-lieu/to-khai.pdf")
    restore(made.path, replace=True)
    for path in copy.rglob("*"):
        if path.is_file():
            assert (made.path / path.relative_to(copy)).read_bytes() == path.read_bytes()
