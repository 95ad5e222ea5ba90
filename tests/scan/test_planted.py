"""What was planted behind the portal's back is found; what honest people write is not."""

import pytest

from categories.models import Category
from news.models import Article
from portal.core.identity.models import Identity
from portal.core.scan import running
from portal.core.scan.models import Finding
from tests.factories import make_article, make_category, make_image, make_superuser
from tests.scan import planted

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]


def find() -> list[Finding]:
    run, _ = running.run()
    assert run.failed == ""
    return planted.waiting()


def missed(what: list[planted.Planted]) -> list[str]:
    seen = find()
    return [each.name for each in what if not each.is_found(seen)]


@pytest.fixture
def articles() -> list[int]:
    """Numbers of as many articles as there are things to plant into texts."""
    texts = (*planted.IN_TEXTS, *planted.HIDDEN, *planted.INSERTED)
    first = make_article()
    fields = {f.attname: getattr(first, f.attname) for f in Article._meta.concrete_fields}
    del fields["id"]
    rows = Article.objects.bulk_create(Article(**fields) for _ in texts)
    return [row.pk for row in rows]


def test_everything_that_is_planted_into_texts_is_found(articles):
    assert missed(planted.plant_texts(articles)) == []


def test_everything_that_is_planted_into_other_columns_is_found(articles):
    Identity.objects.get_or_create(pk=1)
    numbers = {
        "news.Article": articles,
        "categories.Category": [make_category().pk, make_category().pk],
        "identity.Identity": [1],
    }
    assert Category.objects.count() >= 2
    assert missed(planted.plant_columns(numbers)) == []


def test_every_changed_file_and_every_foreign_upload_is_found(own_files):
    make_image(by=make_superuser())
    planted_files = planted.plant_files(own_files) + planted.plant_media()
    assert missed(planted_files) == []
    assert len(planted.waiting()) >= len(planted_files)
