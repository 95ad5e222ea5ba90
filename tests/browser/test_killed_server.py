"""The real server is killed between keystroke and save: what was typed is there when it is back."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, expect

from portal.core.content import State
from tests.browser.conftest import Window, new_context
from tests.browser.desk import come_in, editor
from tests.browser.writing import (
    KEPT,
    SENTENCE,
    TITLE,
    assert_whole,
    form_of,
    kill,
    open_form,
    restore,
    save,
    status,
    write,
)
from tests.factories import make_article, make_superuser

# The server works on a copy of the test's database, which only SQLite makes in one stroke.
pytestmark = [pytest.mark.browser, pytest.mark.any_database("sqlite")]

ROOT = Path(__file__).resolve().parents[2]
LATER = " Câu gõ ngay trước khi máy chủ chết."


class Server:
    """A production server in a process group of its own, on a database in a file."""

    def __init__(self, database: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.place = f"127.0.0.1:{free.getsockname()[1]}"
        self.database = database
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it; gunicorn says itself when it answers."""
        command = ["-m", "gunicorn", "portal.wsgi", "-c", "deploy/gunicorn.conf.py"]
        self.process = subprocess.Popen(
            [sys.executable, *command, "--bind", self.place],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            env=os.environ
            | {
                "DEBUG": "False",
                "SECURE": "False",
                "SECRET_KEY": settings.SECRET_KEY,  # that of the session
                "ALLOWED_HOSTS": "127.0.0.1",
                "DATABASE_URL": f"sqlite:///{self.database}",
                "MEDIA_ROOT": str(self.database.parent / "media"),
                "STATIC_ROOT": str(settings.STATIC_ROOT),
                "WEB_CONCURRENCY": "1",
                "LOG_LEVEL": "INFO",
            },
        )
        assert self.process.stderr is not None
        said = []
        for line in self.process.stderr:
            if "Listening at" in line:
                return
            said.append(line)
        pytest.fail("The server did not start: " + "".join(said))

    def kill(self) -> None:
        """Kill master and workers at once, as a power cut does."""
        if self.process is None:
            return
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()
        self.process = None


@pytest.fixture
def server(
    transactional_db: None, django_db_serialized_rollback: None, tmp_path: Path
) -> Iterator[Server]:
    server = Server(tmp_path / "cong.sqlite3")
    yield server
    server.kill()


def test_a_killed_server_takes_none_of_what_was_typed_along(chromium: Browser, server: Server):
    item = make_article(State.DRAFT, title="Bản đã lưu")
    address = f"http://{server.place}"
    window = Window(new_context(chromium, address), address)
    come_in(window, make_superuser())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(server.database)])
    server.start()
    page = open_form(window, form_of(item))
    write(page)
    page.clock.run_for(4_000)
    expect(status(page)).to_contain_text(KEPT)
    page.keyboard.type(LATER)
    page.clock.run_for(1_500)  # the browser has it by now; the server would get it after three
    server.kill()
    save(page)
    expect(status(page)).to_contain_text("Mất kết nối nên chưa gửi gì")
    kill(page)
    assert stored_in(server.database) == ("Bản đã lưu", False)
    server.start()
    page = open_form(window, form_of(item))
    restore(page)
    assert_whole(page)
    expect(editor(page)).to_contain_text(LATER.strip())
    save(page)
    expect(page.get_by_text("Đã lưu bài")).to_be_visible()
    assert stored_in(server.database) == (TITLE, True)
    window.context.close()


def stored_in(database: Path) -> tuple[str, bool]:
    """Return the title that is stored, and whether the body holds all that was typed."""
    reading = sqlite3.connect(database)
    title, body = reading.execute("SELECT title, body FROM news_article").fetchone()
    reading.close()
    return title, SENTENCE in body and LATER.strip() in body
