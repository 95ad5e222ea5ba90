"""Phrases that mean the same, as editors keep them."""

from django.db import models

from portal.core.fields import LineField, NormalisedTextField
from portal.core.search.models.keyed import Key, Keyed
from portal.core.search.phrases import MAX_WORDS, Phrase, check

LEAST, MOST = 2, 12
"""Phrases of a set."""


def validate_set(lines: str) -> None:
    """Refuse lines that cannot be a set of phrases."""
    check(lines, least=LEAST, most=MOST)


class SynonymKind(models.TextChoices):
    """Why phrases mean the same."""

    ABBREVIATION = "abbreviation", "Viết tắt"
    SYNONYM = "synonym", "Đồng nghĩa"
    RENAMED = "renamed", "Tên cũ – tên mới"


class Synonym(Keyed):
    """A set of phrases: a search for one of them is a search for the others too."""

    phrases = NormalisedTextField(
        "các cụm từ cùng nghĩa",
        validators=[validate_set],
        help_text=f"Mỗi dòng một cụm từ, từ {LEAST} đến {MOST} dòng, mỗi dòng nhiều nhất "
        f"{MAX_WORDS} tiếng. Bạn đọc tìm một cụm thì cổng tìm luôn các cụm kia. Chỉ ghi những cụm "
        "thật sự cùng nghĩa. Cổng tìm không phân biệt dấu: chữ tắt trùng với một tiếng thường "
        "dùng (“TU” với “từ”, “ĐU” với “du”) làm kết quả sai, nên để ra ngoài.",
    )
    kind = models.CharField("loại", max_length=12, choices=SynonymKind, default=SynonymKind.SYNONYM)
    note = LineField("ghi chú", max_length=200, blank=True)

    lines_field = "phrases"
    searched_fields = ("phrases", "note")

    class Meta:
        verbose_name = "nhóm từ cùng nghĩa"
        verbose_name_plural = "từ cùng nghĩa và chữ viết tắt"
        ordering = ["search_words", "pk"]

    def __str__(self) -> str:
        return " = ".join(self.phrases.splitlines()[:2])

    def read_lines(self) -> list[Phrase]:
        """Return the phrases of the set; raise `ValidationError` if they cannot be one."""
        return check(self.phrases, least=LEAST, most=MOST)


class SynonymPhrase(Key):
    """One phrase of a set."""

    synonym = models.ForeignKey(
        Synonym, on_delete=models.CASCADE, related_name="keys", verbose_name="nhóm từ"
    )

    class Meta(Key.Meta):
        verbose_name = "cụm từ"
        verbose_name_plural = "cụm từ"
        constraints = [
            models.UniqueConstraint(name="search_synonym_key_once", fields=["synonym", "folded"])
        ]
