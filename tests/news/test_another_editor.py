"""Another editor behind the same seam, by one setting: a plain text field."""

import pytest

from news.models import Article
from portal.core.content import State
from tests.contract.pages import parse
from tests.factories import make_article
from tests.news.desk_forms import Form, page, send

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

BODY = "<h2>Một</h2>\n<p>Hai <strong>ba</strong>.</p>"


@pytest.fixture(autouse=True)
def plain_text_field(settings):
    settings.RICHTEXT_WIDGET = "django.forms.Textarea"


def test_an_article_is_written_read_again_and_published(desk):
    article = make_article(State.DRAFT)
    address = page("news_article", article.pk)
    assert send(desk, address, body=f"{BODY}<script>alert(1)</script>").status_code == 302
    article.refresh_from_db()
    assert article.body == BODY

    answer = desk.get(address)
    assert Form(answer).typed("body") == BODY
    form = parse(answer.content.decode())
    assert not [script["src"] for script in form.all("script") if "ckeditor" in script["src"]]
    assert not form.all("div", **{"class": "django-ckeditor-widget"})

    assert send(desk, address, "publish", body="<p>Bốn</p>").status_code == 302
    assert "<p>Bốn</p>" in desk.get(article.get_absolute_url()).content.decode()


def test_a_form_with_a_mistake_keeps_what_was_typed(desk):
    answer = send(desk, page("news_article", make_article(State.DRAFT).pk), body=BODY, title="")
    assert Form(answer).typed("body") == BODY
    assert Article.objects.filter(body=BODY).count() == 0
