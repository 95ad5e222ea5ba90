"""A provider to sign in by."""

from collections.abc import Iterator

import pytest

from portal.core.accounts.oidc import backend, discovery
from tests.login.provider import CLIENT, SECRET, FakeProvider


@pytest.fixture(scope="session")
def running_provider() -> Iterator[FakeProvider]:
    """Keys take a moment to make: one provider for all tests of a process."""
    fake = FakeProvider()
    yield fake
    fake.close()


@pytest.fixture
def provider(running_provider: FakeProvider, settings) -> FakeProvider:
    """The provider, set, and as good as new."""
    running_provider.reset()
    discovery.provider.cache_clear()
    settings.OIDC_ISSUER = running_provider.issuer
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
    settings.OIDC_NAME = "tài khoản tỉnh"
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, backend.PATH]
    return running_provider
