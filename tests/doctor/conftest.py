"""Checks that a test puts in place of the portal's own."""

from collections.abc import Callable
from typing import Any

import pytest

from portal.core.doctor import registry
from portal.core.doctor.registry import Check, Look


@pytest.fixture
def only_check(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Check]:
    """Return a function that makes its argument the portal's only check."""

    def put(look: Look, **options: Any) -> Check:
        monkeypatch.setattr(registry, "_checks", {})
        registry.check("the-one", "Mục thử", why="Để thử.", **options)(look)
        return registry.all_checks()[0]

    return put
