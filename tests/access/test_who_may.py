"""Every address of the project, asked by every kind of account, as the access table says."""

import pytest

from tests.access.crawler import Answer, Crawler
from tests.access.patterns import Pattern, all_patterns
from tests.access.table import LETTERS, table
from tests.access.town import NOBODY, ROLES, SUPERUSER, Town

pytestmark = pytest.mark.django_db

ON_POSTGRES = set(list(ROLES)[3:6])
"""The roles are shared out: what an account may is not asked of the database's own words."""
DATABASE = {False: "sqlite", True: "postgres"}
each_role = pytest.mark.parametrize(
    "role",
    [
        pytest.param(role, marks=pytest.mark.any_database(DATABASE[role in ON_POSTGRES]))
        for role in ROLES
    ],
)


@pytest.fixture(scope="module")
def town(module_db) -> Town:
    return Town()


@pytest.fixture(scope="module")
def addresses(town) -> dict[Pattern, str]:
    return {pattern: town.address(pattern) for pattern in all_patterns()}


@pytest.mark.any_database("sqlite")
def test_every_pattern_stands_in_the_table_and_nothing_else():
    assert {pattern.name for pattern in all_patterns()} == set(table())


@pytest.mark.crawl
@each_role
def test_an_account_opens_and_sends_what_the_table_says(town, addresses, role):
    letter = LETTERS[ROLES.index(role)]
    crawler, wrong = Crawler(town, role), []
    for pattern, address in addresses.items():
        opens, takes = table().get(pattern.name, ("", ""))
        wrong += _wrong(f"GET {address}", crawler.open(address), letter in opens)
        wrong += _wrong(f"POST {address}", crawler.send(address), letter in takes)
    assert wrong == [], "\n".join(wrong)


@pytest.mark.crawl
@pytest.mark.any_database("sqlite")
@pytest.mark.parametrize("role", [NOBODY, SUPERUSER])
def test_no_parameter_leads_to_another_host(town, addresses, role):
    crawler, wrong = Crawler(town, role), []
    for address in addresses.values():
        wrong += [f"{address}: {fault}" for fault in crawler.open_with_wishes(address).faults()]
    assert wrong == [], "\n".join(wrong)


def _wrong(request: str, answer: Answer, is_let_in: bool) -> list[str]:
    """Return what an answer should not have been."""
    faults = answer.faults()
    if answer.lets_in != is_let_in:
        faults.append("refused" if is_let_in else "let in")
    return [f"{request}: {fault} ({answer.status} {answer.location})" for fault in faults]
