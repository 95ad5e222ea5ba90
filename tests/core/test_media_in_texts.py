"""Pictures in a text: browsers are told of the smaller renditions too."""

import pytest
from django.core.files.storage import default_storage
from django.template import Context, Template

from portal.core.media.in_texts import with_sizes
from tests.factories import make_article, make_image, picture_file

STEM = "/media/anh/2026/05/0123456789abcdef"


def test_the_smaller_sizes_are_named_with_the_version():
    markup = f'<img loading="lazy" src="{STEM}-800.webp?v=2" alt="Cầu">'
    names = ", ".join(f"{STEM}-{width}.webp?v=2 {width}w" for width in (320, 480, 800))
    assert f'srcset="{names}" sizes="' in with_sizes(markup)
    assert f'<img loading="lazy" src="{STEM}-800.webp?v=2" srcset' in with_sizes(markup)


@pytest.mark.parametrize(
    "markup",
    [
        f'<img src="{STEM}.jpg" alt="">',
        '<img src="/static/img/a-800.webp" alt="">',
        f"<p>src=&quot;{STEM}-800.webp&quot;</p>",
        f'<a href="{STEM}-800.webp">ảnh</a>',
        f'<video src="{STEM}-800.webp"></video>',
    ],
)
def test_anything_else_stays_as_it_is(markup: str):
    assert with_sizes(markup) == markup


@pytest.mark.django_db
def test_every_size_that_a_text_names_is_stored():
    image = make_image(upload=picture_file(size=(700, 500)))
    article = make_article(body=f'<p>Cầu.</p><figure><img src="{image.src}" alt="Cầu"></figure>')
    page = Template("{% load richtext %}{% richtext body %}").render(
        Context({"body": article.body})
    )
    addresses = page.partition('srcset="')[2].partition('"')[0].split(", ")
    assert [address.split(" ")[1] for address in addresses] == ["320w", "480w", "700w"]
    for address in addresses:
        assert default_storage.exists(address.split(" ")[0].removeprefix("/media/"))
