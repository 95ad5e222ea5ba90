"""Films and sound of the portal's own, links that stand for films elsewhere, own addresses."""

import pytest
from django.http import HttpResponse

from portal.core.richtext import allow_embeds, clean_html, has_embeds, printed
from tests.core.markup import dangers

NUMBER = "aB3-_xYz019"
REL = 'rel="noopener noreferrer"'
LINK = f'<a href="https://www.youtube.com/watch?v={NUMBER}" {REL}>'
EMBED = f'<figure class="embed">{LINK}Lễ khởi công</a></figure>'
VIDEO = (
    '<figure class="video"><video controls="" preload="none" src="/media/phim/le.mp4" '
    'poster="/media/phim/le.webp" width="1280" height="720"><track kind="captions" '
    'src="/media/phim/le.vtt" srclang="vi" label="Tiếng Việt" default=""></video>'
    '<figcaption>Lễ khởi công. <span class="credit">Phim: Minh Quang</span></figcaption></figure>'
)
AUDIO = '<audio controls="" preload="none" src="/media/tin.mp3"></audio>'


@pytest.mark.parametrize("part", [VIDEO, AUDIO, EMBED, f"<figure>{AUDIO}</figure>"])
def test_what_plays_stays_letter_by_letter(part):
    assert clean_html(part) == part


def test_a_film_never_plays_by_itself_and_always_has_its_buttons():
    attributes = "autoplay loop muted playsinline onplay=alert(1) crossorigin preload=auto"
    cleaned = clean_html(f'<figure><video src="/media/a.mp4" {attributes}></video></figure>')
    kept = '<video controls="" preload="none" src="/media/a.mp4"></video>'
    assert cleaned == f'<figure class="video">{kept}</figure>'


def test_a_film_outside_a_figure_gets_one_and_the_words_for_old_browsers_stay_words():
    film = '<video><source src="/media/a.mp4" type="video/mp4">Tải phim</video>'
    assert clean_html(f"<p>Trước {film} sau</p>") == (
        '<p>Trước </p><figure class="video"><video controls="" preload="none" '
        'src="/media/a.mp4"></video></figure><p>Tải phim sau</p>'
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://xau.example/a.mp4",
        "//xau.example/a.mp4",
        "/static/js/reader.js",
        "/quan-tri/",
        "/media/../quan-tri/a.mp4",
        "/media/%2E%2e/quan-tri/a.mp4",
        "/media/\\..\\a.mp4",
        "data:video/mp4;base64,AAAA",
        "javascript:alert(1)",
    ],
)
def test_films_sound_posters_and_captions_are_files_of_the_portal(address):
    assert clean_html(f'<video src="{address}">chữ</video>') == "chữ"
    assert clean_html(f'<audio src="{address}">chữ</audio>') == "chữ"
    inner = f'<track src="{address}" kind="captions">'
    film = clean_html(f'<video src="/media/a.mp4" poster="{address}">{inner}</video>')
    assert "poster" not in film
    assert "track" not in film


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.youtube.com/watch?v={NUMBER}",
        f"https://youtube.com/watch?app=desktop&amp;v={NUMBER}&amp;t=42s",
        f"http://m.youtube.com/watch?v={NUMBER}#x",
        f"https://youtu.be/{NUMBER}?si=abc",
        f"https://www.youtube.com/shorts/{NUMBER}",
        f"https://www.youtube.com/live/{NUMBER}?feature=share",
        f"https://www.youtube.com/embed/{NUMBER}",
        f"https://www.youtube-nocookie.com/embed/{NUMBER}?rel=0",
    ],
)
def test_a_link_to_a_film_alone_in_a_paragraph_becomes_a_film(address):
    assert clean_html(f'<p> <a href="{address}"><b>Lễ khởi công</b></a></p>') == EMBED
    film = f'<iframe src="{address}" title="Lễ khởi công" allowfullscreen></iframe>'
    if "/embed/" in address:
        assert clean_html(film) == EMBED


def test_a_bare_address_of_a_film_becomes_a_film_whose_title_is_told_when_printed():
    cleaned = clean_html(f"<p>https://youtu.be/{NUMBER}</p>")
    assert cleaned == EMBED.replace("Lễ khởi công", f"https://youtu.be/{NUMBER}")
    assert '<span class="embed__title">Video trên YouTube</span>' in printed(cleaned)


@pytest.mark.parametrize(
    "paragraph",
    [
        f'<p>Xem <a href="https://youtu.be/{NUMBER}" {REL}>phim</a></p>',
        f'<p><a href="https://youtu.be/{NUMBER}/x" {REL}>phim</a></p>',
        f'<p><a href="https://youtu.be/{NUMBER}x" {REL}>phim</a></p>',
        f'<p><a href="https://www.youtube.com/@minhgiang" {REL}>kênh</a></p>',
        f'<p><a href="https://youtube.com.xau.example/watch?v={NUMBER}" {REL}>phim</a></p>',
        f'<p><a href="https://xau.example/?youtu.be/{NUMBER}" {REL}>phim</a></p>',
        f'<li><a href="https://youtu.be/{NUMBER}" {REL}>phim</a></li>',
    ],
)
def test_any_other_link_stays_a_link(paragraph):
    whole = f"<ul>{paragraph}</ul>" if paragraph.startswith("<li") else paragraph
    assert clean_html(whole) == whole


