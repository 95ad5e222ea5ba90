"""Worlds that are built once for a module; every test works in a savepoint within."""

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction

from tests.contract.cast import Cast
from tests.contract.cast import build as build_cast
from tests.contract.hostile import Hostile, build_hostile
from tests.contract.office import Office
from tests.contract.office import build as build_office
from tests.contract.stage import NOW, Stage, build


@pytest.fixture(scope="module")
def frozen() -> Iterator[None]:
    """Stop the clock at the moment of the stage, so that no test depends on the day."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def stage(request: pytest.FixtureRequest, module_db, frozen) -> Iterator[Stage]:
    """The world around one item; `on_stages` says of which type and in which state."""
    contract, state, fields = request.param
    with transaction.atomic():
        yield build(contract, state, **dict(fields))
        transaction.set_rollback(True)


@pytest.fixture
def read(client):
    """Return a function that reads a page as a visitor does, and gives its text."""

    def text(url: str) -> str:
        return client.get(url).content.decode()

    return text


@pytest.fixture(scope="module")
def cast(request: pytest.FixtureRequest, module_db, frozen) -> Iterator[Cast]:
    """The accounts and items of the table of rights, for one content type."""
    with transaction.atomic():
        yield build_cast(request.param)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def hostile(request: pytest.FixtureRequest, module_db, frozen) -> Iterator[Hostile]:
    """A portal full of attacks, for one content type."""
    with transaction.atomic():
        yield build_hostile(request.param)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def office(module_db) -> Office:
    """Accounts and their administrator."""
    return build_office()
