"""Every attack of the corpus against the one function that cleans."""

import pytest

from portal.core.richtext import clean_html, printed
from tests.contract.pages import parse
from tests.core.attack_corpus import ATTACKS, batches, everything
from tests.core.markup import dangers

PLACES = (
    "{}",
    "<p>trước {} sau</p>",
    "<table><tr><td>{}</td></tr></table>",
    "<ul><li>{}</li></ul>",
    "<figure><img src='/media/a.webp' alt=''><figcaption>{}</figcaption></figure>",
    "<section class='facts'>{}</section>",
    "<a href='/tin/'>{}</a>",
    "<b style='font-weight:normal'>{}</b>",
)
each_group = pytest.mark.parametrize("group", ATTACKS)


def test_the_corpus_is_large_and_says_nothing_twice():
    assert len(set(everything())) == len(everything()) >= 600


@each_group
def test_nothing_that_a_text_may_not_hold_is_left_of_an_attack(group):
    found = {}
    for attack in ATTACKS[group]:
        for place in PLACES:
            markup = place.replace("{}", attack)
            cleaned = clean_html(markup)
            if left := dangers(cleaned) or parse(cleaned).handlers:
                found[markup] = left
    assert found == {}


@each_group
def test_what_is_left_of_an_attack_stays_as_it_is(group):
    once = {attack: str(clean_html(attack)) for attack in ATTACKS[group]}
    assert {attack: clean for attack, clean in once.items() if clean_html(clean) != clean} == {}


@each_group
def test_no_attack_runs_where_it_is_printed(group):
    found = {a: left for a in ATTACKS[group] if (left := parse(printed(a)).handlers)}
    assert found == {}


def test_nothing_is_left_of_many_attacks_at_once():
    texts = batches()
    assert [left for text in texts if (left := dangers(clean_html(text)))] == []
    assert [left for text in texts if (left := parse(printed(text)).handlers)] == []


def test_links_and_words_that_nobody_was_to_see_are_gone():
    kept = [clean_html(f"<p>Một</p>{attack}") for attack in ATTACKS["hidden"]]
    assert [html for html in kept if "xau.example" in html or "cá cược" in html] == []


def test_no_picture_film_or_player_is_asked_of_another_host():
    texts = [text for attack in everything() for text in (attack, clean_html(attack))]
    pages = [parse(printed(text)) for text in texts]
    asked = {
        element[name]
        for page in pages
        for element in page.elements
        for name in ("src", "poster", "srcset", "data", "data-player")
        if element.tag != "a" and element[name]
    }
    player = "https://www.youtube-nocookie.com/embed/aaaaaaaaaaa?autoplay=1"
    assert player in asked
    assert [a for a in asked - {player} if "xau.example" in a and not a.startswith("http:")] == []
    assert [a for a in asked - {player} if a.startswith(("//", "https:", "data:", "\\"))] == []
