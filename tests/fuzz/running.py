"""Asks as many requests as are wanted, and says which one was answered wrongly."""

import os
import shlex
from collections import Counter
from collections.abc import Sequence

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.asked import Asked
from tests.fuzz.drawing import Kind, drawn
from tests.fuzz.judge import faults
from tests.fuzz.portal import Portal

REQUESTS = int(os.environ.get("FUZZ_REQUESTS") or 20_000)
"""How many requests both databases are asked together."""
SEED = int(os.environ.get("FUZZ_SEED") or 0)
"""The same number makes the same requests: 0 in the ordinary tests, another each time in `fuzz`."""
told: Counter[str] = Counter()
"""What was asked so far, by kind and the status of the answer."""
_AT_ONCE = 20
"""Requests of one example: what Hypothesis does around an example costs as much as ten."""


def ask_many(portal: Portal, kinds: Sequence[Kind], times: int, part: int) -> int:
    """Ask `times` requests of these kinds, or a few more; return how many."""
    asked_in_all = 0

    @seed(SEED * 10 + part)
    @settings(
        max_examples=-(-times // _AT_ONCE),
        deadline=None,
        database=None,
        verbosity=Verbosity.quiet,  # of a failure, `must_be_right` says what there is to say
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(drawn(kinds), min_size=_AT_ONCE, max_size=_AT_ONCE))
    def ask(batch: list[tuple[str, Asked]]) -> None:
        nonlocal asked_in_all
        for kind, asked in batch:
            told[f"{kind}: {must_be_right(portal, asked)}"] += 1
            asked_in_all += 1

    ask()
    return asked_in_all


def must_be_right(portal: Portal, asked: Asked) -> int:
    """Ask, and fail with words that let the same be asked again; return the status."""
    answer = portal.ask(asked)
    found = faults(asked.path, answer)
    again = f"FUZZ_AGAIN={shlex.quote(repr(tuple(asked)))} python3 run.py fuzz -k again"
    assert not found, "\n".join((repr(asked), *found, again))
    return answer.status
