"""Plain functions that make the rows of a test, through the same actions as the desk.

The cast: a superuser, a user administrator, a chief, an editor and a contributor; whoever a
test needs is made by `make_user(role=...)`.
"""

import io
import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image as Pillow

from categories.models import Category, CategoryGrant, GrantRole
from news.models import Article, Author, Tag
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import Publishable, State, Status
from portal.core.media import actions as media_actions
from portal.core.media.models import Document, Image
from portal.core.workflow import actions
from portal.sections.pages.models import Page

Item = TypeVar("Item", bound=Publishable)

_numbers = itertools.count(1)

DECIDED = frozenset({State.SCHEDULED, State.LIVE, State.EXPIRED, State.WITHDRAWN})

PASSWORD = "Sông-Lam-Giang-98"


def make_user(
    role: AccountRole | None = None,
    *,
    edits: tuple[Category, ...] = (),
    writes: tuple[Category, ...] = (),
    **fields: Any,
) -> User:
    """Return an account with `role`, granted categories to edit and to write in."""
    number = next(_numbers)
    fields.setdefault("username", f"nguoi-{number}")
    fields.setdefault("full_name", f"Nguyễn Văn {number}")
    fields.setdefault("email", f"{fields['username']}@minhgiang.example")
    user = User(**fields)
    user.set_password(PASSWORD)
    user.save()
    if role is not None:
        user.groups.add(Group.objects.get(name=role.value))
    for category in edits:
        CategoryGrant.objects.create(user=user, category=category, role=GrantRole.EDITOR)
    for category in writes:
        CategoryGrant.objects.create(user=user, category=category, role=GrantRole.CONTRIBUTOR)
    return user


def make_superuser(**fields: Any) -> User:
    """Return an account that may do everything."""
    return make_user(is_superuser=True, **fields)


def make_category(name: str = "", **fields: Any) -> Category:
    """Return a stored category; its slug follows its name."""
    category = Category(name=name or f"Chuyên mục {next(_numbers)}", **fields)
    category.full_clean(exclude=["path"])
    category.save()
    return category


def make_author(name: str = "", **fields: Any) -> Author:
    """Return a stored author."""
    author = Author(name=name or f"Tác giả {next(_numbers)}", **fields)
    author.full_clean()
    author.save()
    return author


def make_tag(name: str = "") -> Tag:
    """Return a stored tag."""
    tag = Tag(name=name or f"từ khóa {next(_numbers)}")
    tag.full_clean()
    tag.save()
    return tag


def picture_file(
    kind: str = "JPEG", size: tuple[int, int] = (640, 480), name: str = ""
) -> SimpleUploadedFile:
    """Return an upload that holds a real picture."""
    target = io.BytesIO()
    Pillow.new("RGB", size, (155, 28, 31)).save(target, kind)
    return SimpleUploadedFile(name or f"anh.{kind.lower()}", target.getvalue())


def make_image(
    by: User | None = None, upload: SimpleUploadedFile | None = None, **fields: Any
) -> Image:
    """Return a stored picture with its renditions."""
    fields.setdefault("alt", "Cầu dây văng bắc qua sông")
    fields.setdefault("credit", "Minh Quang")
    image = Image(**fields)
    media_actions.store(image, by=by or make_superuser(), upload=upload or picture_file())
    return image


def make_document(title: str = "Tờ khai", **fields: Any) -> Document:
    """Return a stored document whose file nobody has read."""
    document = Document(title=title, kind="pdf", size=1_234_567, **fields)
    document.created_by = make_superuser()
    document.file.save("to-khai.pdf", SimpleUploadedFile("to-khai.pdf", b"%PDF-"), save=False)
    document.save()
    return document


def make_article(
    state: State = State.LIVE,
    *,
    authors: tuple[Author, ...] = (),
    tags: tuple[Tag, ...] = (),
    further: tuple[Category, ...] = (),
    **fields: Any,
) -> Article:
    """Return an article that came to `state`; see `make_filed`."""

    def relations(article: Article) -> None:
        article.set_authors(authors)
        article.set_tags(tags)
        article.further_categories.set(further)

    return make_filed(Article, state, relations=relations, **fields)


def make_filed(model: type[Item], state: State, **fields: Any) -> Item:
    """Return an item of `model` that came to `state` by the actions of the desk.

    Without a category it gets one of its own.  For the rest see `make_item`.
    """
    if "category" not in fields:
        fields["category"] = make_category()
    return make_item(model, state, **fields)


def make_page(state: State = State.LIVE, **fields: Any) -> Page:
    """Return a standing page that came to `state`; see `make_item`."""
    return make_item(Page, state, **fields)


def make_item(
    model: type[Item],
    state: State,
    *,
    by: User | None = None,
    at: datetime | None = None,
    relations: Callable[[Item], object] | None = None,
    **fields: Any,
) -> Item:
    """Return an item of `model` that came to `state` by the actions of the desk.

    `at` is the time of publication where the state has one; without it the items of a test
    follow each other a minute apart, the last made being the newest.  `relations` saves what
    hangs on the item.
    """
    by = by or make_superuser()
    number = next(_numbers)
    fields.setdefault("title", f"Tin số {number} của thành phố")
    fields.setdefault("summary", f"Tóm tắt của tin số {number}.")
    fields.setdefault("body", f"<p>Nội dung của tin số {number}.</p>")
    item = model(**fields)
    actions.save(item, by=by, save_relations=partial(relations, item) if relations else None)
    bring_to(item, state, by=by, at=at)
    return item


def bring_to(item: Any, state: State, *, by: User, at: datetime | None = None) -> None:
    """Take the actions that lead a draft to `state`; somebody else decides where `by` wrote it."""
    if state in DECIDED and item.created_by_id == by.pk:
        by = make_superuser()
    now = timezone.now()
    past = at or now - timedelta(days=30) + timedelta(minutes=next(_numbers))
    if state in {State.SUBMITTED, State.RETURNED}:
        actions.submit(item, by=by)
    if state is State.RETURNED:
        actions.return_(item, by=by, reason="Thiếu số liệu.")
    if state is State.SCHEDULED:
        actions.schedule(item, by=by, at=at or now + timedelta(days=1))
    if state in {State.LIVE, State.EXPIRED, State.WITHDRAWN}:
        item.published_at = past
        if state is State.EXPIRED:
            item.expires_at = past + timedelta(minutes=1)
        actions.publish(item, by=by)
    if state is State.WITHDRAWN:
        actions.withdraw(item, by=by, reason="Sai số liệu.")


def renew(item: Any, *, note: str = "") -> None:
    """Store what was changed on `item`, as the desk does.

    What is published is changed in a working copy, which another person approves; `note` is what
    readers are told of it.
    """
    writer = make_superuser()
    if item.status != Status.PUBLISHED:
        actions.save(item, by=writer)
        return
    copy = actions.revise(type(item).objects.get(pk=item.pk), by=writer)
    for field in item.content_fields():
        if field.name not in item.fixed_in_copies:
            setattr(copy, field.attname, getattr(item, field.attname))
    copy.change_note = note
    actions.save(copy, by=writer)
    actions.publish(copy, by=make_superuser())
    item.refresh_from_db()
