"""Marks that run a test for every content type, state and place."""

from typing import Any

import pytest

from portal.core.content import State
from tests.contract.registry import CONTRACTS

HIDDEN = tuple(state for state in State if state is not State.LIVE)


def on_stages(*states: State, **fields: Any) -> pytest.MarkDecorator:
    """Run the test with an item of every content type in each of `states`."""
    stages = [
        pytest.param((contract, state, fields), id=f"{contract.name}-{state.value}")
        for contract in CONTRACTS
        for state in states
    ]
    return pytest.mark.parametrize("stage", stages, indirect=True)


def on_places(*states: State, **fields: Any) -> pytest.MarkDecorator:
    """Run the test for every place where an item of a content type may appear."""
    # The places of a state share one object: by it pytest knows that the stage is the same.
    stages = [(contract, state, fields) for contract in CONTRACTS for state in states]
    cases = [
        pytest.param(stage, place, id=f"{stage[0].name}-{stage[1].value}-{place}")
        for stage in stages
        for place in stage[0].places
    ]
    return pytest.mark.parametrize(("stage", "place"), cases, indirect=["stage"])
