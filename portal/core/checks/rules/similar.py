"""Check for what has been published already."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from portal.core.checks.base import Check
from portal.core.checks.findings import Finding
from portal.core.checks.subject import Subject
from portal.core.content import Publishable, content_models
from portal.core.dates import date_and_time
from portal.core.search.common import COMMON
from portal.core.search.engine import Found, newest
from portal.core.search.match import Match
from portal.core.search.models import SearchEntry
from portal.core.search.query import Query, Term, Wording
from portal.core.text import Form, search_forms

MONTHS = 6
_PERIOD = timedelta(days=MONTHS * 30)
_FEWEST_WORDS = 5
"""Shorter titles are alike without meaning the same: "Giấy mời họp"."""
_ALIKE = 0.75
_CANDIDATES = 30


class SimilarItem(Check):
    """The same news once more: most often a colleague was first."""

    name = "similar"
    title = f"Giống bài đã đăng trong {MONTHS} tháng qua"
    explanation = (
        f"Tiêu đề gần trùng với một bài đang có trên cổng, đăng trong {MONTHS} tháng qua. Tiêu đề "
        "chỉ khác con số, ngày tháng (lịch, thông báo định kỳ) không tính."
    )
    advice = "Xem bài kia; nếu là một việc thì cập nhật bài ấy thay cho đăng bài mới."

    def find(self, subject: Subject) -> Iterable[Finding]:
        """Ask the search index for titles that share a third of the words, then compare all."""
        words = [form for form in search_forms(subject.title) if not form.folded.isdecimal()]
        if len({form.folded for form in words}) < _FEWEST_WORDS:
            return
        own = {form.folded for form in search_forms(subject.title)}
        for found in _with_part_of(words, _moment(subject.item)):
            is_other = not _is_same(found, subject.item)
            if is_other and _are_alike(own, set(found.title.split())):
                item = _item(found)
                if item is not None:
                    yield self._about(item)
                    return

    def _about(self, item: Publishable) -> Finding:
        at = f", đăng {date_and_time(item.published_at)}" if item.published_at else ""
        problem = f"Gần trùng tiêu đề với một {item.noun()} trên cổng{at}."
        return self.finding("title", problem, [item.title], url=item.get_absolute_url())


def _moment(item: Publishable) -> datetime:
    """Return when the item is, or was, news: what came later has repeated it."""
    now = timezone.now()
    return min(item.published_at or now, now)


def _with_part_of(words: list[Form], until: datetime) -> list[Found]:
    """Return the newest entries until a moment that have a third of `words` in their titles.

    Titles that differ in two words still have one part in common.
    """
    telling = [form for form in dict.fromkeys(words) if form.folded not in COMMON]
    chosen = telling if len(telling) >= _FEWEST_WORDS + 1 else list(dict.fromkeys(words))
    parts: list[Wording] = [tuple((form,) for form in chosen[n::3]) for n in range(3)]
    query = Query((Term(tuple(part for part in parts if part)),))
    period = (until - _PERIOD, until)
    entries = SearchEntry.objects.published().filter(published_at__range=period)
    return newest(entries, Match(query, in_title=True), _CANDIDATES)


def _are_alike(own: set[str], other: set[str]) -> bool:
    """Return whether two titles share three words of four, and all their numbers."""
    numbers = {word for word in own ^ other if any(map(str.isdecimal, word))}
    return not numbers and len(own & other) >= _ALIKE * len(own | other)


def _item(found: Found) -> Publishable | None:
    for model in content_models():
        if ContentType.objects.get_for_model(model).pk == found.content_type_id:
            item: Publishable | None = model._default_manager.filter(pk=found.object_id).first()
            return item
    return None


def _is_same(found: Found, item: Publishable) -> bool:
    content_type = ContentType.objects.get_for_model(item)
    return (found.content_type_id, found.object_id) == (content_type.pk, item.public_pk)
