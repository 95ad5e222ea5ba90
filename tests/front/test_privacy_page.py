"""What citizens are told of their data is what the portal does with it."""

import pytest
from django.urls import reverse

from portal.core.identity.models import Identity
from tests.contract.pages import parse

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

PAGE = reverse("front:privacy")


def test_the_figures_are_those_by_which_is_deleted(client, settings):
    settings.REPORT_KEEP_DAYS, settings.SEARCH_KEEP_DAYS = 321, 123
    settings.SERVER_LOG_DAYS, settings.BACKUP_KEEP_MONTHS = 77, 6
    page = client.get(PAGE).content.decode()
    told = ("321 ngày sau khi xử lý", "câu tìm sau 123 ngày", "sau 77 ngày", "nhất 6 tháng")
    for words in told:
        assert words in page


def test_it_says_whom_to_ask(client):
    Identity.objects.update(phone="0210 999 999", email="ubnd@minhgiang.example")
    page = parse(client.get(PAGE).content.decode())
    assert page.all("a", href="mailto:ubnd@minhgiang.example")


@pytest.mark.parametrize("name", ["front:home", "reports:report", "front:site-map"])
def test_it_is_one_link_away(client, name):
    page = parse(client.get(reverse(name)).content.decode())
    assert page.all("a", href=PAGE)


def test_reading_it_leaves_nothing_behind(client):
    answer = client.get(PAGE)
    assert not answer.cookies
