"""What the checks look at: an item of any type, by what it has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from portal.core.checks.blocks import Block, Link, Text, taken_apart
from portal.core.content import Publishable
from portal.core.media.models import Document, Image
from portal.core.media.uses import library_pictures
from portal.core.richtext import RichTextField


@dataclass(frozen=True)
class Passage:
    """A block of words and the field in which it stands."""

    field: str
    block: Block


class Subject:
    """One item under examination; whatever is asked of the database is asked once.

    `relations` may hold what a caller has at hand: `pictures` (the library's, by number and by
    the stem of the file) and `documents`.
    """

    def __init__(self, item: Publishable, relations: Mapping[str, Any] | None = None) -> None:
        self.item = item
        self._given = relations or {}

    @property
    def title(self) -> str:
        """The title."""
        return self.item.title or ""

    @property
    def summary(self) -> str:
        """The summary."""
        return self.item.summary or ""

    @cached_property
    def markup(self) -> dict[str, str]:
        """The rich texts by the names of their fields."""
        fields = (f for f in self.item._meta.concrete_fields if isinstance(f, RichTextField))
        return {field.name: str(getattr(self.item, field.attname) or "") for field in fields}

    @cached_property
    def texts(self) -> dict[str, Text]:
        """The rich texts, taken apart."""
        return {name: taken_apart(markup) for name, markup in self.markup.items()}

    @cached_property
    def passages(self) -> list[Passage]:
        """Every block of words that readers see, the title aside."""
        summary = [Passage("summary", Block("p", line)) for line in self.summary.splitlines()]
        body = [Passage(name, block) for name, text in self.texts.items() for block in text.blocks]
        return [*(p for p in summary if p.block.text.strip()), *body]

    @property
    def links(self) -> Iterable[tuple[str, Link]]:
        """Every link with its field."""
        return ((name, link) for name, text in self.texts.items() for link in text.links)

    @property
    def is_vietnamese(self) -> bool:
        """Whether it is written in Vietnamese, as all is that does not say otherwise."""
        return getattr(self.item, "language", "vi") == "vi"

    @property
    def lead_number(self) -> int | None:
        """The number of the lead picture, for types that have one."""
        number: int | None = getattr(self.item, "lead_image_id", None)
        return number

    @cached_property
    def pictures(self) -> dict[int | str, Image]:
        """The library's pictures that the item uses, by number and by stem; one query at most."""
        given: dict[int | str, Image] | None = self._given.get("pictures")
        if given is not None:
            return given
        numbers = [] if self.lead_number is None else [self.lead_number]
        return library_pictures(" ".join(self.markup.values()), numbers)

    @cached_property
    def documents(self) -> list[Document]:
        """What is attached, with its words; one query at most."""
        given: list[Document] | None = self._given.get("documents")
        if given is not None:
            return given
        if self.item.pk is None:
            return []
        return [row.document for row in self.item.attachments.select_related("document")]
