"""A form that can no longer be saved: a colleague has decided, or deleted what it was opened with.

What was typed is kept as a draft of its writer, and the page says where it can go: into the
working copy of what is public now, or into a new item.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from portal.core.admin.autosave import WINDOW, AutosaveAdmin
from portal.core.admin.decisions import DecisionsAdmin
from portal.core.admin.lists import signed_in
from portal.core.content import Publishable
from portal.core.drafts import autosaves
from portal.core.workflow import actions
from portal.core.workflow.permissions import Action, may

PUBLIC = "_public"
"""Name of the hidden field by which a form says which item its working copy belongs to."""


class OvertakenAdmin(AutosaveAdmin, DecisionsAdmin):
    """Answers 409, with the text kept, where others would refuse or find nothing."""

    def came_too_late(self, request: HttpRequest, object_id: str | None) -> HttpResponse | None:
        """Keep what was typed into a form whose item is out of reach by now; None for any other."""
        if object_id is None or not self._was_opened(request):
            return None
        item = self.get_object(request, object_id)
        if item is None:
            return self._keep(request, self._public_item(request))
        is_theirs_to_see = self.has_view_permission(request, item)
        if self.has_change_permission(request, item) or not is_theirs_to_see:
            return None
        return self._keep(request, item)

    @method_decorator(require_POST)
    def revise_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Open the working copy of a published item; with what was typed elsewhere, if so asked."""
        item = self.get_or_refuse(request, pk, Action.REVISE)
        user = signed_in(request)
        try:
            copy = actions.revise(item, by=user)
        except actions.StaleVersion as error:  # deleted in this very moment
            raise PermissionDenied(f"Không có {self.noun} này.") from error
        url = self.url_of("change", copy)
        window = autosaves.window_of(request.POST.get(WINDOW))
        if window and autosaves.move(user, self.model, window, copy.pk):
            url = f"{url}?{autosaves.RESTORE}={window}"
        return redirect(url)

    def _was_opened(self, request: HttpRequest) -> bool:
        """Return whether this is a form of the desk that its writer sends, not a forged request."""
        window = autosaves.window_of(request.POST.get(WINDOW))
        return bool(window) and "base_version" in request.POST and self._may_type(request)

    def _may_type(self, request: HttpRequest) -> bool:
        # Asked of the account alone: about the item itself the answer is no by now.
        change = f"{self.opts.app_label}.change_{self.opts.model_name}"
        return signed_in(request).has_perm(change)

    def _keep(self, request: HttpRequest, item: Publishable | None) -> HttpResponse:
        user = signed_in(request)
        pk = item.pk if item is not None else None
        window = autosaves.window_of(request.POST.get(WINDOW))
        if not autosaves.store(user, self.model, pk, window, request.POST):
            # Saved once already, then typed on and sent again.
            window = autosaves.new_window()
            autosaves.store(user, self.model, pk, window, request.POST)
        title = f"Chưa lưu: {item or request.POST.get('title', '')}"
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "noun": self.noun,
            "title": title,
            "item": item,
            "window": window,
            "may_revise": item is not None and may(user, Action.REVISE, item),
            "may_add": self.has_add_permission(request),
        }
        page = "admin/publishable/overtaken.html"
        return TemplateResponse(request, page, context, status=409)

    def _public_item(self, request: HttpRequest) -> Publishable | None:
        """Return the item whose working copy the form was opened with."""
        public: Publishable | None = self.get_object(request, request.POST.get(PUBLIC, ""))
        return public
