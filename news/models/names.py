"""The people who sign articles, the tags that articles carry."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q

from portal.core.fields import LineField
from portal.core.media.models import Image
from portal.core.site import address
from portal.core.text import fold, sort_key, vi_slug
from portal.core.workflow import signals


class Named(models.Model):
    """A row that is looked up and sorted by its Vietnamese name."""

    search_words = models.TextField(editable=False, default="")
    sort_key = models.CharField(max_length=400, editable=False, default="")

    articles: Any
    """The manager of the articles that bear the name."""

    class Meta:
        abstract = True
        ordering = ["sort_key", "pk"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the folded words and the sort key of the name."""
        self.search_words = fold(self._names())
        self.sort_key = sort_key(str(self))[:400]
        before = type(self)._default_manager.filter(pk=self.pk).first() if self.pk else None
        with transaction.atomic():
            super().save(*args, **kwargs)
            if before is not None and str(before) != str(self):
                items = self.articles.all()
                signals.words_changed.send(sender=items.model, items=items)

    def _names(self) -> str:
        return str(self)


class Author(Named):
    """A person or a desk that signs articles; most have no account."""

    name = LineField("họ và tên", max_length=100)
    pen_name = LineField(
        "bút danh", max_length=100, blank=True, help_text="Tên hiện dưới bài. Trống: họ và tên."
    )
    slug = models.SlugField("phần địa chỉ", max_length=80, unique=True, blank=True)
    unit = LineField("đơn vị", max_length=150, blank=True)
    photo = models.ForeignKey(
        Image,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ảnh chân dung",
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        verbose_name="tài khoản",
        help_text="Nếu tác giả có tài khoản trên cổng.",
    )

    class Meta(Named.Meta):
        verbose_name = "tác giả"
        verbose_name_plural = "tác giả"

    def __str__(self) -> str:
        return self.display_name

    def get_absolute_url(self) -> str:
        """Return the address of the author's page."""
        return address("news:author", self.slug)

    @property
    def display_name(self) -> str:
        """The name under an article."""
        return str(self.pen_name or self.name)

    def clean(self) -> None:
        """Make the slug, and say at the field when another author has it."""
        super().clean()
        self.slug = self.slug or vi_slug(self.display_name, default="tac-gia")
        if Author.objects.filter(slug=self.slug).exclude(pk=self.pk).exists():
            raise ValidationError(
                {"slug": f"Địa chỉ “{self.slug}” đã có tác giả khác dùng. Thêm chữ cho khác đi."}
            )

    def _names(self) -> str:
        return f"{self.name} {self.pen_name}"


class Tag(Named):
    """A word or name by which articles of several categories belong together."""

    name = LineField("từ khóa", max_length=60, unique=True)
    slug = models.SlugField("phần địa chỉ", max_length=80, unique=True, blank=True)

    class Meta(Named.Meta):
        verbose_name = "từ khóa"
        verbose_name_plural = "từ khóa"

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        """Return the address of the tag's page."""
        return address("news:tag", self.slug)

    @classmethod
    def named(cls, name: str) -> "Tag":
        """Return the tag of this name, made anew if it is gone or known by another spelling."""
        return cls._known(name) or cls._new(name)

    @classmethod
    def _known(cls, name: str) -> "Tag | None":
        return cls.objects.filter(Q(name=name) | Q(slug=vi_slug(name, default="tu-khoa"))).first()

    @classmethod
    def _new(cls, name: str) -> "Tag":
        tag = cls(name=name)
        tag.full_clean()
        try:
            with transaction.atomic():
                tag.save()
        except IntegrityError:  # a colleague has made it in the same instant
            known = cls._known(name)
            if known is None:
                raise
            return known
        return tag

    def clean(self) -> None:
        """Make the slug; two spellings of one tag are one tag."""
        super().clean()
        slug = self.slug or vi_slug(self.name, default="tu-khoa")
        twin = Tag.objects.filter(slug=slug).exclude(pk=self.pk).first()
        if twin is not None:
            raise ValidationError({"name": f"Đã có từ khóa “{twin}”. Hãy dùng từ khóa đó."})
        self.slug = slug
