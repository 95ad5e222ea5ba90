"""The portal's JSON is as `static/openapi.json` says, which is there for whoever uses it."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, seed, settings
from schemathesis import Case, GenerationMode, openapi
from schemathesis.schemas import APIOperation

from portal.settings.reading import BASE_DIR
from tests.factories import make_article, make_author
from tests.fuzz.portal import Portal
from tests.fuzz.running import SEED

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

TIMES = 60


@pytest.fixture
def portal(db) -> Iterator[Portal]:
    """A portal with an article to tell of."""
    make_article(authors=(make_author(),))
    portal = Portal({})
    yield portal
    portal.close()


def operations(portal: Portal) -> dict[str, APIOperation]:
    """Return what the description describes."""
    schema = openapi.from_path(BASE_DIR / "static" / "openapi.json")
    schema.app = portal.application
    return {each.ok().label: each.ok() for each in schema.get_all_operations()}


def test_what_is_described_is_what_there_is(portal):
    assert set(operations(portal)) == {"GET /feed.json", "GET /tim-kiem/goi-y/"}


@pytest.mark.parametrize(
    ("label", "mode"),
    [
        ("GET /feed.json", GenerationMode.POSITIVE),  # takes no parameter that could be wrong
        ("GET /tim-kiem/goi-y/", GenerationMode.POSITIVE),
        ("GET /tim-kiem/goi-y/", GenerationMode.NEGATIVE),
    ],
)
def test_answers_are_as_described_whatever_is_asked(portal, label, mode):
    operation = operations(portal)[label]

    @seed(SEED)
    @settings(
        max_examples=TIMES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case: Case) -> None:
        case.call_and_validate()

    ask()
