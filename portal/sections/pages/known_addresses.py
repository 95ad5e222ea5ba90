"""Which standing pages there are, for those who link to them."""

from collections.abc import Collection
from functools import partial

from django.utils import timezone

from portal.core.addresses import answered
from portal.core.content import State
from portal.sections.pages.models import Language, PageAddress


def tell() -> None:
    """Answer for the addresses of both languages."""
    answered("pages:page", "slug", partial(_slugs, Language.VIETNAMESE))
    answered("pages:english-page", "slug", partial(_slugs, Language.ENGLISH))


def _slugs(language: Language, slugs: Collection[str]) -> set[str]:
    """Return the addresses of live pages, and those from which readers are sent on to one."""
    rows = PageAddress.objects.filter(language=language, slug__in=slugs)
    live = rows.filter(State.LIVE.condition(timezone.now(), "page__"))
    return set(live.values_list("slug", flat=True))
