"""How often readers searched for what; who searched is not known, see `portal.core.search.log`."""

from datetime import date
from functools import partial
from typing import Self

from django.db import models
from django.db.models import F, RowRange, Sum, Window
from django.db.models.functions import FirstValue, RowNumber

from portal.core.search.phrases import MAX_LENGTH

MAX_TYPED = 120
"""Characters of a spelling."""


class SearchCountQuerySet(models.QuerySet["SearchCount"]):
    """Lists of searches."""

    def grouped_since(self, day: date) -> Self:
        """Return one row for each query since `day`: its newest, with what all come to.

        `total` is how often it was searched for since, `last_found` how much was found the last
        time.  Conditions on `words` may follow: they leave out whole groups.
        """
        window = partial(
            Window,
            partition_by=F("words"),
            order_by=F("day").desc(),
            # The same for all three: sorted once.
            frame=RowRange(),
        )
        return (
            self.filter(day__gte=day)
            .annotate(
                total=window(Sum("times")),
                last_found=window(FirstValue("found")),
                age=window(RowNumber()),
            )
            .filter(age=1)
        )


class SearchCount(models.Model):
    """How often readers searched for the same words on a day."""

    day = models.DateField("ngày")
    words = models.CharField("từ đã bỏ dấu", max_length=MAX_LENGTH)
    typed = models.CharField("bạn đọc gõ", max_length=MAX_TYPED)
    """The last spelling."""
    times = models.PositiveIntegerField("số lần", default=0)
    found = models.PositiveIntegerField("số kết quả", default=0)
    """How much was found the last time."""

    objects = SearchCountQuerySet.as_manager()

    class Meta:
        verbose_name = "câu bạn đọc tìm"
        verbose_name_plural = "bạn đọc tìm gì"
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(name="search_count_once_a_day", fields=["day", "words"])
        ]

    def __str__(self) -> str:
        # Headings of the desk are made of this: not of what a stranger has typed.
        return f"câu tìm số {self.pk}"
