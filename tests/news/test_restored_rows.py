"""What was typed into the rows of an article is given back with it."""

import pytest

from portal.core.content import State
from tests.factories import make_article, make_author, make_category, make_tag
from tests.news.desk_forms import Form, page

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

WINDOW = "c" * 32


def authors(*chosen, stored=0):
    """Return the rows of authors as a browser sends them."""
    rows = {"bylines-TOTAL_FORMS": len(chosen), "bylines-INITIAL_FORMS": stored}
    for number, author in enumerate(chosen):
        rows |= {f"bylines-{number}-author": author.pk, f"bylines-{number}-position": number + 1}
    return {name: str(value) for name, value in rows.items()}


@pytest.mark.parametrize("is_new", [True, False])
def test_rows_choices_and_html_come_back_as_they_were_typed(desk, is_new):
    pk = None if is_new else make_article(State.DRAFT).pk
    url = page("news_article", pk)
    lan, hung, tag, category = make_author("Lan"), make_author("Hùng"), make_tag(), make_category()
    opened = Form(desk.get(url))
    prefix = next(
        name for name in opened.values if name.endswith("-TOTAL_FORMS") and "byline" in name
    )
    prefix = prefix.removesuffix("-TOTAL_FORMS")
    rows = {name.replace("bylines", prefix): value for name, value in authors(lan, hung).items()}
    typed = {
        **opened.values,
        **rows,
        "body": "<p>Dở <strong>dang</strong></p><script>alert(1)</script>",
        "chosen_tags": [str(tag.pk)],
        "category": [str(category.pk)],
        "published_at_0": "32/13/2026",
        "_window": WINDOW,
    }
    place = url.replace("add/", "go-do/").replace("change/", "go-do/")
    assert desk.post(place, typed).status_code == 200
    answer = desk.get(f"{url}?khoi-phuc={WINDOW}")
    form = Form(answer)
    assert {name: form.typed(name) for name in rows if name.endswith("position")} == {
        f"{prefix}-0-position": "1",
        f"{prefix}-1-position": "2",
    }
    assert form.typed(f"{prefix}-1-author") == [str(hung.pk)]
    assert form.typed("chosen_tags") == [str(tag.pk)]
    assert form.typed("category") == [str(category.pk)]
    assert form.typed("published_at_0") == "32/13/2026"
    assert "<strong>dang</strong>" in form.typed("body")
    assert "alert(1)" not in answer.content.decode()
    assert form.errors == {}
