"""Which standing pages there are, for those who link to them."""

from collections.abc import Collection
from functools import partial

from django.utils import timezone

from portal.core.addresses import Answer, Moves, answered
from portal.core.content import State
from portal.sections.pages.models import Language, PageAddress


def tell() -> None:
    """Answer for the addresses of both languages."""
    answered("pages:page", "slug", *_known(Language.VIETNAMESE))
    answered("pages:english-page", "slug", *_known(Language.ENGLISH))


def _known(language: Language) -> tuple[Answer, Moves]:
    return partial(_slugs, language), partial(_moved, language)


def _slugs(language: Language, slugs: Collection[str]) -> set[str]:
    """Return the addresses of live pages, and those from which readers are sent on to one."""
    rows = PageAddress.objects.filter(language=language, slug__in=slugs)
    live = rows.filter(State.LIVE.condition(timezone.now(), "page__"))
    return set(live.values_list("slug", flat=True))


def _moved(language: Language, slugs: Collection[str]) -> dict[str, str]:
    """Return where readers of these addresses are sent: a page's address, or what replaces it."""
    rows = PageAddress.objects.filter(language=language, slug__in=slugs)
    rows = rows.select_related("page").defer("page__body", "page__note")
    moved: dict[str, str] = {}
    for row in rows:
        if row.page.is_live():
            moved[row.slug] = row.page.get_absolute_url()
        elif row.page.replaced_by:
            moved[row.slug] = row.page.replaced_by
    return moved
