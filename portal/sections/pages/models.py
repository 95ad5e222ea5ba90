"""Standing pages: who we are, how to reach us, what we promise; in Vietnamese or English."""

from itertools import count
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from categories.rights import decides_everywhere
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole, ItemRole
from portal.core.content import (
    SLUG_MAX_LENGTH,
    SUMMARY_MAX_LENGTH,
    Publishable,
    PublishableQuerySet,
    State,
)
from portal.core.fields import NormalisedTextField
from portal.core.richtext import RichTextField
from portal.core.text import vi_slug


class Language(models.TextChoices):
    """What a page is written in; the value is what `lang` and `hreflang` say."""

    VIETNAMESE = "vi", "Tiếng Việt"
    ENGLISH = "en", "English"


class PageQuerySet(PublishableQuerySet["Page"]):
    """Lists of pages."""

    def in_order(self) -> Self:
        """Order as the chief editor numbered them; equal numbers in the order of writing."""
        return self.order_by("position", "pk")

    def in_language(self, language: Language) -> Self:
        """Return the pages of one language."""
        return self.filter(language=language)

    def public_from_now(self) -> Self:
        """Return what the public sees now or will see without anybody's doing."""
        now = timezone.now()
        return self.filter(State.LIVE.condition(now) | State.SCHEDULED.condition(now))

    def for_links(self) -> Self:
        """Load what a link to a page shows."""
        return self.defer("body", "note")

    def for_hits(self) -> Self:
        """Load what a line of a search result shows; its snippet is cut from the body."""
        return self.defer("note")

    def visible_to(self, user: User) -> Self:
        """Return all pages to those who keep them, none to others; twin of `Page.roles_of`."""
        return self if decides_everywhere(user) else self.none()

    def decided_by(self, user: User) -> Self:
        """Return the same: who keeps pages decides on them."""
        return self.visible_to(user)


