"""Storing made-up articles with all that a real one has, a batch per transaction.

There is no `Revision`: it holds the whole text once more and would nearly double the time and
the size, while no public page and no list reads it.  The history of such an article is empty.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import accumulate
from typing import Generic, NamedTuple, Self, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from categories.models import Category
from categories.tree import Tree
from news import listings
from news.models import Article, Author, Tag
from portal.core.accounts.models import User
from portal.core.content import SLUG_MAX_LENGTH, State, Status
from portal.core.media.models import Image
from portal.core.search import index
from portal.core.search.words import IndexedWords, compose, document_numbers
from portal.core.text import Form, search_forms, vi_slug
from portal.front.seeding.prose import Writer
from portal.front.seeding.words import read_words

_BATCH = 1_000
_SPAN = timedelta(days=730)
_BENT = 1.6
"""Above 1: more articles lie near the present than near the beginning."""
_STATES = {7: State.DRAFT, 23: State.SCHEDULED, 41: State.WITHDRAWN, 59: State.EXPIRED}
"""Which of every hundred articles are not simply public."""
_WITH_IMAGE, _WITH_SECOND_AUTHOR, _WITH_FURTHER_CATEGORY = 0.6, 0.25, 0.2
_MOST_IMAGES = 500

Thing = TypeVar("Thing")


class Known(NamedTuple):
    """A category, author or tag: its number, and the words by which the index knows it."""

    pk: int
    name: str
    words: tuple[Form, ...]

    @classmethod
    def of(cls, thing: Category | Author | Tag) -> Self:
        return cls(thing.pk, str(thing), tuple(search_forms(str(thing))))


@dataclass(frozen=True, slots=True)
class Piece:
    """An article, not yet stored, and what will hang on its row, by number."""

    article: Article
    parts: list[str]
    words: IndexedWords
    authors: list[int]
    tags: list[int]
    further: list[int]


class Seeder:
    """Makes articles, the oldest first, as an archive grows."""

    def __init__(self, total: int, *, account: User, authors: int, seed: int) -> None:
        self._total = total
        self._account = account
        self._random = random.Random(seed)  # noqa: S311 -- guards no secret
        self._writer = Writer(self._random)
        self._now = timezone.now()
        self._tree = Tree()
        self._categories = _Zipf([Known.of(category) for category in self._tree], self._random)
        people = [_author(number, self._writer.person()) for number in range(1, authors + 1)]
        self._authors = _Zipf([Known.of(author) for author in people], self._random)
        names = [name for topic in read_words().topics for name in topic.tags]
        self._tags = {name: Known.of(_tag(name)) for name in names}
        newest = Image.objects.order_by("-pk").values_list("pk", flat=True)
        self._images = list(newest[:_MOST_IMAGES])
        self._content_type = ContentType.objects.get_for_model(Article)

    def run(self) -> Iterator[int]:
        """Store the articles; yield after each batch how many are stored."""
        for first in range(0, self._total, _BATCH):
            end = min(first + _BATCH, self._total)
            self._store([self._piece(position) for position in range(first, end)])
            yield end

    def _piece(self, position: int) -> Piece:
        text = self._writer.write()
        category, authors, further = self._categories.pick(), [self._authors.pick()], []
        if self._chance(_WITH_SECOND_AUTHOR):
            authors = list(dict.fromkeys([*authors, self._authors.pick()]))
        if self._chance(_WITH_FURTHER_CATEGORY):
            further = [self._categories.pick()]
        names = self._random.sample(text.topic.tags, self._random.randint(0, 3))
        tags = [self._tags[name] for name in names]
        article = Article(
            title=text.title,
            slug=_slug(text.title),
            summary=text.summary,
            body=text.body,
            category_id=category.pk,
            lead_image_id=self._image(),
            version=1,
            created_by_id=self._account.pk,
            updated_by_id=self._account.pk,
        )
        self._bring_to(_STATES.get(position % 100, State.LIVE), article, self._moment(position))
        known = (*authors, category, *tags)
        return Piece(
            article,
            parts=[text.summary, text.plain, *(thing.name for thing in known)],
            words=compose(
                [*text.words, *(thing.words for thing in known)],
                article.published_at,
                document_numbers(text.plain),
            ),
            authors=[author.pk for author in authors],
            tags=[tag.pk for tag in tags],
            further=[other.pk for other in further],
        )

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _image(self) -> int | None:
        usable = self._images and self._chance(_WITH_IMAGE)
        return self._random.choice(self._images) if usable else None

    def _moment(self, position: int) -> datetime:
        """Return a full minute of the past, later for later positions."""
        left: float = (1 - (position + self._random.random()) / self._total) ** _BENT
        at = self._now - timedelta(minutes=2) - _SPAN * left
        return at.replace(second=0, microsecond=0)

    def _bring_to(self, state: State, article: Article, at: datetime) -> None:
        if state is State.DRAFT:
            return
        article.status = Status.WITHDRAWN if state is State.WITHDRAWN else Status.PUBLISHED
        if state is State.SCHEDULED:
            at = self._now + timedelta(days=self._random.uniform(1, 30))
        if state is State.EXPIRED:
            article.expires_at = at + (self._now - at) / 2
        article.published_at = article.first_published_at = at

    @transaction.atomic
    def _store(self, pieces: list[Piece]) -> None:
        Article.objects.bulk_create(piece.article for piece in pieces)
        link = Article.further_categories.through
        link.objects.bulk_create(
            link(article_id=piece.article.pk, category_id=pk)
            for piece in pieces
            for pk in piece.further
        )
        entries = [
            listings.NewEntry(p.article, {p.article.category_id, *p.further}, p.authors, p.tags)
            for p in pieces
        ]
        listings.enter_new(entries, self._tree)
        index.store(
            index.entry_for(p.article, self._content_type, parts=p.parts, words=p.words)
            for p in pieces
        )


class _Zipf(Generic[Thing]):
    """Picks the second thing half as often as the first, the third a third as often, and so on."""

    def __init__(self, things: Sequence[Thing], source: random.Random) -> None:
        self._things = things
        self._weights = list(accumulate(1 / rank for rank in range(1, len(things) + 1)))
        self._random = source

    def pick(self) -> Thing:
        return self._random.choices(self._things, cum_weights=self._weights)[0]


@cache
def _slug(title: str) -> str:
    return vi_slug(title, max_length=SLUG_MAX_LENGTH)


def _author(number: int, name: str) -> Author:
    """Return the made-up author of this number; the next run finds the same."""
    author = Author.objects.filter(slug=f"seed-{number}").first()
    if author is None:
        author = Author(slug=f"seed-{number}", name=name, unit="Cộng tác viên")
        author.full_clean()
        author.save()
    return author


def _tag(name: str) -> Tag:
    tag, _ = Tag.objects.get_or_create(
        slug=vi_slug(name, default="tu-khoa"), defaults={"name": name}
    )
    return tag
