"""Worlds that are built once for a module; every test works in a savepoint within."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import time_machine
from django.db import transaction

from tests.contract.cast import Cast
from tests.contract.cast import build as build_cast
from tests.contract.hostile import Hostile, build_hostile
from tests.contract.office import Office
from tests.contract.office import build as build_office
from tests.contract.registry import Contract
from tests.contract.stage import NOW, Stage, company, with_item


@pytest.fixture(scope="module")
def frozen() -> Iterator[None]:
    """Stop the clock at the moment of the stage, so that no test depends on the day."""
    with time_machine.travel(NOW, tick=False):
        yield


class Companies:
    """The world of one content type at a time, made once for all states of an item in it."""

    def __init__(self) -> None:
        self.world = ExitStack()
        self.company: Stage | None = None

    def of(self, contract: Contract) -> Stage:
        """Return the company for an item of a type; that of another type goes first."""
        if self.company is None or self.company.contract is not contract:
            self.leave()
            self.world.enter_context(transaction.atomic())
            self.world.callback(transaction.set_rollback, True)
            self.company = company(contract)
        return self.company

    def leave(self) -> None:
        """Roll back what was made."""
        self.company = None
        self.world.close()


@pytest.fixture(scope="module")
def companies(module_db, frozen) -> Iterator[Companies]:
    """The worlds in which the stages of a module stand, one after the other."""
    worlds = Companies()
    yield worlds
    worlds.leave()


@pytest.fixture(scope="module")
def stage(request: pytest.FixtureRequest, companies: Companies) -> Iterator[Stage]:
    """The world around one item; `on_stages` says of which type and in which state."""
    contract, state, fields = request.param
    around = companies.of(contract)
    with transaction.atomic():
        yield with_item(around, state, **dict(fields))
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
