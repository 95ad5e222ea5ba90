"""What head and foot of every page know of the standing pages, written beside the identity.

Each page of the portal reads the identity anyway, so the links in the foot and the switch of
languages cost no query.  They carry their windows: a scheduled page comes by the clock.
"""

from portal.core.content import Status
from portal.core.identity.models import Identity, timed_link
from portal.sections.pages.models import Language, Page


def on_stored(item: Page, **kwargs: object) -> None:
    """Listener of `signals.stored`: head and foot change in the page's own transaction.

    A page on its way to publication is in neither; only withdrawing leads out of them.
    """
    if item.status in {Status.PUBLISHED, Status.WITHDRAWN}:
        refresh()


def refresh() -> None:
    """Write anew what head and foot show."""
    # Whoever changes another page meanwhile waits here, and then reads this change too.
    identity, _ = Identity.objects.select_for_update().get_or_create(pk=1)
    pages = list(Page.objects.public_from_now().in_order().for_links())
    footer = [p for p in pages if p.language == Language.VIETNAMESE and p.show_in_footer]
    english = [page for page in pages if page.is_english]
    Identity.objects.filter(pk=identity.pk).update(
        footer_links=[timed_link(p.title, p.get_absolute_url(), p) for p in footer],
        english_links=[timed_link(p.title, p.get_absolute_url(), p) for p in english],
    )