class Page(Publishable):
    """A standing page.  The English one knows the Vietnamese one that it says in English."""

    summary = NormalisedTextField(
        "tóm tắt",
        max_length=SUMMARY_MAX_LENGTH,
        help_text="Một câu: trang này nói gì. Hiện dưới tiêu đề và trong kết quả tìm kiếm.",
    )
    body = RichTextField("nội dung")
    language = models.CharField(
        "ngôn ngữ", max_length=2, choices=Language, default=Language.VIETNAMESE
    )
    twin = models.OneToOneField(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="english",
        verbose_name="bản tiếng Việt",
        limit_choices_to={"language": Language.VIETNAMESE},
        help_text="Chỉ chọn ở trang tiếng Anh: trang tiếng Việt mà trang này dịch lại.",
        error_messages={"unique": "Trang tiếng Việt này đã có một bản tiếng Anh khác."},
    )
    position = models.PositiveSmallIntegerField(
        "thứ tự", default=0, help_text="Số nhỏ đứng trước, ở chân trang và trên sơ đồ cổng."
    )
    show_in_footer = models.BooleanField(
        "hiện ở chân trang",
        default=False,
        help_text="Thêm một đường dẫn vào mục “Về cổng này”. Chỉ dành cho trang tiếng Việt.",
    )
    text_changed_at = models.DateTimeField("đổi nội dung lúc", blank=True, editable=False)

    objects = PageQuerySet.as_manager()
    search_fields = ("summary", "body")
    desk_roles = (AccountRole.CHIEF,)
    fixed_in_copies = ("language", "twin")

    class Meta(Publishable.Meta):
        verbose_name = "trang"
        verbose_name_plural = "trang"
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                name="pages_page_address_once",
                fields=["language", "slug"],
                condition=models.Q(copy_of__isnull=True),
                violation_error_message="Địa chỉ này đã là của một trang khác. Chọn chữ khác.",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Note when the words changed, as against the status, the order or the window."""
        if self._text() != self._stored_text():
            self.text_changed_at = timezone.now()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address; it has no number, so pages can be named on paper."""
        return reverse("pages:english-page" if self.is_english else "pages:page", args=[self.slug])

    def clean(self) -> None:
        """Refuse a taken address, and a pair that is not of two languages."""
        super().clean()
        taken = self._others_at(self.slug).first() if self.slug else None
        if taken is not None:
            raise ValidationError(
                {
                    "slug": f"Địa chỉ “{taken.get_absolute_url()}” đã là của trang “{taken}”. "
                    "Chọn chữ khác, hoặc để trống cho cổng tự chọn."
                }
            )
        self._check_pair()

    def roles_of(self, user: User) -> frozenset[ItemRole]:
        """Return what `user` is to this page; nobody but chiefs and superusers is anything."""
        return frozenset({ItemRole.CHIEF}) if decides_everywhere(user) else frozenset()

    def condition_on_openers(self) -> Q:
        """Return the condition on accounts that keep pages: `roles_of` for many."""
        return Q(is_superuser=True) | Q(groups__name=AccountRole.CHIEF.value)

    def fill_slug(self, stored: Self | None = None) -> None:
        """Make the slug as other content does, and a free one: it alone finds the page."""
        before = self.slug
        super().fill_slug(stored)
        if self.slug != before:
            self.slug = self.free_slug(self.slug)

    def refresh_listings(self) -> None:
        """Keep the address, so that the page is still found there after it has moved on."""
        if self.first_published_at is not None and not self.is_copy:
            PageAddress.objects.update_or_create(
                language=self.language, slug=self.slug, defaults={"page": self}
            )

    def free_slug(self, slug: str) -> str:
        """Return `slug`, with a number behind it where another page has it already."""
        stem = slug[: SLUG_MAX_LENGTH - 5].rstrip("-")
        candidates = (slug if n == 1 else f"{stem}-{n}" for n in count(1))
        return next(each for each in candidates if not self._others_at(each).exists())

    @property
    def slug_of_title(self) -> str:
        """The slug that a page of this title gets by itself."""
        return vi_slug(self.title, max_length=SLUG_MAX_LENGTH, default="trang")

    @property
    def is_english(self) -> bool:
        """Whether the page belongs to the English section."""
        return self.language == Language.ENGLISH

    @property
    def other_version(self) -> "Page | None":
        """The page that says the same in the other language, published or not."""
        return self.twin if self.is_english else getattr(self, "english", None)

    @property
    def public_version(self) -> "Page | None":
        """The same page in the other language, once readers may see it."""
        other = self.other_version
        return other if other is not None and other.is_live() else None

    @property
    def newer_original(self) -> "Page | None":
        """The Vietnamese page, when its words changed after this English one was last saved.

        Saving the English page, changed or not, says that somebody has compared the two.
        """
        original = self.public_version if self.is_english else None
        is_newer = original is not None and original.text_changed_at > self.updated_at
        return original if is_newer else None

    def _text(self) -> tuple[str, ...]:
        return (self.title, self.summary, self.body)

    def _stored_text(self) -> tuple[str, ...] | None:
        return Page.objects.filter(pk=self.pk).values_list("title", "summary", "body").first()

    def _others_at(self, slug: str) -> PageQuerySet:
        originals = Page.objects.filter(language=self.language, slug=slug, copy_of=None)
        return originals.exclude(pk=self.public_pk)

    def _check_pair(self) -> None:
        """Refuse a pair within one language, with the message at the field to be mended."""
        if not self.is_english and self.twin_id is not None:
            raise ValidationError(
                {"twin": "Chỉ trang tiếng Anh mới chọn bản tiếng Việt; để trống ô này."}
            )
        if self.twin is not None and self.twin.is_english:
            raise ValidationError({"twin": "Chọn một trang tiếng Việt."})
        if self.is_english and self.pk and Page.objects.filter(twin=self.pk).exists():
            raise ValidationError(
                {"language": "Trang này đã có bản tiếng Anh, nên nó phải là tiếng Việt."}
            )
        if self.is_english and self.show_in_footer:
            raise ValidationError(
                {"show_in_footer": "Chân trang chỉ có trang tiếng Việt; bỏ chọn ô này."}
            )


class PageAddress(models.Model):
    """An address under which readers could find a page; the last page that took it has it.

    The page's present address is among them, so one look-up finds a page wherever it was.
    """

    language = models.CharField(max_length=2, choices=Language)
    slug = models.SlugField(max_length=SLUG_MAX_LENGTH, db_index=False)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="addresses")

    class Meta:
        verbose_name = "địa chỉ của trang"
        verbose_name_plural = "địa chỉ của trang"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="pages_pageaddress_once", fields=["language", "slug"])
        ]

    def __str__(self) -> str:
        return f"{self.language}/{self.slug}"
