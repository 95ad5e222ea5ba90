"""How the pages of the public are rendered."""

from typing import Any

import pytest
from django.template import Context, Template, engines
from django.template.loader import get_template
from django.test import RequestFactory
from jinja2 import UndefinedError

from portal.core.jinja import ENGINE, Lazy

PUBLIC: Any = engines[ENGINE]
HOSTILE = "<script>alert(1)</script> & \"'"


def printed(template: str, **context: object) -> str:
    return str(PUBLIC.from_string(template).render(context))


@pytest.mark.parametrize("name", ["a.html", "a.xml", "a.txt", "a.css", "a", None])
def test_text_is_escaped_whatever_the_template_is_called(name):
    env = PUBLIC.env
    code = env.compile("{{ text }}", name)
    page = env.template_class.from_code(env, code, env.make_globals(None)).render(text=HOSTILE)
    assert not set("<>\"'") & set(page)


def test_what_django_calls_safe_is_printed_as_it_is():
    page = printed("{{ json_ld(data) }}{{ richtext(body) }}", data={"a": 1}, body="<p>Chữ</p>")
    assert page == '{"a": 1}<p>Chữ</p>'


@pytest.mark.parametrize(
    "template",
    ["{{ titel }}", "{% if titel %}x{% endif %}", "{% for x in titel %}{% endfor %}", "{{ a.b }}"],
)
def test_a_name_that_nobody_gave_is_an_error_and_not_an_empty_place(template):
    with pytest.raises(UndefinedError):
        printed(template, title="Tin", a=object())


def test_numbers_for_people_are_written_as_vietnamese_write_them():
    assert printed("{{ 1000|number }} {{ 1234567|number }}") == "1.000 1.234.567"
    assert printed('<a href="?trang={{ 1000 }}">') == '<a href="?trang=1000">'


def test_dates_are_printed_by_both_kinds_of_templates_alike():
    assert printed("{{ none|vi_date }}{{ now_vi() }}") == Template(
        "{% load vietnamese %}{{ x|vi_date }}{% now_vi %}"
    ).render(Context({"x": None}))


@pytest.mark.parametrize(
    ("name", "kind"), [("404.html", "public"), ("admin/base_site.html", "django")]
)
def test_the_desk_keeps_djangos_templates(name, kind):
    assert get_template(name).backend.name == kind  # type: ignore[attr-defined]


def test_what_the_view_says_counts_more_than_what_every_page_says():
    template = PUBLIC.from_string("{{ here }}")
    request = RequestFactory().get("/tim-kiem/")
    assert template.render({}, request) == "/tim-kiem/"
    assert template.render({"here": "/"}, request) == "/"


def test_a_lazy_value_is_made_once_and_only_where_it_is_named():
    made: list[str] = []

    def make() -> str:
        made.append("Minh Giang")
        return made[0]

    value = Lazy(make)
    assert printed("{{ other }}", name=value, other="x") == "x"
    assert made == []
    assert printed("{{ name }}{{ name }}", name=value) == "Minh GiangMinh Giang"
    assert Template("{{ name }}").render(Context({"name": value})) == "Minh Giang"
    assert made == ["Minh Giang"]


def test_the_desk_shows_components_of_the_public():
    desk = Template('{% load components %}{% component "alert" text href="/" %}')
    page = desk.render(Context({"text": HOSTILE}))
    assert "&lt;script&gt;" in page
    assert '<a href="/">' in page
