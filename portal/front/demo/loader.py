"""Putting the demo into the database, and taking it out again."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.contrib.auth.models import Group
from django.core.files import File
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from categories.models import Category, CategoryGrant, GrantRole
from news.models import Article, Author, Tag
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.audit import accounts as trail
from portal.core.audit.verbs import Verb
from portal.core.content import Status
from portal.core.identity.models import Identity
from portal.core.media import actions as media_actions
from portal.core.media.models import Image
from portal.core.search import vocabulary
from portal.core.search.models import SearchEntry
from portal.core.text import vi_slug
from portal.core.workflow import actions
from portal.front.demo import cast
from portal.front.demo.desk import DESK_WORK
from portal.front.demo.readers import pretend_readers
from portal.front.demo.standing import load_pages, refresh_frame, remove_pages
from portal.front.demo.texts import IMAGES_DIR, DemoArticle, read_articles
from portal.front.models import TaskLink

_MEDIA = re.compile(r'src="media:(?P<name>[\w-]+)"')
_NOTE = "Bài dùng thử: {name}"
"""The internal note by which a demo article is known again."""
_READ = 25
"""How many of the newest articles have had readers."""

Progress = Callable[[int, int], object]


class DemoRefused(Exception):
    """The database is one of a real portal."""


@transaction.atomic
def load(progress: Progress = lambda done, total: None) -> int:
    """Load what is missing of the demo; return how many articles were added.

    Idempotent: accounts, authors, pages and articles that are there already stay as they are.
    Raises `DemoRefused` where a real person has the name of a demo account.
    """
    _introduce()
    accounts = {demo.username: _account(demo) for demo in cast.ACCOUNTS}
    chief = accounts["truongban"]
    authors = {key: _author(key, accounts) for key in cast.AUTHORS}
    writer = accounts["admin"]
    load_pages(by=writer, approved_by=chief)
    images = _Images(by=chief)
    known = set(
        Article.objects.filter(note__startswith="Bài dùng thử").values_list("note", flat=True)
    )
    articles = [
        article
        for article in read_articles(timezone.localdate())
        if _NOTE.format(name=article.name) not in known
    ]
    added = []
    for done, article in enumerate(articles, start=1):
        added.append(_add_article(article, writer, authors=authors, images=images))
        _approve(added[-1], article, by=writer, approved_by=chief)
        progress(done, len(articles))
    if articles:
        vocabulary.recount()
        pretend_readers(added[-_READ:])
        _add_desk_work(accounts, authors)
    return len(articles)


def remove() -> None:
    """Take out the demo articles, pages and accounts with all that hangs on them.

    Goes around the rule that what was public is never deleted: nothing of the demo was ever
    news.  Content that real accounts have written stays, and so do its categories.  What the
    audit trail speaks of stays, too: the revisions, and the accounts, closed for good.
    """
    with transaction.atomic():
        demo_users = User.objects.filter(is_demo=True)
        articles = Article.objects.filter(created_by__in=demo_users)
        tags = list(Tag.objects.filter(articles__in=articles).values_list("pk", flat=True))
        SearchEntry.objects.of_type(Article).filter(object_id__in=articles.values("pk")).delete()
        articles.delete()
        remove_pages(demo_users)
        Article.objects.filter(updated_by__in=demo_users).update(updated_by=F("created_by"))
        Author.objects.filter(slug__in=cast.AUTHORS, bylines__isnull=True).delete()
        Tag.objects.filter(pk__in=tags, article_tags__isnull=True).delete()
        for image in Image.objects.filter(created_by__in=demo_users):
            _remove_image(image)
        for user in demo_users:
            _retire(user)
        _forget_identity()
        refresh_frame()


def _retire(user: User) -> None:
    """Leave nothing of a demo account but its name, under which nobody can ever sign in."""
    Author.objects.filter(user=user).update(user=None)
    CategoryGrant.objects.filter(user=user).delete()
    user.groups.clear()
    user.username = f"{user.username}-da-go-{user.pk}"
    user.is_demo = user.is_active = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    trail.noted(Verb.ACCOUNT_CLOSED, user, by=None)


def _remove_image(image: Image) -> None:
    """Delete a picture with its files; one that a real article shows passes to its writer."""
    name = image.file.name or ""
    in_body = Q(body__contains=name.rsplit(".", 1)[0])
    article = Article.objects.filter(Q(lead_image=image) | in_body).first()
    if article is not None:
        Image.objects.filter(pk=image.pk).update(created_by=article.created_by)
        return
    media_actions.delete(image)


def _introduce() -> None:
    """Write the invented city into the identity, unless somebody has written another."""
    identity = Identity.load()
    if identity.agency == Identity().agency:
        for name, value in cast.IDENTITY.items():
            setattr(identity, name, value)
        identity.save()
    for position, (label, url, icon) in enumerate(cast.TASKS):
        defaults = {"url": url, "icon": icon, "position": position}
        TaskLink.objects.get_or_create(label=label, defaults=defaults)


def _forget_identity() -> None:
    if Identity.load().site_name == cast.IDENTITY["site_name"]:
        Identity().save()
    for label, url, _ in cast.TASKS:
        TaskLink.objects.filter(label=label, url=url).delete()


def _account(demo: cast.DemoAccount) -> User:
    user = User.objects.filter(username=demo.username).first()
    if user is not None:
        if not user.is_demo:
            raise DemoRefused(
                f"Đã có tài khoản thật “{demo.username}”: không nạp dữ liệu mẫu vào cổng thật."
            )
        return user
    user = User(
        username=demo.username,
        full_name=demo.full_name,
        position=demo.position,
        unit="UBND thành phố Minh Giang",
        email=f"{demo.username}@minhgiang.example",
        is_superuser=demo.is_superuser,
        is_demo=True,
    )
    user.set_password(cast.PASSWORD)
    user.save()
    if demo.role is not None:
        user.groups.add(Group.objects.get(name=demo.role.value))
    role = GrantRole.EDITOR if demo.role is AccountRole.EDITOR else GrantRole.CONTRIBUTOR
    for category in Category.objects.filter(slug__in=demo.categories):
        CategoryGrant.objects.create(user=user, category=category, role=role)
    return user


def _author(key: str, accounts: dict[str, User]) -> Author:
    name, pen_name, unit = cast.AUTHORS[key]
    user = next((accounts[a.username] for a in cast.ACCOUNTS if a.author == key), None)
    author, _ = Author.objects.get_or_create(
        slug=key, defaults={"name": name, "pen_name": pen_name, "unit": unit, "user": user}
    )
    return author


class _Images:
    """The drawings, each stored once per wording and looked up by name for bodies."""

    def __init__(self, by: User) -> None:
        self._by = by
        self._stored: dict[tuple[str, str], Image] = {}

    def get(self, name: str, *, alt: str, caption: str, credit: str) -> Image:
        key = (name, caption)
        if key not in self._stored:
            self._stored[key] = self._store(name, alt=alt, caption=caption, credit=credit)
        return self._stored[key]

    def in_text(self, name: str) -> str:
        """Return address and size of any picture of the drawing; bodies bring their words."""
        known = (image for (stored, _), image in self._stored.items() if stored == name)
        image = next(known, None) or self.get(
            name, alt=f"Tranh minh họa: {name}", caption="", credit="Minh họa"
        )
        return f'src="{image.src}" width="{image.width}" height="{image.height}"'

    def _store(self, name: str, *, alt: str, caption: str, credit: str) -> Image:
        image = Image(alt=alt, caption=caption, credit=credit)
        with (IMAGES_DIR / f"{name}.webp").open("rb") as file:
            media_actions.store(image, by=self._by, upload=File(file))
        return image


def _add_article(
    demo: DemoArticle, by: User, *, authors: dict[str, Author], images: _Images
) -> Article:
    head = demo.head
    article = Article(
        title=demo.title,
        summary=demo.summary,
        category=Category.objects.get(slug=head["category"]),
        note=_NOTE.format(name=demo.name),
        published_at=demo.published_at,
        source_name=head.get("source", ""),
        body=_MEDIA.sub(lambda match: images.in_text(match["name"]), demo.body),
    )
    if "image" in head:
        article.lead_image = images.get(
            head["image"],
            alt=head["image_alt"],
            caption=head["image_caption"],
            credit=head["image_credit"],
        )
    if "featured_days" in head:
        article.featured_until = timezone.now() + timedelta(days=head["featured_days"])

    def relations() -> None:
        article.set_authors(authors[key] for key in head["authors"])
        article.set_tags(_tag(name) for name in head.get("tags", ()))
        article.further_categories.set(Category.objects.filter(slug__in=head.get("further", ())))

    actions.save(article, by=by, save_relations=relations)
    return article


def _approve(article: Article, demo: DemoArticle, *, by: User, approved_by: User) -> None:
    """Publish what `by` wrote, and an update of it that readers are told of."""
    actions.publish(article, by=approved_by)
    if "correction" in demo.head:
        copy = actions.revise(article, by=by)
        copy.change_note = demo.head["correction"]
        actions.save(copy, by=by)
        actions.publish(copy, by=approved_by)


def _tag(name: str) -> Tag:
    tag, _ = Tag.objects.get_or_create(
        slug=vi_slug(name, default="tu-khoa"), defaults={"name": name}
    )
    return tag


def _add_desk_work(accounts: dict[str, User], authors: dict[str, Author]) -> None:
    """Leave something on the desk in every state, so that lists and buttons have work."""
    for demo in DESK_WORK:
        writer = accounts[demo.by]
        article = Article(
            title=demo.title,
            summary=demo.summary,
            body=demo.body,
            category=Category.objects.get(slug=demo.category),
            note=_NOTE.format(name=vi_slug(demo.title)),
        )
        author = authors[demo.author]
        actions.save(article, by=writer, save_relations=partial(article.set_authors, [author]))
        if demo.status is Status.SUBMITTED:
            actions.submit(article, by=writer)
        if demo.status is Status.RETURNED:
            actions.submit(article, by=writer)
            actions.return_(article, by=accounts["bientap"], reason=demo.reason)
        if demo.status is Status.PUBLISHED:
            at = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=20)
            actions.schedule(article, by=accounts["truongban"], at=at)
