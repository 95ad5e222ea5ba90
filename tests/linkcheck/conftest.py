"""The sites to which the links of these tests lead."""

from collections.abc import Iterator

import pytest

from tests.linkcheck.sites import FakeNetwork, Site, running_site


@pytest.fixture(scope="session")
def port() -> Iterator[int]:
    """The port of the server that plays all sites."""
    with running_site() as port:
        yield port


@pytest.fixture
def network(port: int) -> FakeNetwork:
    """A way to them on which nobody has been yet."""
    Site.asked.clear()
    Site.agents.clear()
    Site.robots.clear()
    Site.rules_asked.clear()
    return FakeNetwork(port)
