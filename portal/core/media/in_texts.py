"""Pictures of the library where they stand in a text: the sizes that browsers may choose from."""

import re

from django.conf import settings

from portal.core.media.renditions import WIDTHS

_SIZES = "(min-width: 46em) 680px, 94vw"
_PICTURE = re.compile(
    rf'(?<=<img )(?P<before>[^>]*?)src="(?P<stem>{re.escape(settings.MEDIA_URL)}anh/[\w/]+)'
    r'-(?P<width>\d{3,4})\.webp(?P<version>\?v=\d+)?"'
)


def with_sizes(markup: str) -> str:
    """Return clean HTML whose pictures name their smaller renditions too.

    A text names one rendition; the smaller ones exist with it, so nothing is looked up.
    """
    return _PICTURE.sub(_sized, markup)


def _sized(picture: re.Match[str]) -> str:
    own = int(picture["width"])
    version = picture["version"] or ""
    widths = [width for width in WIDTHS if width < own] + [own]
    addresses = (f"{picture['stem']}-{width}.webp{version} {width}w" for width in widths)
    source = f'src="{picture["stem"]}-{own}.webp{version}"'
    return f'{picture["before"]}{source} srcset="{", ".join(addresses)}" sizes="{_SIZES}"'
