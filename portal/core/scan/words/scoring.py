"""How much a stretch of text sounds like an advertisement for gambling or usury.

This is the whole rule.  A stretch is a paragraph, or some sentences of a long one.

| What stands in it | Points |
|---|---|
| a word that only sellers use (`strong` in terms.toml), at most two | 4 each |
| a word that the news use, too (`plain`), at most three | 1 each |
| either of them in disguise: torn apart, foreign letters, figures, invisible signs | 5 each |
| either of them without its accents, in a text that has accents | 1, once |
| a name made like those of bookmakers ("xyz88"), at most two | 2 each |
| what makes one come, pay or call (`promotions`), at most three | 2 each |
| a way to reach somebody (`contacts`, a telephone number), beside such a call | 1, once |
| a link to a host that the portal does not know | 2, once |
| such a link whose own words are one of the first two | 2 more, once |
| what tells of crime and its prevention (`reports`), at most four | 3 off each |
| the same in the rest of the text, three of them at least | 3 off, once |

Nothing is counted where there is neither such a word nor such a name, and nothing is taken off
for a disguise: who reports of gambling spells it out.  From `ALARM` on it is a finding.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from portal.core.scan.words.finding import Dress, Page, Said
from portal.core.scan.words.letters import Outline
from portal.core.scan.words.terms import Term, read_terms

ALARM = 5
LONGEST = 800
"""Characters of a stretch."""
_BRAND = re.compile(
    r"(?<![\w.@/-])(?:[a-z]{3,10}(?:88|99|89|68|79|789|365|777|666|567|247)"
    r"|[a-z]{0,6}\d{1,3}[a-z]{0,6}(?:bet|win|club|vip|game|casino))(?![\w-])"
)
_LIKE_BRAND = re.compile(
    r"(?<=[a-z])(?:88|99|89|68|79|365|777|666|567|247)(?![\w-])"
    r"|\d[a-z]{0,6}(?:bet|win|club|vip|game|casino)"
)
"""Begins with a figure, and so is looked for in a tenth of the time."""
_PHONE = re.compile(r"(?<!\d)0[35789](?:[ .]?\d){8}(?!\d)")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_REPORTED_ELSEWHERE = 3


@dataclass(frozen=True)
class Link:
    """A link in a text: where its words stand, and to which host that nobody knows it leads."""

    begin: int
    end: int
    host: str


@dataclass
class Score:
    """What was counted in one stretch."""

    points: int = 0
    why: list[str] = field(default_factory=list)
    excerpt: str = ""

    def add(self, points: int, why: str) -> None:
        """Count something."""
        self.points += points
        self.why.append(why)


def worst(text: str, find_links: Callable[[], Sequence[Link]] = tuple) -> Score:
    """Return the score of the worst stretch of `text`; nothing is counted in most texts.

    `find_links` is asked where something is.
    """
    terms = read_terms()
    whole = Outline(text)
    topics = [term for term in terms.topics if whole.may_say(term.outline)]
    if not topics and not _may_name_brand(text):
        return Score()
    reported = sum(whole.may_say(term.outline) for term in terms.reports)
    best, links = Score(), find_links()
    for begin, end in stretches(text):
        bare = Outline(text[begin:end])
        here = [term for term in topics if bare.may_say(term.outline)]
        if not here and not _may_name_brand(text[begin:end]):
            continue
        near = [
            Link(link.begin - begin, link.end - begin, link.host)
            for link in links
            if link.begin < end and link.end > begin
        ]
        score = _score(Page(text[begin:end]), here, near, reported, has_accents=not text.isascii())
        if score.points > best.points:
            best = score
    return best


def _may_name_brand(text: str) -> bool:
    return bool(_LIKE_BRAND.search(text.lower()))


def stretches(text: str) -> Iterable[tuple[int, int]]:
    """Yield where the stretches of `text` begin and end."""
    begin = 0
    for paragraph in text.splitlines(keepends=True):
        end = begin + len(paragraph)
        while end - begin > LONGEST:
            cuts = [m.end() for m in _SENTENCE.finditer(paragraph[:LONGEST])]
            cut = cuts[-1] if cuts else LONGEST
            yield begin, begin + cut
            begin, paragraph = begin + cut, paragraph[cut:]
        yield begin, end
        begin = end


def _score(
    page: Page, topics: list[Term], links: list[Link], reported: int, *, has_accents: bool
) -> Score:
    score = Score()
    said = _topics(page, topics)
    brands = list(dict.fromkeys(m[0] for m in _BRAND.finditer(page.shown)))
    if not said and not brands:
        return score
    _count_topics(score, said, has_accents=has_accents)
    for brand in brands[:2]:
        score.add(2, f"tên kiểu nhà cái “{brand}”")
    _count_calls(score, page)
    _count_links(score, said, links)
    _take_off(score, page, reported)
    score.points += 5 * len(_disguised(said))
    place = said[0].begin if said else 0
    score.excerpt = page.text[max(0, place - 60) : place + 140]
    return score


def _topics(page: Page, topics: list[Term]) -> list[Said]:
    """Return each topic once, the clearest first; what is part of a longer one is left out."""
    found: list[Said] = []
    for term in topics:
        places = [*page.find(term), *page.find(term, in_disguise=True)]
        places = [p for p in places if not any(f.begin <= p.begin < f.end for f in found)]
        if places:
            found.append(max(places, key=lambda place: list(Dress).index(place.dress)))
    return found


def _disguised(said: list[Said]) -> list[Said]:
    return [each for each in said if each.dress is Dress.DISGUISED]


def _count_topics(score: Score, said: list[Said], *, has_accents: bool) -> None:
    strong_terms = set(read_terms().strong)
    plain = [each for each in said if each.dress is not Dress.DISGUISED]
    strong = [each for each in plain if each.term in strong_terms]
    for each in strong[:2]:
        score.add(4, f"“{each.term.text}”")
    for each in [each for each in plain if each.term not in strong_terms][:3]:
        score.add(1, f"“{each.term.text}”")
    if has_accents and any(each.dress is Dress.BARE for each in plain):
        score.add(1, "viết không dấu")
    for each in _disguised(said):  # their points are added when nothing is taken off any more
        score.add(0, f"“{each.term.text}” viết trá hình")


def _count_calls(score: Score, page: Page) -> None:
    terms = read_terms()
    calls = [term for term in terms.promotions if page.says(term)]
    for term in calls[:3]:
        score.add(2, f"“{term.text}”")
    if calls and (_PHONE.search(page.shown) or any(map(page.says, terms.contacts))):
        score.add(1, "cách liên hệ")


def _count_links(score: Score, said: list[Said], links: list[Link]) -> None:
    if links:
        score.add(2, f"liên kết tới {links[0].host}")
    if any(link.begin <= each.begin < link.end for link in links for each in said):
        score.add(2, "chữ của liên kết")


def _take_off(score: Score, page: Page, reported: int) -> None:
    here = sum(map(page.says, read_terms().reports))
    off = 3 * min(here, 4) + (3 if reported - here >= _REPORTED_ELSEWHERE else 0)
    score.points = max(0, score.points - off)
