"""A form that a colleague has overtaken: what both did is merged, and what both changed is shown.

Nothing of either is lost: theirs is stored and stays, mine stands in the form again, now based on
theirs.  Saving goes on from there; no version is ever overwritten unseen.
"""

from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.options import InlineModelAdmin
from django.forms import ModelForm
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from portal.core.admin.desk_pages import DeskPagesAdmin
from portal.core.admin.forms import PublishableForm
from portal.core.content import Publishable
from portal.core.snapshots import Snapshot
from portal.core.workflow.differences import Difference, differences, rich_text_fields
from portal.core.workflow.merging import Merge, Outcome, merge_fields
from portal.core.workflow.models import Revision


@dataclass
class Shown:
    """What both changed, for the page: what they and I made of it."""

    field: str
    label: str
    theirs: Difference
    mine: Difference


@dataclass
class Plan:
    """What the form shows in place of what is stored."""

    item: Publishable
    merged: Snapshot
    formsets: dict[str, dict[str, Any]] = field(default_factory=dict)


class MergingAdmin(DeskPagesAdmin):
    """Answers 409 with a form that holds both people's work."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Save as ever; where that cannot be, merge and ask again."""
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if request.method != "POST" or not isinstance(response, TemplateResponse):
            return response
        context = response.context_data or {}
        form = context["adminform"].form if "adminform" in context else None
        if object_id is None or not isinstance(form, PublishableForm) or not form.is_stale:
            return response
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        if not form.only_stale:
            response.status_code = 409  # the mistakes first: what cannot be read is not merged
            return response
        return self._ask(request, form, formsets, (object_id, form_url, extra_context or {}))

    def posted_snapshot(self, form: PublishableForm, formsets: list[BaseInlineFormSet]) -> Snapshot:
        """Return what the person has typed, as a snapshot; types with more relations add them."""
        posted: Snapshot = form.instance.snapshot()
        for formset in formsets:
            inline = self._inline_of(formset)
            if inline is not None:
                posted[inline.snapshot_name] = _targets(formset, inline.snapshot_target)
        return posted

    def initial_of(self, merged: Snapshot) -> dict[str, Any]:
        """Return what fields that are no columns begin with; types that have some add them."""
        return {}

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Return the row, or, on the page that asks, the row with what was merged."""
        plan: Plan | None = getattr(request, "merge_plan", None)
        return plan.item if plan else super().get_object(request, object_id, from_field)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        """Begin, on the page that asks, with what was merged."""
        form = super().get_form(request, obj, change, **kwargs)
        plan: Plan | None = getattr(request, "merge_plan", None)
        if plan is not None and issubclass(form, PublishableForm):
            form.merged_initial = self.initial_of(plan.merged)
        return form

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: InlineModelAdmin, prefix: str
    ) -> dict[str, Any]:
        """Begin, on the page that asks, with the rows that were merged."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        plan: Plan | None = getattr(request, "merge_plan", None)
        return (
            kwargs | {"data": plan.formsets[prefix]} if plan and prefix in plan.formsets else kwargs
        )

    def _ask(
        self,
        request: HttpRequest,
        form: PublishableForm,
        formsets: list[BaseInlineFormSet],
        view: tuple[str, str, dict[str, Any]],
    ) -> HttpResponse:
        """Show the form again with what was merged, based on the version that is stored now."""
        object_id, form_url, extra_context = view
        stored: Any = super().get_object(request, object_id)
        theirs, mine = stored.snapshot(), self.posted_snapshot(form, formsets)
        merge = self._merge(form, theirs, mine)
        for name in form.taken:
            merge.merged[name] = theirs.get(name)
            merge.conflicts = [each for each in merge.conflicts if each.field != name]
        asking = copy(request)
        asking.method = "GET"
        stored.apply_snapshot(merge.merged)
        plan = Plan(stored, merge.merged)
        for formset in formsets:
            inline = self._inline_of(formset)
            if inline is not None:
                wanted = merge.merged.get(inline.snapshot_name, [])
                plan.formsets[str(formset.prefix)] = _rows_of(
                    formset, inline.snapshot_target, wanted
                )
        asking.merge_plan = plan  # type: ignore[attr-defined]
        own = stored.updated_by == form.editor
        theirs_by = "Ông/bà, ở cửa sổ khác," if own else stored.updated_by
        told = {"merge": merge, "shown": self._shown(merge), "theirs_by": theirs_by}
        told |= {"theirs_at": stored.updated_at, "quiet": self._labels(merge)}
        response = super().changeform_view(asking, object_id, form_url, extra_context | told)
        response.status_code = 409
        return response

    def _merge(self, form: PublishableForm, theirs: Snapshot, mine: Snapshot) -> Merge:
        """Merge upon what the person had before the eyes; without it, all that differs is asked."""
        seen = Revision.objects.of(form.instance).filter(version=form.cleaned_data["base_version"])
        # What was typed upon the item itself may have gone over into its working copy.
        in_copy = form.instance.is_copy
        revision = seen.filter(in_copy=in_copy).first() or seen.filter(in_copy=False).first()
        base = revision.snapshot if revision is not None else {}
        return merge_fields(base, theirs, mine, markup=rich_text_fields(self.model))

    def _shown(self, merge: Merge) -> list[Shown]:
        """Return each conflict as both comparisons with what there was before."""
        shown = []
        for conflict in merge.conflicts:
            base = {conflict.field: conflict.base}
            sides = [
                differences(self.model, base, {conflict.field: value})
                for value in (conflict.theirs, conflict.mine)
            ]
            if all(sides):
                label = sides[0][0].label
                shown.append(Shown(conflict.field, label, sides[0][0], sides[1][0]))
        return shown

    def _labels(self, merge: Merge) -> list[str]:
        """Return the labels of what was merged without a question."""
        names = merge.fields(Outcome.THEIRS, Outcome.MERGED)
        known = {f.attname: str(f.verbose_name) for f in self.model.content_fields()}
        return [known.get(name, _RELATION_LABELS.get(name, name)) for name in names]

    def _inline_of(self, formset: BaseInlineFormSet) -> Any:
        """Return the inline whose rows are a list in the snapshot, if this formset is one's."""
        for inline in self.inlines:
            if inline.model is formset.model and hasattr(inline, "snapshot_name"):
                return inline
        return None


