"""The mark that runs a test for every content type and state."""

from typing import Any

import pytest

from portal.core.content import State
from tests.contract.registry import CONTRACTS

HIDDEN = tuple(state for state in State if state is not State.LIVE)


def on_stages(*states: State, **fields: Any) -> pytest.MarkDecorator:
    """Run the test with an item of every content type in each of `states`.

    The parameters are hashable and of module scope, so that equal stages are built once.
    """
    kept = tuple(fields.items())
    stages = [
        pytest.param((contract, state, kept), id=f"{contract.name}-{state.value}")
        for contract in CONTRACTS
        for state in states
    ]
    return pytest.mark.parametrize("stage", stages, indirect=True, scope="module")
