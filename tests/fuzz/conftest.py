"""The portal that is asked: one of everything that an address can name."""

import logging
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from portal.core.accounts.roles import AccountRole
from portal.core.media.models import Image
from portal.core.pagecache import stores
from tests.access.patterns import all_patterns
from tests.access.town import Town
from tests.core.photos import photograph
from tests.fuzz.asked import EDITOR, SUPERUSER
from tests.fuzz.portal import Portal
from tests.fuzz.running import told


@pytest.fixture(scope="module")
def town(module_db) -> Town:
    return Town()


@pytest.fixture(scope="module")
def addresses(town) -> dict[str, str]:
    """An address for every pattern, by the pattern's name."""
    return {pattern.name: town.address(pattern) for pattern in all_patterns()}


@pytest.fixture
def portal(town, db, settings, tmp_path, monkeypatch) -> Iterator[Portal]:
    """The portal with its page cache and its uploads, on a machine without a network."""
    settings.SERVE_MEDIA = settings.PAGE_CACHE = True
    settings.PAGE_CACHE_DIR = tmp_path / "pages"
    settings.MEDIA_ROOT = tmp_path / "media"
    stores.store.cache_clear()
    picture = Path(settings.MEDIA_ROOT) / town.row(Image).file.name
    picture.parent.mkdir(parents=True, exist_ok=True)
    picture.write_bytes(photograph())
    monkeypatch.setattr(logging.root.manager, "disable", logging.CRITICAL)  # refusals are told
    monkeypatch.setattr(socket, "getaddrinfo", _no_network)
    people = {EDITOR: town.people[AccountRole.EDITOR.value], SUPERUSER: town.people[SUPERUSER]}
    portal = Portal(people)
    yield portal
    portal.close()
    stores.store.cache_clear()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was asked, where one process has asked everything: in `run.py fuzz`."""
    if told:
        terminalreporter.section(f"{told.total()} requests")
        for kind, times in sorted(told.items()):
            terminalreporter.write_line(f"{times:8,} {kind}")


def _no_network(*args: Any, **options: Any) -> None:
    raise socket.gaierror(socket.EAI_NONAME, "the tests have no network")
