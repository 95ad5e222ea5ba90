"""A test finds nothing of what the test before it did."""

import pytest
from django.core.management import call_command

from tests.browser import rows
from tests.browser.desk import come_in
from tests.factories import make_superuser

pytestmark = pytest.mark.browser

KEPT = "async () => [localStorage.getItem('mine'), await indexedDB.databases()]"
KEEP = """() => new Promise(done => {
    document.cookie = "mine=1";
    localStorage.setItem("mine", "1");
    indexedDB.open("mine").onsuccess = opened => { opened.target.result.close(); done(); };
})"""


def test_a_browser_that_is_used_again_has_forgotten_who_worked_there_and_what_on(open_desk):
    window = open_desk()
    page = come_in(window, make_superuser())
    page.goto("/quan-tri/")
    page.evaluate(KEEP)
    window.forget()
    assert window.context.cookies() == []
    page.goto("/quan-tri/")
    assert "/login/" in page.url
    assert page.evaluate(KEPT) == [None, []]


@pytest.mark.usefixtures("django_db_serialized_rollback")
def test_what_the_migrations_stored_is_put_back_as_it_was():
    before = rows.read()
    call_command("flush", interactive=False, inhibit_post_migrate=True, verbosity=0)
    assert rows.read() == []
    rows.write(before)
    assert stored(rows.read()) == stored(before)


def stored(tables: list[rows.Table]) -> dict[str, list[str]]:
    return {table.insert: sorted(map(repr, table.rows)) for table in tables}
