"""The marks that run a test for every content type, or for those that have a part."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from portal.core.content import State
from tests.contract.registry import CONTRACTS, Contract, contracts_with

HIDDEN = tuple(state for state in State if state is not State.LIVE)


def on_stages(*states: State, having: tuple[str, ...] = (), **fields: Any) -> pytest.MarkDecorator:
    """Run the test with an item of every content type in each of `states`.

    With `having`, only types with these parts and places count.  The parameters are hashable
    and of module scope, so that equal stages are built once.
    """
    kept = tuple(fields.items())
    stages = [
        pytest.param((contract, state, kept), id=f"{contract.name}-{state.value}")
        for contract in contracts_with(*having)
        for state in states
    ]
    return pytest.mark.parametrize("stage", stages, indirect=True, scope="module")


def on_contracts(fixture: str, *having: str) -> pytest.MarkDecorator:
    """Run the test with the world that `fixture` builds of every content type.

    With `having`, only types with these parts and places count.
    """
    contracts = [pytest.param(contract, id=contract.name) for contract in contracts_with(*having)]
    return pytest.mark.parametrize(fixture, contracts, indirect=True, scope="module")


def on_each(
    fixture: str, name: str, values: Callable[[Contract], Iterable[str]]
) -> pytest.MarkDecorator:
    """Run the test with the world of every content type and, as `name`, each of its `values`."""
    pairs = [
        pytest.param(contract, value, id=f"{contract.name}-{value}")
        for contract in CONTRACTS
        for value in values(contract)
    ]
    return pytest.mark.parametrize((fixture, name), pairs, indirect=[fixture], scope="module")
