"""What stands above the results of a search."""

from portal.core.search.models import Promotion
from portal.core.search.phrases import MAX_LENGTH

MOST_SHOWN = 3


def promoted(folded_query: str) -> list[Promotion]:
    """Return what editors put above the results of just this query; at most three, oldest first.

    One database query; none where no promotion can be meant.
    """
    if not folded_query or len(folded_query) > MAX_LENGTH:
        return []
    return list(
        Promotion.objects.shown().filter(keys__folded=folded_query).order_by("pk")[:MOST_SHOWN]
    )
