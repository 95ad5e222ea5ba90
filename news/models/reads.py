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


class Rank(models.Model):
    """An article among the most read of the last days, so that pages need not add them up."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="rank")
    reads = models.PositiveIntegerField("lượt đọc")
    counted_at = models.DateTimeField("tính lúc")

    class Meta:
        verbose_name = "bài đọc nhiều"
        verbose_name_plural = "bài đọc nhiều"
        default_permissions = ()
        indexes = [models.Index(fields=["-reads"], name="news_rank_reads")]

    def __str__(self) -> str:
        return f"{self.reads}: {self.article_id}"