@pytest.mark.parametrize(
    "figure",
    [
        '<figure class="embed"><a href="https://xau.example/embed">phim</a></figure>',
        '<figure class="embed"><a href="javascript:alert(1)">phim</a></figure>',
        '<figure class="embed">phim</figure>',
        '<figure class="embed" data-player="https://xau.example/">phim</figure>',
    ],
)
def test_a_film_of_no_known_host_is_none(figure):
    cleaned = clean_html(figure)
    assert "embed" not in cleaned.replace("xau.example/embed", "")
    assert "phim" in cleaned
    assert not has_embeds(cleaned)


def test_a_film_elsewhere_is_printed_as_a_link_that_says_where_it_leads():
    html = printed(f"<p>Một</p>{EMBED}")
    assert "Xem video trên YouTube (mở trang khác)</span></a>" in html
    assert '<span class="embed__title">Lễ khởi công</span>' in html
    assert f'data-player="https://www.youtube-nocookie.com/embed/{NUMBER}?autoplay=1"' in html
    assert "<iframe" not in html
    assert "(opens another site)" in printed(EMBED, language="en")


def test_only_an_answer_with_a_film_lets_the_player_in():
    with_film = allow_embeds(HttpResponse(), EMBED)
    assert vars(with_film)["_csp_update"] == {"frame-src": ["https://www.youtube-nocookie.com"]}
    assert not hasattr(allow_embeds(HttpResponse(), "<p>youtube</p>"), "_csp_update")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://minhgiang.example/tin/?a=1&amp;b=2#c", "/tin/?a=1&amp;b=2#c"),
        ("HTTPS://MinhGiang.Example/tin/", "/tin/"),
        ("//minhgiang.example/tin/", "/tin/"),
        ("https://minhgiang.example", "/"),
        ("https://minhgiang.example?q=a", "/?q=a"),
        ("https://minhgiang.example:443/tin/", "/tin/"),
        ("http://localhost:8000/tin/", "/tin/"),
        ("https://minhgiang.example:8443/tin/", "https://minhgiang.example:8443/tin/"),
        ("https://minhgiang.example@xau.example/", "https://minhgiang.example@xau.example/"),
        ("https://minhgiang.example//xau.example/", "https://minhgiang.example//xau.example/"),
        ("https://minhgiang.example/\\xau.example", "https://minhgiang.example/\\xau.example"),
        ("https://minhgiang.example.xau.example/", "https://minhgiang.example.xau.example/"),
        ("ftp://minhgiang.example/a", None),
    ],
)
def test_links_to_the_portal_itself_are_kept_as_paths(settings, address, kept):
    settings.SITE_URL = "https://minhgiang.example"
    settings.ALLOWED_HOSTS = ["minhgiang.example", "localhost", "*"]
    link = f'<a href="{kept}" {REL}>đi</a>' if kept else "đi"
    assert clean_html(f'<p>a <a href="{address}">đi</a></p>') == f"<p>a {link}</p>"


@pytest.mark.parametrize("address", ["/quan-tri/logout/", "/doc/5/", "/tin.html", "/?a.webp", "x"])
def test_a_page_is_no_picture(address):
    assert clean_html(f'<p>chữ<img src="{address}"></p>') == "<p>chữ</p>"


def test_pictures_given_by_the_portals_own_address_are_kept(settings):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://minhgiang.example", []
    cleaned = clean_html('<p><img src="https://minhgiang.example/media/a.webp" alt="Cầu"></p>')
    assert 'src="/media/a.webp"' in cleaned
    assert dangers(cleaned) == []


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("<table><thead><tr><td>a<th>b</table>", 'th scope="col">a</th><th scope="col">b'),
        ('<table><thead><tr><th scope="colgroup">a</table>', 'th scope="colgroup">a'),
        ("<table><tr><td>a<td></td><td><p>b</p></table>", "<td>a</td><td></td><td>b</td>"),
        ("<table><tr><td><p>một</p><p>hai</p></td></tr></table>", "<p>một</p><p>hai</p>"),
        ("<table><tr><td>a<td><table><tr><td>b</table></table>", "<td>a</td><td>b</td>"),
        ("<p>a</p><li>b</li><li>c</li>", "<p>a</p><ul><li>b</li><li>c</li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<figure><figcaption>a</figcaption></figure>", "<p>a</p>"),
        ("<a href='/x'><div>a</div><h3>b</h3></a>", f'<p><a href="/x" {REL}>a</a></p><h3>'),
        ("<b><p>a</p><p>b</p></b>", "<p><strong>a</strong></p><p><strong>b</strong></p>"),
        ("<p>a</p>b<br><br>c", "<p>a</p><p>b</p><p>c</p>"),
        ("<h2><div>a</div><div>b</div></h2>", "<h2>a b </h2>"),
        ("<dl><dt>a</dt><p>b</p></dl>", "<p>a</p><p>b</p>"),
    ],
)
def test_every_element_stands_where_it_may(markup, kept):
    assert kept in clean_html(markup)
