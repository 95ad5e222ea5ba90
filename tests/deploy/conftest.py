"""A machine for each run of the tests that is installed once, and started once."""

from collections.abc import Iterator

import pytest

from tests.deploy.machine import Machine, make_source


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """A machine on which install.sh has run; do not break it without mending it."""
    folder = tmp_path_factory.mktemp("deploy")
    machine = Machine(folder / "root", make_source(folder / "source"))
    try:
        done = machine.install(RELEASE="one")
        assert done.returncode == 0, done.stdout
        yield machine
    finally:
        machine.switch_off()


@pytest.fixture
def machine(installed: Machine) -> Iterator[Machine]:
    """The installed machine, with the application saying what it said at first."""
    yield installed
    for name in ("words", "status"):
        (installed.data / name).unlink(missing_ok=True)
