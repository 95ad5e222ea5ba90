"""Correcting a link where it stands: an ordinary edit by whoever asks for it, with their rights.

What readers see is changed in a working copy.  Who may publish publishes it at once; anybody
else's goes to review.  A working copy that is there already is somebody's unfinished work: it is
never published along, nor written into.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.urls import reverse

from portal.core.accounts.models import User
from portal.core.content import Publishable
from portal.core.linkcheck.models import CORRECTABLE, Address, Kind, LinkUse
from portal.core.linkcheck.rewriting import leads_to, with_address
from portal.core.richtext import RichTextField
from portal.core.workflow import actions
from portal.core.workflow.permissions import Action, may


class Became(Enum):
    """What became of one correction."""

    PUBLISHED = "Đã sửa, bạn đọc thấy ngay"
    PROPOSED = "Đã sửa trong bản sửa và gửi duyệt"
    KEPT = "Đã sửa trong bản sửa, chưa đăng"
    REFUSED = "Chưa sửa"


@dataclass(frozen=True)
class Outcome:
    """What became of the correction of one item, and where it is seen."""

    item: models.Model
    became: Became
    words: str = ""

    @property
    def url(self) -> str:
        """The form of the item."""
        return form_of(self.item)


def form_of(row: models.Model) -> str:
    """Return the address of a row's form on the desk."""
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])


def is_correctable(use: LinkUse, user: User) -> bool:
    """Return whether `user` may correct this use by one press."""
    item: Any = use.item
    if not isinstance(item, Publishable) or use.kind not in CORRECTABLE:
        return False
    return may(user, Action.REVISE, item)


def mend(item: Any, address: Address, new: str, *, version: int, by: User) -> Outcome:
    """Put `new` in the place of `address` everywhere in `item`, "" to take the links away.

    `version` is that of the item as the person saw it; a newer one is left as it is.
    """
    try:
        return _mended(item, address, new, version=version, by=by)
    except actions.StaleVersion:
        words = "Người khác vừa sửa; mở trang này lại rồi làm lần nữa."
    except PermissionDenied as error:
        words = str(error)
    except ValidationError as error:
        words = " ".join(error.messages)
    return Outcome(item, Became.REFUSED, words)


@transaction.atomic
def _mended(item: Any, address: Address, new: str, *, version: int, by: User) -> Outcome:
    found = type(item)._default_manager.filter(copy_of=item.pk).select_related("created_by").first()
    if found is not None:
        raise ValidationError(
            f"Đang có bản sửa chưa đăng của {found.created_by}; sửa đường dẫn trong bản ấy."
        )
    copy = actions.revise(item, by=by)
    # The row is locked now: what is read here is what readers see until this is done.
    stored = type(item)._default_manager.only("version").get(pk=item.pk)
    if stored.version != version or copy.created_by_id != by.pk:
        raise actions.StaleVersion
    _put(copy, address, new)
    actions.save(copy, by=by)
    return _handed_on(item, copy, by)


def _put(copy: Publishable, address: Address, new: str) -> None:
    uses = address.uses.filter(
        content_type__app_label=copy._meta.app_label,
        content_type__model=copy._meta.model_name,
        object_id=copy.public_pk,
        kind__in=CORRECTABLE,
    )
    base = copy.get_absolute_url
    for field, kind in set(uses.values_list("field", "kind")):
        column, value = copy._meta.get_field(field), getattr(copy, field)
        if kind == Kind.LINK and isinstance(column, RichTextField):
            setattr(copy, field, with_address(value, address.url, new, base))
        elif kind == Kind.FIELD and leads_to(value, address.url, base):
            setattr(copy, field, new)


def _handed_on(item: Any, copy: Any, by: User) -> Outcome:
    """Publish the copy, or send it to whoever may; refused by a check, it stays to be finished."""
    publishes = may(by, Action.PUBLISH, copy)
    try:
        with transaction.atomic():
            if publishes:
                actions.publish(copy, by=by)
            else:
                actions.submit(copy, by=by)
    except ValidationError as error:
        return Outcome(copy, Became.KEPT, " ".join(error.messages))
    return Outcome(item, Became.PUBLISHED) if publishes else Outcome(copy, Became.PROPOSED)
