"""Addresses of the pages that show content of all kinds."""

from django.conf import settings
from django.urls import path

from portal.front import feeds, sitemaps
from portal.front.views import (
    archive,
    display,
    home,
    privacy,
    robots,
    search,
    site_map,
    style_guide,
)

app_name = "front"

urlpatterns = [
    path("", home.home, name="home"),
    path("tim-kiem/", search.search, name="search"),
    path("tim-kiem/goi-y/", search.suggestions, name="suggestions"),
    path("opensearch.xml", search.opensearch, name="opensearch"),
    path("hien-thi/", display.display, name="display"),
    path("bao-ve-du-lieu/", privacy.privacy, name="privacy"),
    path("so-do-cong/", site_map.site_map, name="site-map"),
    path("tin/", archive.archive, name="archive"),
    path("tin/<int:year>/", archive.archive, name="archive-year"),
    path("tin/<int:year>/<int:month>/", archive.archive, name="archive-month"),
    path("tin/<int:year>/<int:month>/<int:day>/", archive.archive, name="archive-day"),
    path("rss.xml", feeds.SiteRss.view(), name="rss"),
    path("atom.xml", feeds.SiteAtom.view(), name="atom"),
    path("feed.json", feeds.site_json, name="json-feed"),
    path("chuyen-muc/<path:path>/rss.xml", feeds.CategoryRss.view(), name="category-rss"),
    path("chuyen-muc/<path:path>/atom.xml", feeds.CategoryAtom.view(), name="category-atom"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.section, name="sitemap-section"),
    path("robots.txt", robots.robots, name="robots"),
]

if settings.DEBUG:
    urlpatterns += [path("kieu-dang/", style_guide.style_guide, name="style-guide")]
