"""Categories: the tree that content is filed under, its old addresses, its grants."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat, Substr

from categories.querysets import CategoryQuerySet
from categories.signals import category_moved, category_renamed
from portal.core.fields import LineField, NormalisedTextField
from portal.core.site import address
from portal.core.text import vi_slug

MAX_DEPTH = 3


class Category(models.Model):
    """A subject under which content is filed; at most three levels deep."""

    name = LineField("tên chuyên mục", max_length=120)
    short_name = LineField(
        "tên ngắn", max_length=40, blank=True, help_text="Hiện trên menu khi tên chính quá dài."
    )
    slug = models.SlugField(
        "phần địa chỉ",
        max_length=80,
        blank=True,
        help_text="Để trống: cổng tự tạo từ tên. Đổi thì địa chỉ cũ tự chuyển sang địa chỉ mới.",
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="thuộc chuyên mục",
        help_text="Để trống nếu là chuyên mục cấp một. Tối đa ba cấp.",
    )
    path = models.CharField(max_length=250, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(
        "thứ tự", default=0, help_text="Số nhỏ đứng trước, trong số các mục cùng cấp."
    )
    description = NormalisedTextField(
        "mô tả", max_length=300, blank=True, help_text="Một câu: mục này có những tin gì."
    )
    show_in_menu = models.BooleanField("hiện trên menu", default=True)
    show_on_home = models.BooleanField("có khối trên trang chủ", default=False)
    home_position = models.PositiveSmallIntegerField("thứ tự trên trang chủ", default=0)
    home_count = models.PositiveSmallIntegerField(
        "số tin trong khối",
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    home_days = models.PositiveSmallIntegerField(
        "tự ẩn sau (ngày)",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Khối rời trang chủ khi từng ấy ngày không có tin mới, và trở lại cùng tin mới. "
        "Để trống: không tự ẩn.",
    )
    show_in_sidebar = models.BooleanField("có khối ở cột bên", default=False)
    sidebar_position = models.PositiveSmallIntegerField("thứ tự ở cột bên", default=0)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = "chuyên mục"
        verbose_name_plural = "chuyên mục"
        constraints = [
            models.CheckConstraint(
                name="categories_category_not_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("pk")),
                violation_error_message="Chuyên mục không thể thuộc chính nó.",
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row, the addresses of the whole branch, and redirects from the old ones."""
        self.slug = self.slug or vi_slug(self.name, default="chuyen-muc")
        before = Category.objects.filter(pk=self.pk).values("path", "parent_id", "name").first()
        self.path = self._own_path()
        super().save(*args, **kwargs)
        if before and before["path"] != self.path:
            self._move_branch(before["path"])
        CategoryRedirect.objects.filter(old_path=self.path).delete()
        if before and before["parent_id"] != self.parent_id:
            category_moved.send(sender=Category, category=self)
        if before and before["name"] != self.name:
            category_renamed.send(sender=Category, category=self)

    def get_absolute_url(self) -> str:
        """Return the address of the category's page."""
        return address("news:category", self.path)

    def clean(self) -> None:
        """Make the slug, and refuse a cycle, a fourth level and an address already taken."""
        super().clean()
        self.slug = self.slug or vi_slug(self.name, default="chuyen-muc")
        above = self._ancestors_of_parent()
        if len(above) + self._height() > MAX_DEPTH:
            raise ValidationError({"parent": f"Chuyên mục chỉ được sâu tối đa {MAX_DEPTH} cấp."})
        taken = Category.objects.filter(path=self._own_path()).exclude(pk=self.pk).first()
        if taken is not None:
            raise ValidationError(
                {"slug": f"Địa chỉ “{taken.path}” đã là của chuyên mục “{taken}”. Chọn chữ khác."}
            )

    @property
    def label(self) -> str:
        """The name where room is short."""
        return str(self.short_name or self.name)

    def branch(self) -> CategoryQuerySet:
        """Return this category and all below it."""
        return Category.objects.filter(Q(path=self.path) | Q(path__startswith=f"{self.path}/"))

    def _own_path(self) -> str:
        return f"{self.parent.path}/{self.slug}" if self.parent else self.slug

    def _ancestors_of_parent(self) -> list["Category"]:
        above: list[Category] = []
        node = self.parent
        while node is not None:
            if node.pk == self.pk:
                raise ValidationError(
                    {"parent": "Chuyên mục không thể thuộc chính nó hoặc mục con của nó."}
                )
            above.append(node)
            node = node.parent
        return above

    def _height(self) -> int:
        """Return how many levels this category and those below it take."""
        if self._state.adding:
            return 1
        stored = Category.objects.filter(pk=self.pk).values_list("path", flat=True).first()
        below = Category.objects.filter(path__startswith=f"{stored}/").values_list(
            "path", flat=True
        )
        return 1 + max((p.count("/") - str(stored).count("/") for p in below), default=0)

    def _move_branch(self, old_path: str) -> None:
        """Give every category of the branch its new path; each old one leads there in one hop."""
        below = Category.objects.filter(path__startswith=f"{old_path}/")
        old_paths = dict(below.values_list("pk", "path")) | {self.pk: old_path}
        below.update(path=Concat(Value(self.path), Substr("path", len(old_path) + 1)))
        CategoryRedirect.objects.bulk_create(
            [CategoryRedirect(old_path=path, category_id=pk) for pk, path in old_paths.items()],
            update_conflicts=True,
            unique_fields=["old_path"],
            update_fields=["category"],
        )
        # An address that is live again must not also redirect: that would be a loop.
        CategoryRedirect.objects.filter(
            old_path__in=Category.objects.values_list("path", flat=True)
        ).delete()


class CategoryRedirect(models.Model):
    """An address that a category used to have; it leads to where the category is now."""

    old_path = models.CharField(max_length=250, unique=True)
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="redirects")

    class Meta:
        verbose_name = "địa chỉ cũ của chuyên mục"
        verbose_name_plural = "địa chỉ cũ của chuyên mục"

    def __str__(self) -> str:
        return self.old_path


class GrantRole(models.TextChoices):
    """What an account may do in a category and all below it."""

    CONTRIBUTOR = "contributor", "Viết bài của mình"
    EDITOR = "editor", "Biên tập và đăng bài"


class CategoryGrant(models.Model):
    """A category in which an account may work, and as what."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="category_grants",
        verbose_name="tài khoản",
    )
    category = models.ForeignKey(
        Category, on_delete=models.CASCADE, related_name="grants", verbose_name="chuyên mục"
    )
    role = models.CharField("được", max_length=12, choices=GrantRole, default=GrantRole.CONTRIBUTOR)

    class Meta:
        verbose_name = "quyền theo chuyên mục"
        verbose_name_plural = "quyền theo chuyên mục"
        constraints = [
            models.UniqueConstraint(
                name="categories_grant_once",
                fields=["user", "category"],
                violation_error_message="Tài khoản này đã được giao chuyên mục này.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.category}: {self.get_role_display()}"


from categories.delegations import Delegation as Delegation  # noqa: E402 -- Django looks here
