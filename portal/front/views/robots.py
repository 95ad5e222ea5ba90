"""What search engines may read."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal.core.pagecache import cached_page
from portal.core.site import absolute_url


@cached_page()
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Allow the content, keep search results out: they would echo what strangers type.

    The admin's address is not named here; a list of what to avoid is a list of what to try.
    Nor are links to previews: whoever may not read them never learns that they ask not to be
    indexed (see `portal.core.preview.privacy`).
    """
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('front:search')}",
        *(["Disallow: /"] if settings.DEMO else []),
        f"Sitemap: {absolute_url(request, reverse('front:sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
