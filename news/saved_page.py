"""An article as one file that readers keep, print or send on: it needs no network."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpRequest

from news.models import Article
from portal.core.media.inline import Inliner
from portal.core.site import absolute_url

_LINK_WITHIN = re.compile(r'(?<=<a href=")/(?!/)')


@dataclass
class _Portable:
    """Makes clean HTML independent of where it is read."""

    do_not_call_in_templates: ClassVar[bool] = True
    home: str
    pictures: Inliner

    def __call__(self, markup: str) -> str:
        return self.pictures.pictures_of(_LINK_WITHIN.sub(self.home, markup))


def saved_context(request: HttpRequest, article: Article) -> dict[str, Any]:
    """Return the context of `news/article_saved.html`."""
    pictures = Inliner()
    return {
        "article": article,
        "picture": pictures.address(article.lead_image.src) if article.lead_image else "",
        "documents": [
            (document, absolute_url(request, document.file.url)) for document in article.documents
        ],
        "portable": _Portable(absolute_url(request, "/"), pictures),
        "address": absolute_url(request, article.get_absolute_url()),
    }
