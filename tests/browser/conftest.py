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
from django.test import override_settings
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 20_000


class Window:
    """A window of its own, without history and cookies."""

    def __init__(self, chromium: Browser, address: str, **options: Any) -> None:
        options = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"} | options
        self.address = address
        self.requested: list[str] = []
        self.complaints: list[str] = []
        self.context = chromium.new_context(base_url=address, **options)
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.on("request", lambda request: self.requested.append(request.url))
        self.context.on("console", self._listen)
        self.context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        self.page: Page = self.context.new_page()

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
        opened.append(Window(chromium, live_server.url, **options))
        return opened[-1]

    yield open_
    for window in opened:
        window.context.close()


@pytest.fixture
def reader(open_window: OpenWindow) -> Window:
    """An anonymous visitor whose browser runs no JavaScript."""
    return open_window(java_script_enabled=False)