_RELATION_LABELS = {
    "authors": "tác giả",
    "tags": "từ khóa",
    "further_categories": "chuyên mục khác",
    "documents": "tài liệu đính kèm",
}


_NUMBER = "id"


def _targets(formset: BaseInlineFormSet, target: str) -> list[int]:
    """Return the numbers to which the rows lead, in the order of their positions.

    Read as they were sent: rows that a colleague has replaced since are no mistake of this person.
    """
    data, prefix = formset.data, formset.prefix
    rows = []
    for n in range(min(formset.total_form_count(), formset.absolute_max)):
        number = data.get(f"{prefix}-{n}-{target}", "")
        if number.isdecimal() and len(number) < 19 and not data.get(f"{prefix}-{n}-DELETE"):
            position = data.get(f"{prefix}-{n}-position", "")
            rows.append((int(position) if position.isdecimal() else n, n, int(number)))
    return [number for _, _, number in sorted(rows)]


def _rows_of(formset: BaseInlineFormSet, target: str, wanted: list[Any]) -> dict[str, Any]:
    """Return the rows of `formset` as a browser would send them, so that they lead to `wanted`."""
    prefix = formset.prefix
    stored = list(formset.get_queryset())
    left = [number for number in wanted if number not in {_led(row, target) for row in stored}]
    data: dict[str, Any] = {
        f"{prefix}-TOTAL_FORMS": len(stored) + len(left),
        f"{prefix}-INITIAL_FORMS": len(stored),
        f"{prefix}-MIN_NUM_FORMS": 0,
        f"{prefix}-MAX_NUM_FORMS": 1000,
    }
    for n, row in enumerate([*stored, *left]):
        number = row if n >= len(stored) else _led(row, target)
        data[f"{prefix}-{n}-{target}"] = number
        if n < len(stored):
            data[f"{prefix}-{n}-{_NUMBER}"] = row.pk
        if number in wanted:
            data[f"{prefix}-{n}-position"] = wanted.index(number)
        else:
            data |= {f"{prefix}-{n}-position": row.position, f"{prefix}-{n}-DELETE": "on"}
    return data


def _led(row: Any, target: str) -> Any:
    return getattr(row, f"{target}_id")
