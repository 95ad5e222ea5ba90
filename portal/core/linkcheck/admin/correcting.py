"""One correction in many items, each by itself: what one refuses does not hold up the others."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from portal.core.accounts.models import User
from portal.core.content import Publishable
from portal.core.linkcheck.forms import value_of
from portal.core.linkcheck.mending import Became, Outcome, is_correctable, mend
from portal.core.linkcheck.models import Address, LinkUse
from portal.core.linkcheck.visible import uses_seen_by, with_items

MOST_SHOWN = 100
"""Uses on one page; the next ones follow when these are corrected."""
Places = dict[str, tuple[str, Any]]
"""For each value of the form, what is read there, and the item with the version that was seen."""


def shown_uses(address: Address, user: User) -> list[LinkUse]:
    """Return where an address stands, as far as this person may see."""
    uses = with_items(uses_seen_by(user).filter(address=address).order_by("pk"))
    return [use for use in uses[:MOST_SHOWN] if use.item is not None]


def places_of(uses: Sequence[LinkUse], user: User) -> Places:
    """Return the items in which this person may correct the address, each once."""
    if uses:
        for model in {type(use.item) for use in uses if isinstance(use.item, Publishable)}:
            model.load_roles([user])
    places: Places = {}
    for use in uses:
        if is_correctable(use, user):
            item: Any = use.item
            label = f"{capfirst(item.noun())}: {item}"
            places.setdefault(value_of(use, item.version), (label, item))
    return places


def corrected(
    address: Address, new: str, items: Sequence[Any], *, by: User
) -> Iterator[tuple[int, SafeString]]:
    """Correct the address in `items`; yield what became of each, as a message."""
    for item in items:
        outcome = mend(item, address, new, version=item.version, by=by)
        good = outcome.became in {Became.PUBLISHED, Became.PROPOSED}
        yield messages.SUCCESS if good else messages.WARNING, _line(outcome)


def _line(outcome: Outcome) -> SafeString:
    words = f": {outcome.words}" if outcome.words else "."
    return format_html(
        '<a href="{}">{}</a> – {}{}', outcome.url, outcome.item, outcome.became.value, words
    )
