"""The admin of every content type, put together from its parts."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.decorators import method_decorator

from portal.core.admin import bulk
from portal.core.admin.attachments import AttachmentInline
from portal.core.admin.deleting import DeletingAdmin
from portal.core.admin.forms import PublishableForm
from portal.core.admin.item_forms import ItemFormAdmin
from portal.core.admin.item_lists import ItemListAdmin
from portal.core.admin.lists import StateFilter, WorkFilter
from portal.core.admin.preview import PreviewAdmin
from portal.core.admin.rights import RightsAdmin
from portal.core.admin.slip import SlipAdmin
from portal.core.admin.writers import WriterFilter
from portal.core.media.choosing import PictureChoiceAdmin
from portal.core.richtext import editor_csp


@method_decorator(editor_csp, name="changeform_view")
class PublishableAdmin(
    ItemFormAdmin,
    DeletingAdmin,
    ItemListAdmin,
    RightsAdmin,
    PreviewAdmin,
    SlipAdmin,
    PictureChoiceAdmin,
):
    """Subclasses say which fields there are and how a preview is rendered; no more."""

    form = PublishableForm
    change_form_template = "admin/publishable/change_form.html"
    change_list_template = "admin/publishable/change_list.html"
    list_filter: ClassVar[tuple[Any, ...]] = (StateFilter, WriterFilter, WorkFilter)
    place_path: ClassVar[str] = ""
    """Where the name of what an item is filed under stands, as `values` names it."""
    ordering = ("-updated_at",)
    inlines: ClassVar[tuple[Any, ...]] = (AttachmentInline,)
    date_hierarchy = "published_at"
    search_fields = ("title",)
    search_help_text = "Gõ có dấu hay không dấu đều được."
    actions: Any = bulk.COMMON
    save_on_top = False

    def place_choices(self) -> list[tuple[str, str]]:
        """Return what items may be filed under; types that are filed say it."""
        return []

    def in_place(self, rows: QuerySet[Any], place: str) -> QuerySet[Any]:
        """Narrow to what is filed under one of `place_choices`."""
        return rows.none()
