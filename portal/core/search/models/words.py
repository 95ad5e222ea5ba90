"""The words that occur in the portal."""

from django.db import models


class SearchWord(models.Model):
    """A folded word, for the end of a word still being typed and for a misspelt one."""

    folded = models.CharField(max_length=24, primary_key=True)
    entries = models.PositiveIntegerField(default=1)
    """In about how many entries it occurs (`vocabulary.recount`)."""

    class Meta:
        verbose_name = "chữ"
        verbose_name_plural = "chữ"

    def __str__(self) -> str:
        return self.folded
