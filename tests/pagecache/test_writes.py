"""Which statements give the portal a new version: all that may change a page."""

import pytest
from django.apps import apps

from news.models import Article
from portal.core.pagecache.writes import is_private, is_public_write, unseen

ON_PAGES = {
    "categories_category", "categories_categoryredirect", "front_homesection", "front_tasklink",
    "identity_identity", "media_attachment", "media_document", "media_image", "media_recording",
    "news_article", "news_article_further_categories", "news_articletag", "news_author",
    "news_byline", "news_placement", "news_rank", "news_tag", "pages_page", "pages_pageaddress",
}  # fmt: skip
"""A new table is here until its application says that no page shows it."""


def test_which_tables_are_on_pages_is_known():
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert {table for table in tables if not is_private(table)} == ON_PAGES


@pytest.mark.parametrize(
    "sql",
    [
        'INSERT INTO "news_article" ("title") VALUES (%s)',
        'INSERT OR IGNORE INTO "news_articletag" VALUES (1)',
        'REPLACE INTO "news_rank" VALUES (1)',
        'update "news_article" set title = %s',
        ' \n DELETE FROM "news_tag" WHERE id IN (1)',
        'DELETE FROM ONLY "news_tag"',
        "UPDATE news_article SET version = 2",
        'TRUNCATE "news_article" CASCADE',
        'ALTER TABLE "news_article" ADD COLUMN x int',
        "DROP TABLE news_tag",
        "WITH gone AS (DELETE FROM news_tag RETURNING id) SELECT 1",
        "MERGE INTO news_tag USING other ON true WHEN MATCHED THEN DELETE",
        "CALL refile()",
        "DO $$ BEGIN END $$",
        "INSERT INTO a_table_of_nobody VALUES (1)",
    ],
)
def test_what_may_change_a_page_counts(sql: str):
    assert is_public_write(sql)


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT "news_article"."id" FROM "news_article" FOR UPDATE',
        "WITH words AS (SELECT 1) SELECT * FROM words",
        'SAVEPOINT "s1"',
        'RELEASE SAVEPOINT "s1"',
        "PRAGMA foreign_keys",
        'INSERT INTO "audit_auditentry" VALUES (1)',
        'UPDATE "django_session" SET expire_date = 1',
        'UPDATE "accounts_user" SET last_seen_at = %s',
        'INSERT INTO "workflow_revision" VALUES (1)',
        'INSERT INTO "drafts_autosave" VALUES (1)',
        'UPDATE "search_searchentry" SET words = 1',
        "INSERT INTO search_words (search_words) VALUES ('rebuild')",
        'UPDATE "news_dailyreads" SET count = count + 1',
        'DELETE FROM "categories_delegation"',
    ],
)
def test_what_no_page_shows_does_not(sql: str):
    assert not is_public_write(sql)


def test_an_item_that_readers_do_not_see_may_be_written_unseen():
    with unseen(Article):
        assert not is_public_write('UPDATE "news_article" SET title = 1')
        assert not is_public_write('INSERT INTO "news_byline" VALUES (1)')
        assert not is_public_write('INSERT INTO "media_attachment" VALUES (1)')
        assert is_public_write('INSERT INTO "news_tag" VALUES (1)')
        assert is_public_write('UPDATE "pages_page" SET title = 1')
    assert is_public_write('UPDATE "news_article" SET title = 1')
