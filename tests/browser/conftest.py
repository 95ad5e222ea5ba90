"""A real Chromium before the live server; every window tells what it asked for and complained of.

`python3 run.py browser` sets CHROMIUM.  By hand:
`CHROMIUM=/usr/bin/chromium python -m pytest -m browser -n 0 tests/browser`.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    expect,
    sync_playwright,
)

from tests.browser import rows

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 20_000


def new_context(chromium: Browser, address: str, **options: Any) -> BrowserContext:
    """Return a browser without history and cookies, of somebody in Vietnam."""
    options = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"} | options
    context = chromium.new_context(base_url=address, **options)
    context.set_default_timeout(PATIENCE_MS)
    return context


class Window:
    """A window in a browser of its own."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.requested: list[str] = []
        self.complaints: list[str] = []
        self.context = context
        self.context.on("request", self._note)
        self.context.on("console", self._listen)
        self.context.on("weberror", self._complain)
        self.page: Page = self.context.new_page()

    def leave(self) -> BrowserContext:
        """Close all pages, listen no more, and return the browser."""
        for page in self.context.pages:
            page.close()
        self.context.remove_listener("request", self._note)
        self.context.remove_listener("console", self._listen)
        self.context.remove_listener("weberror", self._complain)
        return self.context

    def forget(self) -> None:
        """Empty the browser of all but its cache: cookies, and what pages have kept in it."""
        session = self.context.new_cdp_session(self.page)
        kept = {"origin": self.address, "storageTypes": "all"}
        session.send("Storage.clearDataForOrigin", kept)
        session.detach()

    def _note(self, request: Request) -> None:
        self.requested.append(request.url)

    def _complain(self, error: WebError) -> None:
        self.complaints.append(str(error.error))

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.text} ({message.location.get('url')})")

    def go(self, path: str) -> Page:
        """Open an address of the portal."""
        self.page.goto(path)
        return self.page

    @property
    def foreign_requests(self) -> list[str]:
        """What was asked of any other host."""
        here = urlsplit(self.address).netloc
        return [url for url in self.requested if urlsplit(url).netloc not in {here, ""}]


OpenWindow = Callable[..., Window]


@pytest.fixture(scope="session")
def django_db_setup(chromium: Browser, django_db_setup: None, django_db_blocker: Any) -> None:
    """Let each test begin with the rows that the migrations stored; see `rows`.

    The browser comes first: with its event loop in the thread, Django opens another connection.
    """
    with django_db_blocker.unblock():
        kept = rows.read()

    def put_back(_: str) -> None:
        rows.write(kept)

    connection.creation.deserialize_db_from_string = put_back  # type: ignore[method-assign, assignment]


@pytest.fixture(scope="session", autouse=True)
def production_static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Serve the static files as a production machine does: hashed, the style sheets joined.

    The first process of the group collects them, the others wait for it.
    """
    backend = {"BACKEND": "portal.core.staticfiles.BundledManifestStorage"}
    storages = django_settings.STORAGES | {"staticfiles": backend}
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "static"
    with override_settings(STORAGES=storages, STATIC_ROOT=folder):
        with folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                call_command("collectstatic", interactive=False, verbosity=0)
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM")
    if not path:
        pytest.fail("CHROMIUM must hold the path of a Chromium; see tests/browser/conftest.py")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    expect.set_options(timeout=PATIENCE_MS)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, in which Django would refuse queries.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *sandbox])
        yield browser
        browser.close()


@pytest.fixture
def open_window(
    chromium: Browser, live_server: Any, django_db_serialized_rollback: None
) -> Iterator[OpenWindow]:
    """Return a function that opens a window; the database begins as the migrations left it."""
    opened: list[Window] = []

    def open_(**options: Any) -> Window:
        context = new_context(chromium, live_server.url, **options)
        opened.append(Window(context, live_server.url))
        return opened[-1]

    yield open_
    for window in opened:
        window.context.close()


@pytest.fixture(scope="session")
def used(django_db_setup: None, live_server: Any) -> Iterator[list[BrowserContext]]:
    """The browsers that stand at the desk and wait for the next test.

    They close before the database is removed: the server keeps a connection for each.
    """
    contexts: list[BrowserContext] = []
    yield contexts
    for context in contexts:
        context.close()


@pytest.fixture
def open_desk(
    chromium: Browser,
    live_server: Any,
    django_db_serialized_rollback: None,
    used: list[BrowserContext],
) -> Iterator[OpenWindow]:
    """Return a function that opens a window of a browser in which somebody has worked before.

    The scripts of the desk are in its cache: a form opens in half the time.  What a test does to a
    context (a clock, scripts, permissions) would stay in it, and so might pages of the public: for
    these there is `open_window`.
    """
    opened: list[Window] = []

    def open_(width: int = 1280) -> Window:
        context = used.pop() if used else new_context(chromium, live_server.url)
        opened.append(Window(context, live_server.url))
        opened[-1].forget()
        opened[-1].page.set_viewport_size({"width": width, "height": 760})
        return opened[-1]

    yield open_
    used.extend(window.leave() for window in opened)


@pytest.fixture
def reader(open_window: OpenWindow) -> Window:
    """An anonymous visitor whose browser runs no JavaScript."""
    return open_window(java_script_enabled=False)
