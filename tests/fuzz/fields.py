"""What fields and parameters are called, and the forms of the desk as they come filled in."""

from typing import Any, NamedTuple

from django.contrib import admin
from django.http import HttpResponse

from tests.access import redirects
from tests.fuzz.asked import SUPERUSER, Asked
from tests.fuzz.portal import Portal
from tests.news.desk_forms import Form

PUBLIC = (
    *("q", "trang", "nam", "thang", "loai", "chuyen-muc", "xep", "tro-lai", "co", "mau", "v"),
    *("page", "text", "contact", "website", "opened", "username", "password", "email", "code"),
    *("new_password1", "new_password2", "csrfmiddlewaretoken", "_method", "format", "callback"),
    *redirects.NAMES,
)
_DESK = (
    *("o", "p", "q", "e", "all", "_popup", "_to_field", "_changelist_filters", "term", "app_label"),
    *("model_name", "field_name", "truoc", "sau", "anh", "trang", "khoi-phuc", "base", "seen"),
    *(
        "_window",
        "_continues",
        "_discard",
        "_leave",
        "_transition",
        "_save",
        "_continue",
        "_addanother",
    ),
    *(
        "base_version",
        "do",
        "reason",
        "action",
        "_selected_action",
        "select_across",
        "index",
        "post",
    ),
    *(
        "url",
        "file",
        "session",
        "_reset",
        "verdict",
        "comment",
        "parent",
        "quotation",
        "legacy_body",
    ),
    *(
        "thang",
        "tuan",
        "ngay",
        "loai",
        "xem",
        "state",
        "work",
        "writer",
        "category",
        "read",
        "code",
    ),
    *(
        "is_active__exact",
        "kind__exact",
        "groups__id__exact",
        "published_at__year",
        "published_at__gte",
    ),
    *(
        "published_at__day",
        "category__id__exact",
        "password",
        "id__in",
        "pk",
        "created_by__password",
    ),
    *("corrections_data", "revised_at", "confirm", "days", "name", "public", "title", "body"),
)


class Filled(NamedTuple):
    """A form as it stands on its page."""

    path: str
    values: dict[str, Any]


def desk_names() -> tuple[str, ...]:
    """Return what fields and parameters of the desk are called."""
    names = {
        field.name
        for model in admin.site._registry
        for field in model._meta.get_fields()
        if getattr(field, "editable", False)
    }
    return (*_DESK, *_DESK, *sorted(names), *PUBLIC)


def forms_of(portal: Portal, paths: list[str]) -> list[Filled]:
    """Return the forms that stand on pages of the desk, with what they hold."""
    found = []
    for path in paths:
        answer = portal.ask(Asked(path=path, who=SUPERUSER))
        if answer.status == 200 and (values := Form(HttpResponse(answer.body)).values):
            found.append(Filled(path, values))
    return found
