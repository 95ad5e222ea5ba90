"""What the checks before sending refuse is said by the form, with all that was typed.

The refusal comes from the action, when the form has been found right and is being stored.  All of
it is rolled back, and `RacingAdmin` looks at the form once more: by then the form knows why.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest

from portal.core.checks.running import Refused

P = ParamSpec("P")
Step = Callable[Concatenate[Any, HttpRequest, P], None]
_NAME = "_refused_by_checks"


def told_by_the_form(step: Step[P]) -> Step[P]:
    """Let a step of saving keep a refusal for the second look at the form."""

    @wraps(step)
    def telling(admin: Any, request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            step(admin, request, *args, **kwargs)
        except Refused as refusal:
            setattr(request, _NAME, refusal)
            raise

    return telling


def refusal_of(request: HttpRequest) -> Refused | None:
    """Return why the checks have refused what this request has sent."""
    refusal: Refused | None = getattr(request, _NAME, None)
    return refusal
