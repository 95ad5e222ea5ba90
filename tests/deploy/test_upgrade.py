"""upgrade.sh: a new release beside the old one, and back again if it does not do its work."""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count

import pytest

from tests.deploy.machine import Machine
from tests.deploy.readers import asking, releases, statuses

pytestmark = pytest.mark.servers

_numbers = count(1)


@pytest.fixture
def next_release(machine: Machine) -> Iterator[str]:
    """The name for a release; its source has one migration more than the one that runs."""
    with closing(sqlite3.connect(machine.data / "db.sqlite3")) as database:
        database.execute("CREATE TABLE IF NOT EXISTS kept (words)")
    number = next(_numbers)
    (machine.source / "migration").write_text("abcdef"[number % 6])
    yield f"release-{number}"
    (machine.source / "broken").unlink(missing_ok=True)


def break_at(machine: Machine, step: str) -> None:
    """Make the source one that fails at a command, or at a page."""
    (machine.source / "broken").write_text(step)


def css_of(machine: Machine, link: str) -> str:
    """Return the address of a release's style sheet."""
    folder = machine.prefix / link / "var/static/css"
    return f"/static/css/{next(folder.glob('site.?*.css')).name}"


def test_an_upgrade_refuses_no_request_and_keeps_the_old_release_at_hand(machine, next_release):
    old = machine.release()
    with asking(machine) as answers:
        done = machine.run("upgrade.sh", RELEASE=next_release)
    assert done.returncode == 0, done.stdout
    assert statuses(answers) == {200}
    assert {old, next_release} == releases(answers)
    assert (machine.release(), machine.release("previous")) == (next_release, old)
    assert not (machine.prefix / "next").exists()
    assert f"systemctl enable cong@{next_release}.socket" in machine.called()
    assert f"systemctl disable cong@{old}.socket" in machine.called()
    assert not (machine.root / f"run/cong/{old}.sock").exists()
    for link in ("current", "previous"):  # pages of the old release are still being read
        assert machine.ask(css_of(machine, link)).status == 200
    backup = machine.prefix / f"backups/truoc-{next_release}.dump"
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("SELECT name FROM sqlite_master").fetchall() == [("kept",)]
    assert backup.stat().st_mode & 0o077 == 0
    assert "--back" in done.stdout

    back = machine.run("upgrade.sh", "--back")
    assert back.returncode == 0, back.stdout
    assert machine.release() == old
    assert f'"release": "{old}"' in machine.ask("/bai/?sau-khi-tro-lai").text


@pytest.mark.parametrize(
    ("step", "changed"),
    # "stale": its home page is one that the release before has stored.
    [("check", False), ("migrate", True), ("/readyz", True), ("/", True), ("stale", True)],
)
def test_a_release_that_fails_leaves_the_old_one_serving(machine, next_release, step, changed):
    break_at(machine, step)
    old = machine.release()
    with asking(machine, readers=1) as answers:
        done = machine.run("upgrade.sh", RELEASE=next_release, PATIENCE="1")
    assert done.returncode == 1
    assert statuses(answers) | {200} == {200}
    assert releases(answers) <= {old}
    assert machine.release() == old
    assert f"Bản {old} vẫn đang phục vụ" in done.stdout
    assert ("Bản sao ngay trước khi đổi" in done.stdout) is changed
    assert ("Cơ sở dữ liệu không đổi." in done.stdout) is not changed
    assert not (machine.root / f"run/cong/{next_release}.sock").exists()
    assert not (machine.prefix / "next").exists()


def test_two_upgrades_do_not_run_at_once(machine):
    with (machine.prefix / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = machine.run("upgrade.sh")
    assert (done.returncode, "một lần cập nhật khác" in done.stdout) == (1, True)


@pytest.mark.parametrize("name", ["../x", "a b", "x;y"])
def test_a_release_has_a_plain_name(machine, name):
    done = machine.run("upgrade.sh", RELEASE=name)
    assert (done.returncode, "RELEASE chỉ gồm" in done.stdout) == (1, True)
