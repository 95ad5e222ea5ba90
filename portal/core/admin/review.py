"""The reviewer's page: what it is, what was said about it, and the decision, for one thumb."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.views.decorators.cache import never_cache

from portal.core.admin.decisions import DecisionsAdmin
from portal.core.admin.history import HistoryAdmin
from portal.core.admin.lists import signed_in
from portal.core.admin.reviewed_lists import ReviewedList
from portal.core.content import Publishable, PublishableQuerySet, State
from portal.core.review import page
from portal.core.review.forms import ReviewForm
from portal.core.review.presses import SAID, offered, press
from portal.core.review.threads import threads_of, with_typed
from portal.core.workflow.actions import StaleVersion
from portal.core.workflow.differences import Difference
from portal.core.workflow.permissions import Action, may

_ELSEWHERE = (Action.SAVE, Action.REVISE, Action.WITHDRAW)
"""What is done on pages of its own, to which this one leads."""
_LOOKED_AT = 20
"""So many of the items that wait longest are asked whether this person decides on them."""


class ReviewAdmin(HistoryAdmin, DecisionsAdmin):
    """Adds the page "Xem và duyệt", the comments beside the form, and their mark in the list."""

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Return whether this person publishes anything at all; the actions ask per row."""
        return signed_in(request).has_perm(f"{self.opts.app_label}.publish_{self.opts.model_name}")

    def review_place(self, item: Any) -> str:
        """Return what `item` is filed under, in words; types with categories say it."""
        return ""

    def review_byline(self, item: Any) -> str:
        """Return the names under which readers will see `item`; types with authors say them."""
        return ""

    def first_awaiting(self, request: HttpRequest, but: Publishable) -> Publishable | None:
        """Return the item of this type that waits longest for a decision of this person."""
        rows = self.get_queryset(request)
        if not isinstance(rows, PublishableQuerySet):
            return None
        waiting = rows.in_state(State.SUBMITTED).order_by("updated_at", "pk")
        if isinstance(but, self.model):
            waiting = waiting.exclude(pk=but.pk)
        user = signed_in(request)
        return next((i for i in waiting[:_LOOKED_AT] if may(user, Action.PUBLISH, i)), None)

    def get_urls(self) -> list[URLPattern]:
        """Add the reviewer's page."""
        view, prefix = self.admin_site.admin_view, self.url_prefix.removeprefix("admin:")
        return [
            path("<int:pk>/duyet/", view(self.review_view), name=f"{prefix}_review"),
            *super().get_urls(),
        ]

    @method_decorator(never_cache)
    def review_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the item with all that is needed to decide, or do what a button says."""
        item = self.get_or_refuse(request, pk, Action.VIEW)
        form = ReviewForm(
            item, signed_in(request), request.POST.copy() if request.method == "POST" else None
        )
        if request.method != "POST":
            return self._review_page(request, item, form)
        done = self._press(request, item, form)
        if done is not None and not form.has_unsent_words():
            return redirect(self.url_of("review", done) + "#comments" * (form.pressed[0] in SAID))
        # What an action has refused it may have half changed in memory.
        item = self.get_or_refuse(request, done.pk if done else pk, Action.VIEW)
        form.show_again(item, is_done=done is not None)
        return self._review_page(request, item, form)

    def comments_context(self, request: HttpRequest, item: Publishable) -> dict[str, Any]:
        """Return what the list of comments shows, on the reviewer's page and beside the form."""
        return self._threads(item, ReviewForm(item, signed_in(request)))

    def _threads(self, item: Publishable, form: ReviewForm) -> dict[str, Any]:
        threads = with_typed(threads_of(item, form.user), form)
        return {
            "talk": form,
            "item": item,
            "noun": self.noun,
            "open_threads": [thread for thread in threads if thread.is_open],
            "settled_threads": [thread for thread in threads if not thread.is_open],
            "review_url": self.url_of("review", item),
        }

    def _review_page(
        self, request: HttpRequest, item: Publishable, form: ReviewForm
    ) -> HttpResponse:
        decides = self.has_publish_permission(request)
        what_for = "Xem và duyệt" if decides else f"Xem {self.noun}"
        context = self.page_context(request, item, f"{what_for}: {item}")
        context |= self._threads(item, form) | {
            "what_for": what_for,
            "form": form,
            "place": self.review_place(item),
            "byline": self.review_byline(item),
            "sending": page.last_sending(item),
            "differences": self._changes(request, item),
            "texts": page.texts(item),
            "picture": page.lead_picture(item),
            "offered": [action.value for action in offered(item, form.user)],
            "may": {a.value for a in _ELSEWHERE if may(form.user, a, item)},
            "steps": page.steps_since(item, form.seen) if form.is_stale else [],
        }
        return TemplateResponse(request, "admin/publishable/review.html", context)

    def _changes(self, request: HttpRequest, item: Publishable) -> list[Difference]:
        """Return how a working copy differs from what readers see; nothing for any other item."""
        public: Any = item.copy_of
        if public is None:
            return []
        fixed = {*item.fixed_in_copies, *(f"{name}_id" for name in item.fixed_in_copies)}
        now, then = item.snapshot(), public.snapshot()
        return self.differences_of(request, item, then, now, changes_only=True, without=fixed)

    def _press(
        self, request: HttpRequest, item: Publishable, form: ReviewForm
    ) -> Publishable | None:
        """Do what the button says and return the item, or None with the reason in the form."""
        if not form.is_about_to_work():
            return None
        try:
            done = press(item, form.user, form)
        except StaleVersion:
            form.is_stale = True
        except PermissionDenied as refusal:
            form.refuse(ValidationError(str(refusal)))
        except ValidationError as error:
            form.refuse(error)
        else:
            self._say(request, done, form.pressed[0])
            return done
        return None

    def _say(self, request: HttpRequest, item: Publishable, verb: str) -> None:
        """Tell what was done, and after a decision what waits next."""
        if verb in SAID:
            self.message_user(request, SAID[verb], messages.SUCCESS)
            return
        self.say_done(request, Action(verb), item)
        following = next_awaiting(request, self.admin_site, but=item)
        if following is not None:
            model_admin, other = following
            text = format_html(
                '{} chờ duyệt tiếp theo: <a href="{}">{}</a>',
                capfirst(model_admin.noun),
                model_admin.url_of("review", other),
                other,
            )
            self.message_user(request, text, messages.INFO)

    # The list ------------------------------------------------------------------------------

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ReviewedList]:
        """Count the open comments of the rows."""
        return ReviewedList

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Put the way to the reviewer's page behind the state."""
        columns = list(super().get_list_display(request))
        at = columns.index("state_badge") + 1 if "state_badge" in columns else len(columns)
        return [*columns[:at], "review_column", *columns[at:]]

    @admin.display(description="duyệt")
    def review_column(self, item: Publishable) -> SafeString | str:
        """The link to the page of what waits or is being talked about."""
        words = "Xem và duyệt" if getattr(item, "decides", True) else f"Xem {self.noun}"
        number = getattr(item, "open_comments", None) or 0
        waits = item.state() is State.SUBMITTED
        links = [("", words)] * waits + [("#comments", f"{number} góp ý")] * bool(number)
        url = self.url_of("review", item)
        return format_html_join(
            "", '<a class="to-review" href="{}{}">{}</a>', ((url, *link) for link in links)
        )


def next_awaiting(
    request: HttpRequest, site: Any, *, but: Publishable
) -> tuple[ReviewAdmin, Publishable] | None:
    """Return what has been waiting longest among all that this person decides on, of any type."""
    found = [
        (model_admin, item)
        for model_admin in site._registry.values()
        if isinstance(model_admin, ReviewAdmin)
        if (item := model_admin.first_awaiting(request, but)) is not None
    ]
    return min(found, key=lambda pair: pair[1].updated_at, default=None)
