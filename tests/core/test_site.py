"""Absolute and canonical addresses, and data for search engines."""

import json

import pytest
from django.test import RequestFactory

from portal.core.printing import json_ld
from portal.core.site import absolute_url, canonical_url


def request_for(path: str):
    return RequestFactory().get(path)


def test_an_address_is_that_of_the_request_where_none_is_set(settings):
    settings.SITE_URL = ""
    assert absolute_url(request_for("/a/"), "/tin/") == "http://testserver/tin/"


def test_an_address_is_that_of_the_site_where_one_is_set(settings):
    settings.SITE_URL = "https://minhgiang.example"
    assert absolute_url(request_for("/a/"), "/tin/") == "https://minhgiang.example/tin/"


def test_an_address_that_is_absolute_stays(settings):
    settings.SITE_URL = "https://minhgiang.example"
    elsewhere = "https://anh.example/a.webp"
    assert absolute_url(request_for("/a/"), elsewhere) == elsewhere


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/tin/", "/tin/"),
        ("/tin/?utm_source=zalo&fbclid=1", "/tin/"),
        ("/tin/?trang=2&utm_source=zalo", "/tin/?trang=2"),
        ("/tin/?thang=5&nam=2026", "/tin/?nam=2026&thang=5"),
        ("/tin/?nam=&thang=", "/tin/"),
    ],
)
def test_a_page_has_one_canonical_address(settings, asked: str, canonical: str):
    settings.SITE_URL = "https://minhgiang.example"
    assert canonical_url(request_for(asked)) == f"https://minhgiang.example{canonical}"


def test_json_in_a_page_cannot_end_its_script():
    data = {"headline": "</script><!-- & “Đường”"}
    printed = json_ld(data)
    assert not set("<>&") & set(printed)
    assert json.loads(printed) == data
