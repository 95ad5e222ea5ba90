"""Addresses of articles and of the lists they stand in."""

from django.urls import path, re_path

from news import views

app_name = "news"

urlpatterns = [
    # The number finds the article.  At most 15 digits: more would overflow a 64-bit column.
    re_path(r"^(?P<slug>[a-z0-9-]+)-(?P<pk>\d{1,15})\.html$", views.article_detail, name="article"),
    re_path(
        r"^luu-bai/(?P<slug>[a-z0-9-]+)-(?P<pk>\d{1,15})\.html$", views.article_saved, name="saved"
    ),
    path("chuyen-muc/<path:path>/", views.category_detail, name="category"),
    re_path(r"^luot-doc/(?P<pk>\d{1,15})\.gif$", views.article_read, name="read"),
    path("tac-gia/<slug:slug>/", views.author_detail, name="author"),
    path("tu-khoa/<slug:slug>/", views.tag_detail, name="tag"),
]
