"""How often articles were read."""

from django.db import models

from news.models.article import Article


class DailyReads(models.Model):
    """How often an article was read on a day; who read it is not known, see `news.reads`."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="daily_reads")
    day = models.DateField("ngày")
    count = models.PositiveIntegerField("lượt đọc", default=0)

    class Meta:
        verbose_name = "lượt đọc trong ngày"
        verbose_name_plural = "lượt đọc trong ngày"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="news_reads_once_a_day", fields=["article", "day"])
        ]
        indexes = [
            # "Đọc nhiều" adds up the rows of the last days.
            models.Index(fields=["day", "article"], name="news_reads_day")
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.article_id}"
