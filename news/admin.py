"""The desk's pages for articles, authors and tags."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.forms import ModelChoiceField, ModelForm, ModelMultipleChoiceField
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from categories.admin import CategoryAdmin
from categories.filed_admin import FiledAdmin
from news.article_page import article_context
from news.models import Article, ArticleTag, Author, Byline, Tag
from news.querysets import ArticleQuerySet
from news.silence import SilentFilter
from portal.core.accounts.models import User
from portal.core.admin.bulk import BulkAction
from portal.core.admin.forms import PublishableForm
from portal.core.admin.inlines import OwnRowsInline
from portal.core.admin.lists import FoldedSearchAdmin
from portal.core.media.choosing import PictureChoiceAdmin
from portal.core.snapshots import Snapshot
from portal.core.workflow import actions
from portal.core.workflow.permissions import Action


class ArticleForm(PublishableForm):
    """Adds the tags, which hang on the article by rows of their own."""

    chosen_tags = ModelMultipleChoiceField(
        label="Từ khóa",
        queryset=Tag.objects.all(),
        required=False,
        widget=AutocompleteSelectMultiple(Article._meta.get_field("tags"), admin.site),
    )

    class Meta:
        model = Article
        exclude: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial.setdefault("chosen_tags", [tag.pk for tag in self.instance.tag_list])


class BylineFormSet(BaseInlineFormSet):
    """Names the fields of a row: their labels stand in the table's head, out of earshot."""

    def add_fields(self, form: ModelForm, index: int | None) -> None:
        """Name them as soon as they are there."""
        super().add_fields(form, index)
        for name, label in (("position", "Thứ tự ký tên"), ("DELETE", "Bỏ tác giả này")):
            if name in form.fields:
                form.fields[name].widget.attrs["aria-label"] = label

    def get_unique_error_message(self, unique_check: Any) -> str:
        """Speak of authors, not of the names of columns."""
        return "Mỗi tác giả chỉ ký một lần dưới bài."


class BylineInline(OwnRowsInline, admin.TabularInline):
    """The authors, in the order in which they sign."""

    model = Byline
    snapshot_name, snapshot_target = "authors", "author"
    formset = BylineFormSet
    autocomplete_fields = ("author",)
    fields = ("author", "position")
    extra = 1


class TagForm(forms.Form):
    """Which tag the ticked articles get."""

    tag = ModelChoiceField(
        label="Thêm từ khóa",
        queryset=Tag.objects.all(),
        widget=AutocompleteSelect(ArticleTag._meta.get_field("tag"), admin.site),
    )

    def __init__(self, modeladmin: Any, request: HttpRequest, data: Any) -> None:
        super().__init__(data)


def add_tag(article: Article, *, by: User, tag: Tag) -> None:
    """Give an article one tag more; readers find it there at once."""

    def change(row: Article) -> partial[None]:
        return partial(row.set_tags, list(dict.fromkeys([*row.tag_list, tag])))

    actions.amend(article, change, by=by, reason=f"Thêm từ khóa “{tag}”.")


tag_selected = BulkAction(
    name="tag_selected",
    label="Thêm từ khóa cho các {noun} đã chọn…",
    verb=Action.AMEND,
    act=add_tag,
    done="Đã thêm từ khóa cho",
    make_form=TagForm,
)


@admin.register(Article)
class ArticleAdmin(FiledAdmin):
    """Articles."""

    form = ArticleForm
    inlines = (BylineInline, *FiledAdmin.inlines)
    list_display = (
        "title",
        "state_badge",
        "category",
        "authors_column",
        "published_at",
        "updated_by",
        "updated_at",
    )
    autocomplete_fields = ("lead_image",)
    actions = (*FiledAdmin.actions, tag_selected)
    fieldsets = (
        (None, {"fields": ("title", "summary", "body"), "classes": ("main",)}),
        (
            "Đăng bài",
            {
                "fields": ("base_version", "category", "published_at", "expires_at"),
                "classes": ("side",),
            },
        ),
        (
            "Ảnh và từ khóa",
            {"fields": ("lead_image", "chosen_tags", "featured_until"), "classes": ("side",)},
        ),
        (
            "Nguồn, khi đăng lại",
            {"fields": ("source_name", "source_url"), "classes": ("side", "collapse")},
        ),
        (
            "Thêm",
            {"fields": ("further_categories", "slug", "note"), "classes": ("side", "collapse")},
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave the head of the home page to those who publish."""
        fixed = tuple(super().get_readonly_fields(request, obj))
        return fixed if self.has_publish_permission(request) else (*fixed, "featured_until")

    def get_queryset(self, request: HttpRequest) -> ArticleQuerySet:
        """Load the authors for the list in one query."""
        articles: ArticleQuerySet = super().get_queryset(request)  # type: ignore[assignment]
        return articles.with_byline()

    @admin.display(description="tác giả")
    def authors_column(self, article: Article) -> str:
        """The byline."""
        return article.byline

    def posted_snapshot(self, form: Any, formsets: Any) -> Snapshot:
        """Add the tags and the further categories that were chosen."""
        cleaned = form.cleaned_data
        return super().posted_snapshot(form, formsets) | {
            "tags": [str(tag.name) for tag in cleaned["chosen_tags"]],
            "further_categories": sorted(category.pk for category in cleaned["further_categories"]),
        }

    def initial_of(self, merged: Snapshot) -> dict[str, Any]:
        """Return the tags and further categories of a merged snapshot."""
        tags = Tag.objects.filter(name__in=merged.get("tags", []))
        return {
            "chosen_tags": [tag.pk for tag in tags],
            "further_categories": merged.get("further_categories", []),
        }

    def save_relations(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        """Save authors and tags with the article."""
        super().save_relations(request, form, formsets, change)
        form.instance.set_tags(form.cleaned_data["chosen_tags"])
        # The list was loaded with the page; what hangs on the row is new now.
        form.instance._prefetched_objects_cache = {}

    def review_byline(self, item: Article) -> str:
        """The byline."""
        return item.byline

    def preview_response(
        self, request: HttpRequest, item: Article, banner: dict[str, Any]
    ) -> HttpResponse:
        """Show the article on its public page."""
        context = article_context(request, item) | banner
        return render(request, "news/article_detail.html", context)


@admin.register(Author)
class AuthorAdmin(PictureChoiceAdmin, FoldedSearchAdmin):
    """Authors."""

    list_display = ("signature", "name", "unit", "user")
    list_select_related = ("user",)
    fields = ("name", "pen_name", "unit", "photo", "user", "slug")
    autocomplete_fields = ("photo", "user")
    search_help_text = "Gõ có dấu hay không dấu đều được."

    @admin.display(description="ký tên")
    def signature(self, author: Author) -> str:
        """The name under an article."""
        return author.display_name


@admin.register(Tag)
class TagAdmin(FoldedSearchAdmin):
    """Tags."""

    list_display = ("name", "slug")
    fields = ("name", "slug")
    search_help_text = "Gõ có dấu hay không dấu đều được."


# The floor below knows categories, but not what appears in them.
CategoryAdmin.list_filter = (*CategoryAdmin.list_filter, SilentFilter)
