"""Every query of the table finds just what it should, in this order, on both databases."""

import pytest

from portal.core.search.find import find, understood
from portal.core.search.models import SearchEntry
from tests.core.search_table import ITEMS, TABLE
from tests.factories import make_article, make_category, make_superuser

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def keys(module_db) -> dict[int, str]:
    """Store the items; return their keys by their numbers."""
    by, category = make_superuser(), make_category("Zzz")
    made = {}
    for key, title, text in ITEMS:
        item = make_article(by=by, category=category, title=title, summary=text, body="<p>Zzz.</p>")
        made[item.pk] = key
    return made


def test_the_table_is_long_enough():
    assert len(TABLE) >= 150
    assert len({query for query, _ in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("query", "expected"), TABLE, ids=lambda text: ascii(text)[1:40])
def test_a_query_finds_what_it_should_in_this_order(keys, query: str, expected: str):
    results = find(understood(query), SearchEntry.objects.published())
    found = [keys[entry.object_id] for entry in results.found]
    exact, _, loose = expected.partition("|")
    assert (found[: results.exact], found[results.exact :]) == (exact.split(), loose.split())
