"""What pages may cost: the queries of each, in one reviewed file.

`UPDATE_QUERY_COUNTS=1` before the test command writes what the pages cost now into
`query_counts.json`; the difference is then read and judged like any other change.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.core.accounts.models import User

BUDGETS = Path(__file__).with_name("query_counts.json")

CEILINGS: Mapping[str, int] = {
    "home": 10,
    "category": 8,
    "article": 8,
    "author": 6,
    "RSS": 4,
    "Atom": 4,
    "JSON feed": 4,
    "RSS of a category": 4,
    "Atom of a category": 4,
    "admin home": 20,
    "admin home, all parts full": 20,
    "admin home, all parts full, for an editor": 20,
    "admin list": 12,
    "admin list, for an editor": 12,
}
"""Promises of the product: not even an update of the file may go above these."""


def queries_of(client: Client, url: str) -> list[str]:
    """Return the SQL of a page that nothing has cached; the page must be there."""
    # The first visit of a session notes that the person was active: no cost of the page.
    User.objects.update(last_seen_at=timezone.now())
    cache.clear()
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
    assert response.status_code == 200, f"{url} answered {response.status_code}"
    return [query["sql"] for query in captured.captured_queries]


def assert_budget(name: str, client: Client, url: str) -> int:
    """Fail, with the SQL, unless the page at `url` costs just what the file says."""
    queries = queries_of(client, url)
    cost = len(queries)
    listing = "\n".join(f"{number}. {sql}" for number, sql in enumerate(queries, start=1))
    ceiling = CEILINGS.get(name)
    if ceiling is not None and cost > ceiling:
        raise AssertionError(f"“{name}” may never cost more than {ceiling} queries:\n{listing}")
    budgets = read_budgets()
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        budgets[name] = cost
        BUDGETS.write_text(json.dumps(budgets, indent=2, sort_keys=True, ensure_ascii=False) + "\n")
    elif budgets.get(name) != cost:
        budget = budgets.get(name, "no")
        raise AssertionError(f"“{name}” costs {cost} queries, has {budget} in budget:\n{listing}")
    return cost


def read_budgets() -> dict[str, int]:
    """Return the budgets by the names of the pages."""
    return dict(json.loads(BUDGETS.read_text()))
