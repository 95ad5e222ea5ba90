"""What every test may lean on."""

import gc
import itertools
import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models.expressions import Col
from django.template import Context, Engine, Template
from django.template.backends.jinja2 import Template as Jinja2Template
from django.test import Client
from django.test.signals import template_rendered
from django.utils.safestring import SafeString

from portal.core.accounts.models import User
from portal.core.audit import guard
from portal.core.search import log, vocabulary
from tests.factories import make_superuser

# Helpers that assert: pytest explains their failures only when told before they are imported.
pytest.register_assert_rewrite("tests.news.desk_forms")


_numbers = itertools.count()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup) -> None:
    """Let tests that commit be cleaned up after: the database refuses to empty the audit trail."""
    operations = connection.ops
    execute = operations.execute_sql_flush

    def empty_the_trail_too(statements: Iterable[str]) -> None:
        guard.remove()
        execute(statements)
        guard.ensure()

    operations.execute_sql_flush = empty_the_trail_too  # type: ignore[method-assign, assignment]


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give each test its own folder of uploaded files; it is made when something is stored."""
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / f"media-{next(_numbers)}"


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Begin with an empty cache, whatever the test before left in it."""
    cache.clear()


@pytest.fixture(autouse=True)
def nothing_searched() -> Iterator[None]:
    """Begin and end with no search waiting to be written: it would cost another test queries."""
    log._waiting.take()
    yield
    log._waiting.take()


@pytest.fixture(autouse=True)
def no_word_learnt() -> None:
    """Forget which words are in the table: what a test has committed is taken back after it."""
    vocabulary._learnt.clear()


@pytest.fixture(scope="session", autouse=True)
def only_pages_tell_their_context(django_test_environment) -> Iterator[None]:
    """Keep for `answer.context` what a page was rendered with, not each of its parts.

    Django's test environment copies it for every template within a template: for 400 pieces of
    a form of the desk, a tenth of the time.
    """

    def render(self: Template, context: Context) -> SafeString:
        if context.template is self and self.engine is Engine.get_default():  # tests make it anew
            template_rendered.send(sender=self, template=self, context=context)
        return self.nodelist.render(context)

    render_public = Jinja2Template.render

    def render_and_tell(self: Jinja2Template, context: dict[str, Any]) -> str:
        shadowed = context.keys() & self.backend.env.globals.keys()
        assert not shadowed, f"{self.template.name} cannot call {shadowed}: the view calls it so"
        template_rendered.send(sender=self, template=self, context=context)
        return render_public(self, context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        patch.setattr(Jinja2Template, "render", render_and_tell)
        yield


@pytest.fixture(scope="session", autouse=True)
def columns_are_quick_to_hash() -> Iterator[None]:
    """Hash a column of a query by its table and field.

    Django spells out how it was made, for each column of an ordered query: one part in sixty of
    all the time.  Equal columns still have equal hashes; whether they are equal Django says.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Col, "__hash__", lambda column: hash((column.alias, column.target)))
        yield


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Keep rows from the first test of a module to its last, then roll them back.

    A fixture of the same scope makes the rows on it once; every test of the module finds them and
    works in a savepoint.  Objects are read anew for each test: a change in memory would stay.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    """Return a function that gives a browser in which an account is signed in."""

    def browser(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return browser


@pytest.fixture
def desk(sign_in: Callable[[User], Client]) -> Client:
    """A browser in which somebody is signed in who may do everything."""
    return sign_in(make_superuser())


def pytest_configure() -> None:
    """Hash passwords cheaply: the strength of a hash is Django's to test.

    Requests that are refused, which many tests send, write no log: each took a stack's spelling
    out, more than half of them longer than the refusal.
    """
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    logging.getLogger("django.request").setLevel(logging.ERROR)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what need not run here: `run.py test` tests on both databases at once.

    What asks no database runs with SQLite only.  What is marked `any_database` looks at what was
    stored, not at what a database answers; it runs with the one that is named there, so that both
    have as much to do.  In a file with that mark, a test marked `every_database` runs on both.
    What is marked `only_database` is about a thing that the other does not have.
    """
    if config.getoption("collectonly"):
        return
    here, divided = config.getoption("--db"), config.getoption("--divided")
    kept = [item for item in items if _runs_on(here, item, divided=divided)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def pytest_collection_finish() -> None:
    """Leave out of the collector's rounds what lives to the end anyway, and make them rarer."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


def _runs_on(database: str, item: pytest.Item, *, divided: bool) -> bool:
    if only := item.get_closest_marker("only_database"):
        return bool(only.args[0] == database)
    chosen = item.get_closest_marker("any_database")
    if divided and chosen is not None and not item.get_closest_marker("every_database"):
        return bool(chosen.args[0] == database)
    return database == "sqlite" or _asks_a_database(item)


def _asks_a_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return bool(item.get_closest_marker("django_db")) or "db" in fixtures
