"""What can be done with comments; each action asks for the right and runs in one transaction.

Nothing here touches the item: a comment makes no new version and undoes nobody's form.
"""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from portal.core.accounts.models import User
from portal.core.content import Publishable
from portal.core.review import rights, signals
from portal.core.review.models import (
    MAX_PER_ITEM,
    QUOTATION_MAX_LENGTH,
    TEXT_MAX_LENGTH,
    Comment,
)
from portal.core.review.people import named_in, require_openers
from portal.core.text import normalise, normalise_line


@transaction.atomic
def add(
    item: Publishable,
    *,
    by: User,
    text: str,
    quotation: str = "",
    mention: Iterable[User] = (),
    parent: Comment | None = None,
) -> Comment:
    """Store what `by` says about `item`, or answers to `parent`, and tell whom it names.

    Raises `PermissionDenied`, or `ValidationError` for the fields `text`, `quotation`, `mention`.
    The same words twice in a row are one comment: a button pressed twice on a slow line.
    """
    if not rights.may_comment(by, item):
        raise PermissionDenied(f"Tài khoản “{by}” không góp ý được ở {item.noun()} này.")
    text, quotation, chosen = _checked_text(text), _checked_quotation(quotation), list(mention)
    thread = _locked_thread(item, parent) if parent is not None else None
    last = Comment.objects.of(item).order_by("-pk").first()
    if last is not None and _says(last, by, text, quotation, thread):
        return last
    _require_room(item)
    if chosen:
        require_openers(chosen, item)
    people = {person.pk: person for person in (*chosen, *named_in(text, item))}
    people.pop(by.pk, None)
    comment = Comment(parent=thread, author=by, text=text, quotation=quotation)
    comment.content_type, comment.object_id = _address(item)
    comment.save()
    comment.mentioned.set(people.values())
    signals.commented.send(sender=Comment, comment=comment, mentioned=list(people.values()))
    return comment


@transaction.atomic
def resolve(comment: Comment, *, item: Publishable, by: User) -> None:
    """Settle the thread; who settled it first stays written."""
    _require_settling(comment, item, by)
    open_ = Comment.objects.of(item).open_threads().filter(pk=comment.pk)
    open_.update(resolved_at=timezone.now(), resolved_by=by)


@transaction.atomic
def reopen(comment: Comment, *, item: Publishable, by: User) -> None:
    """Open a settled thread again."""
    _require_settling(comment, item, by)
    threads = Comment.objects.of(item).filter(pk=comment.pk, parent=None)
    threads.update(resolved_at=None, resolved_by=None)


@transaction.atomic
def delete(comment: Comment, *, item: Publishable, by: User) -> None:
    """Take back one's own comment while nobody has answered it."""
    thread = Comment.objects.of(item).select_for_update().filter(pk=comment.parent_id or comment.pk)
    thread.first()  # whoever answers at this moment waits, or is waited for
    stored = Comment.objects.of(item).filter(pk=comment.pk).first()
    if stored is None or not rights.may_take_back(by, stored, item):
        raise PermissionDenied("Chỉ người viết góp ý mới xóa được nó.")
    if Comment.objects.of(item).after(stored).exists():
        raise PermissionDenied("Góp ý này đã có người trả lời nên không xóa được nữa.")
    stored.delete()


def on_removed(item: Publishable, **kwargs: object) -> None:
    """Delete what was said about a draft that is deleted; a working copy leaves it behind."""
    if item.is_copy:
        return
    Comment.objects.of(item).delete()


def _address(item: Publishable) -> tuple[ContentType, int]:
    return ContentType.objects.get_for_model(item), item.public_pk


def _checked_text(text: str) -> str:
    """Return the words as they are stored; browsers send two characters for each end of a line."""
    text = normalise(text).replace("\r\n", "\n").strip()
    if not text:
        raise ValidationError({"text": "Viết góp ý rồi mới gửi."})
    if len(text) > TEXT_MAX_LENGTH:
        raise ValidationError(
            {"text": f"Viết gọn trong 2.000 ký tự; đang có {_number(len(text))}, chưa gửi gì."}
        )
    return text


def _checked_quotation(text: str) -> str:
    text = normalise_line(text)
    if len(text) > QUOTATION_MAX_LENGTH:
        raise ValidationError(
            {"quotation": f"Đoạn trích dài nhất 300 ký tự; đang có {_number(len(text))}."}
        )
    return text


def _locked_thread(item: Publishable, parent: Comment) -> Comment:
    """Return the comment that begins the thread; nobody deletes it before this is stored."""
    number = parent.parent_id or parent.pk
    thread = Comment.objects.of(item).select_for_update().filter(pk=number).first()
    if thread is None:
        raise ValidationError({"text": "Góp ý mà ông/bà trả lời không còn nữa."})
    if thread.resolved_at is not None:
        raise ValidationError({"text": "Góp ý này đã xong. Bấm Mở lại rồi trả lời."})
    return thread


def _says(comment: Comment, by: User, text: str, quotation: str, thread: Comment | None) -> bool:
    said = (comment.author_id, comment.text, comment.quotation, comment.parent_id)
    return said == (by.pk, text, quotation, thread.pk if thread else None)


def _require_room(item: Publishable) -> None:
    if Comment.objects.of(item)[:MAX_PER_ITEM].count() >= MAX_PER_ITEM:
        raise ValidationError(
            {"text": f"{item.noun().capitalize()} này đã có {MAX_PER_ITEM} góp ý, không nhận thêm."}
        )


def _require_settling(comment: Comment, item: Publishable, by: User) -> None:
    if comment.parent_id is not None or not rights.may_settle(by, comment, item):
        raise PermissionDenied(f"Tài khoản “{by}” không đánh dấu được góp ý này.")


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
