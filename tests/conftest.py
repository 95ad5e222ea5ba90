"""What every test may lean on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from portal.core.accounts.models import User

# Helpers that assert: pytest explains their failures only when told before they are imported.
pytest.register_assert_rewrite("tests.news.desk_forms")


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path: Path) -> None:
    """Give each test its own folder of uploaded files."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Begin with an empty cache, whatever the test before left in it."""
    cache.clear()


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """Return a function that gives a browser in which an account is signed in."""

    def browser(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return browser


def pytest_configure() -> None:
    """Hash passwords cheaply: the strength of a hash is Django's to test."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
