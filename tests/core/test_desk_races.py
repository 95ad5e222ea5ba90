"""Two people who save in the same instant: the slower one is told at the field, not by an error."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.db import IntegrityError, models

from categories.models import Category
from news.admin import AuthorAdmin
from news.models import Author, Tag
from portal.core.admin.races import RacingAdmin
from portal.sections.pages.models import Page
from tests.factories import (
    make_author,
    make_category,
    make_page,
    make_tag,
)
from tests.news.desk_forms import assert_kept, assert_refused, page, send

pytestmark = pytest.mark.django_db


class Race(NamedTuple):
    """What a colleague stores, and what is typed meanwhile by somebody who cannot know of it."""

    rival: Callable[[], object]
    model: type[models.Model]
    url: str
    typed: dict[str, str]
    field: str


PAGE = {"title": "Gọi chúng tôi", "summary": "Số máy.", "body": "<p>1022</p>"}
RACES = [
    Race(
        lambda: make_page(title="Liên hệ"),
        Page,
        page("pages_page"),
        {**PAGE, "slug": "lien-he"},
        "slug",
    ),
    Race(
        lambda: make_author("Thu Phương"),
        Author,
        page("news_author"),
        {"name": "Phường Thu", "unit": "Đài", "slug": "thu-phuong"},
        "slug",
    ),
    Race(
        lambda: make_tag("nước sạch"),
        Tag,
        page("news_tag"),
        {"name": "nước sạch"},
        "name",
    ),
    Race(
        lambda: make_category("Đô thị"),
        Category,
        page("categories_category"),
        {"name": "Thành phố", "slug": "do-thi"},
        "slug",
    ),
]
each_race = pytest.mark.parametrize("race", RACES, ids=[race.model.__name__ for race in RACES])


def hide_from_first_checks(monkeypatch, model: type[models.Model], times: int) -> None:
    """Let the first checks of a model pass, as they do while a colleague's row is not yet there.

    The row itself cannot come later: it would be rolled back with what the loser has written.
    """
    for name in ("clean", "validate_unique", "validate_constraints"):
        monkeypatch.setattr(model, name, blind(getattr(model, name), times))


def blind(method: Callable[..., Any], times: int) -> Callable[..., Any]:
    left: Iterator[int] = iter(range(times))

    def check(*args: Any, **kwargs: Any) -> Any:
        return method(*args, **kwargs) if next(left, None) is None else None

    return check


@each_race
def test_a_row_that_a_colleague_stores_in_the_same_instant_is_named_at_the_field(
    desk, race, monkeypatch
):
    race.rival()
    rows = race.model._default_manager.count()
    # An action checks once more than the form does, and must be too early as well.
    checks = 2 if race.model is Page else 1
    hide_from_first_checks(monkeypatch, race.model, checks)
    form = assert_refused(send(desk, race.url, **race.typed), race.field)
    assert_kept(form, **race.typed)
    assert race.model._default_manager.count() == rows


def test_a_row_that_the_action_finds_but_the_form_did_not_is_named_at_the_field(desk, monkeypatch):
    make_page(title="Liên hệ")
    hide_from_first_checks(monkeypatch, Page, 1)
    form = assert_refused(send(desk, page("pages_page"), **PAGE, slug="lien-he"), "slug")
    assert "đã là của trang “Liên hệ”" in form.errors["slug"][0]
    assert_kept(form, **PAGE, slug="lien-he")


def test_an_address_that_the_portal_chose_gives_way_without_a_word(desk, monkeypatch):
    make_page(title="Gọi chúng tôi")
    free_slug, early = Page.free_slug, iter(["goi-chung-toi"])
    monkeypatch.setattr(
        Page, "free_slug", lambda item, slug: next(early, None) or free_slug(item, slug)
    )
    hide_from_first_checks(monkeypatch, Page, 2)
    assert send(desk, page("pages_page"), **PAGE).status_code == 302
    slugs = sorted(Page.objects.values_list("slug", flat=True))
    assert slugs == ["goi-chung-toi", "goi-chung-toi-2"]


def test_a_refusal_that_no_check_can_explain_is_an_error_and_no_endless_loop(desk, monkeypatch):
    make_author("Thu Phương")
    hide_from_first_checks(monkeypatch, Author, 99)
    with pytest.raises(IntegrityError):
        send(desk, page("news_author"), name="Phường Thu", slug="thu-phuong")


def test_a_save_that_fails_at_its_very_end_does_not_say_that_it_was_done(desk, monkeypatch):
    respond, refusals = AuthorAdmin.response_add, iter([IntegrityError("a row is gone")])

    def fail_once(*args: Any) -> Any:
        answer = respond(*args)
        for refusal in refusals:
            raise refusal
        return answer

    monkeypatch.setattr(AuthorAdmin, "response_add", fail_once)
    answer = send(desk, page("news_author"), name="Thu Phương")
    assert len(list(get_messages(answer.wsgi_request))) == 1
    assert Author.objects.count() == 1


def test_every_form_of_the_desk_is_checked_again():
    others = [a for a in admin.site._registry.values() if not isinstance(a, RacingAdmin)]
    assert others == []
