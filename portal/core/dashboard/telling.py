"""Who handed an item on, when and with which words: of the few rows that a page shows."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, Subquery

from portal.core.dashboard import work
from portal.core.review.models import Comment
from portal.core.workflow.models import Revision

if TYPE_CHECKING:
    from portal.core.dashboard.gathering import Found

_Key = tuple[str, str, int]


class Telling(NamedTuple):
    """A step of the history, or a comment."""

    by: Any
    at: datetime
    words: str


def tell(rows: Iterable["Found"]) -> "dict[Found, Telling]":
    """Return for `rows` the last step of their kind of work, or what was said last.

    Two queries at most, whatever the types of the rows; each looks in the history of the items
    shown and nowhere else.
    """
    rows = list(rows)
    stepped = [row for row in rows if row.arm.mark.step]
    talked = [row for row in rows if row.arm.mark is work.TALKED_ABOUT]
    return _steps(stepped) | _comments(talked)


def _steps(rows: "list[Found]") -> "dict[Found, Telling]":
    if not rows:
        return {}
    asked = {row.arm.mark.step for row in rows}
    steps = Revision.objects.filter(_about(rows), action__in=asked).order_by("pk")
    last: dict[tuple[_Key, str], Telling] = {}
    for step in steps.select_related("made_by", "content_type").defer("snapshot"):
        last[_key_of(step), step.action] = Telling(step.made_by, step.made_at, step.reason)
    keys = {row: (_key(row), str(row.arm.mark.step.value)) for row in rows}
    return {row: last[key] for row, key in keys.items() if key in last}


def _comments(rows: "list[Found]") -> "dict[Found, Telling]":
    if not rows:
        return {}
    threads = Comment.objects.open_threads().filter(_about(rows))
    last: dict[_Key, Telling] = {}
    for comment in threads.select_related("author", "content_type").order_by("pk"):
        last[_key_of(comment)] = Telling(comment.author, comment.created_at, comment.text)
    return {row: last[_key(row)] for row in rows if _key(row) in last}


def _about(rows: "list[Found]") -> Q:
    """Return the condition on what is noted of these items.

    The database looks up the number of each type itself, once and before anything else: both
    columns of the index are known then, and no query is added for a type.
    """
    numbers: dict[tuple[str, str], list[int]] = {}
    for label, name, number in map(_key, rows):
        numbers.setdefault((label, name), []).append(number)
    types = {key: ContentType.objects.filter(app_label=key[0], model=key[1]) for key in numbers}
    return reduce(
        or_,
        (
            Q(content_type=Subquery(types[key].values("pk")), object_id__in=found)
            for key, found in numbers.items()
        ),
    )


def _key(row: "Found") -> _Key:
    meta = row.arm.model_admin.opts
    return meta.app_label, str(meta.model_name), row.values["copy_of_id"] or row.values["pk"]


def _key_of(noted: Any) -> _Key:
    kind = noted.content_type
    return kind.app_label, kind.model, noted.object_id
