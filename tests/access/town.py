"""One of everything that an address can name, and one account of every kind."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib.auth.tokens import default_token_generator
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from categories.delegations import Delegation
from categories.models import Category
from news.models import Article, Author, Tag
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.audit.models import AuditEntry
from portal.core.content import Publishable, State
from portal.core.identity.models import Identity
from portal.core.linkcheck.models import Address, LinkUse
from portal.core.media.models import Document, Image, Recording
from portal.core.notices.kinds import Kind
from portal.core.notices.models import Mail, Notice
from portal.core.ops.models import Run
from portal.core.preview import actions as share_links
from portal.core.preview.models import ShareLink
from portal.core.scan.models import Finding
from portal.core.search.models import Promotion, SearchCount, Synonym
from portal.core.workflow import actions
from portal.core.workflow.models import Revision, WithdrawalReason
from portal.front.models import HomeSection, TaskLink
from portal.sections.pages.models import Page
from portal.sections.reports.models import ErrorReport
from tests.access.patterns import Pattern
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_document,
    make_image,
    make_page,
    make_superuser,
    make_tag,
    make_user,
)

NOBODY, STAFF = "nobody", "no role"
SUPERUSER = "superuser"
ROLES = (NOBODY, STAFF, *(role.value for role in AccountRole), SUPERUSER)


class Town:
    """The rows that the addresses name, and the accounts that ask for them."""

    def __init__(self) -> None:
        self.category = make_category("Chiến lược – Quy hoạch thử")
        self.people: dict[str, User] = {STAFF: make_user(), SUPERUSER: make_superuser()}
        for role in AccountRole:
            granted = (
                (self.category,) if role in {AccountRole.CONTRIBUTOR, AccountRole.EDITOR} else ()
            )
            field = "writes" if role is AccountRole.CONTRIBUTOR else "edits"
            self.people[role.value] = make_user(role, **{field: granted})
        self.writer = make_superuser()
        self.draft = make_article(State.DRAFT, by=self.writer, category=self.category)
        self.live = make_article(
            by=self.writer, category=self.category, authors=(make_author("An"),)
        )
        self.page = make_page(by=self.writer)
        editor, chief = (
            self.people[role.value] for role in (AccountRole.EDITOR, AccountRole.CHIEF)
        )
        self.urgent = _urgent(make_article(State.DRAFT, by=editor, category=self.category), editor)
        self.urgent_page = _urgent(make_page(State.DRAFT, by=chief), chief)
        self.english = make_page(title="Visitors", language="en")
        self.account = make_user(AccountRole.CONTRIBUTOR)
        self.rows: dict[type[Model], Any] = {}
        self.token = share_links.share(self.draft, by=self.writer)
        share_links.share(self.row(Page), by=self.writer)

    def row(self, model: type[Model]) -> Any:
        """Return the row of a model that addresses name, made when it is first asked for."""
        if model not in self.rows:
            self.rows[model] = self._makers()[model]()
        return self.rows[model]

    def _makers(self) -> dict[type[Model], Callable[[], Any]]:
        """How a row of each model comes to be; the first there is where the portal ships some."""
        now, day = timezone.now(), timezone.localdate()
        return {
            Article: lambda: self.draft,
            Page: lambda: make_page(State.DRAFT, by=self.writer),
            User: lambda: self.account,
            Category: lambda: self.category,
            Author: make_author,
            Tag: make_tag,
            Image: make_image,
            Document: make_document,
            Recording: lambda: Recording.objects.create(
                title="Lễ khởi công", file="phim.mp4", kind="mp4", size=9, created_by=self.writer
            ),
            ShareLink: lambda: ShareLink.objects.of(self.draft)[0],
            AuditEntry: AuditEntry.objects.order_by("-pk").first,
            Identity: Identity.load,
            HomeSection: HomeSection.objects.first,
            WithdrawalReason: WithdrawalReason.objects.first,
            TaskLink: lambda: TaskLink.objects.create(label="Nộp hồ sơ", url="/tim-kiem/"),
            Delegation: lambda: Delegation.objects.create(
                giver=self.people[AccountRole.EDITOR.value],
                receiver=self.people[AccountRole.CONTRIBUTOR.value],
                until=now + timedelta(days=1),
                reason="Nghỉ phép.",
                made_by=self.writer,
            ),
            Mail: lambda: Mail.objects.create(to="a@minhgiang.example", subject="Thư", text="Thư."),
            SearchCount: lambda: SearchCount.objects.create(
                day=day, words="ho so", typed="hồ sơ", times=1
            ),
            Synonym: lambda: Synonym.objects.create(phrases="hồ sơ\nthủ tục"),
            Promotion: lambda: Promotion.objects.create(queries="hồ sơ", title="Nộp", url="/tin/"),
            ErrorReport: lambda: ErrorReport.objects.create(text="Ngày họp ghi sai rồi."),
            Finding: lambda: Finding.objects.create(
                kind="hosts", place="trang-la.vip", first_seen_at=now, last_seen_at=now
            ),
            Address: self._used_address,
            Run: lambda: Run.objects.create(kind="backup", outcome="good", name="1"),
        }

    def _used_address(self) -> Address:
        """Return an address that stands in the draft."""
        kind = ContentType.objects.get_for_model(self.draft)
        address = Address(url="https://cu.example/", place="web", verdict="broken")
        address.save()
        uses = {"content_type": kind, "object_id": self.draft.pk, "field": "body", "kind": "link"}
        LinkUse.objects.create(address=address, **uses)
        return address

    def address(self, pattern: Pattern) -> str:
        """Return an address that meets a pattern and names something that exists."""
        query = self.queries().get(pattern.name)
        return self._path(pattern) + (f"?{urlencode(query)}" if query else "")

    def queries(self) -> dict[str, dict[str, Any]]:
        """Return the questions without which a pattern has no answer."""
        return {
            "admin:autocomplete": {
                "app_label": "news",
                "model_name": "byline",
                "field_name": "author",
            },
            "admin:news_article_compare": {"truoc": self._first_of(Article)},
            "admin:pages_page_compare": {"truoc": self._first_of(Page)},
        }

    def _first_of(self, model: type[Publishable]) -> int:
        return Revision.objects.of(self.row(model))[0].pk

    def _path(self, pattern: Pattern) -> str:
        if pattern.name == "admin:anything-else":
            return reverse("admin:index") + "khong-co/"
        if pattern.name.endswith("_object"):
            model = self._model_of(pattern.name)
            change = pattern.name.replace("_object", "_change")
            return reverse(change, args=[self.row(model).pk]).removesuffix("change/")
        return reverse(pattern.name, kwargs=self._arguments(pattern))

    def _arguments(self, pattern: Pattern) -> dict[str, Any]:
        special = self._special().get(pattern.name, {})
        arguments = {
            name: self._argument(pattern.name, name, special) for name in pattern.parameters
        }
        return {name: value for name, value in arguments.items() if value is not None}

    def _argument(self, pattern: str, name: str, special: dict[str, Any]) -> Any:
        if name in special:
            return special[name]
        if name in {"object_id", "pk", "id"}:
            return self.row(self._model_of(pattern)).pk
        item = self.row(self._model_of(pattern))
        if name == "link":
            return ShareLink.objects.of(item)[0].pk
        return {"number": Revision.objects.of(item)[0].pk, "action": "return"}[name]

    def _special(self) -> dict[str, dict[str, Any]]:
        """Return the arguments that the name of a pattern does not tell."""
        live, day = self.live, timezone.localtime(self.live.published_at)
        article = {"slug": live.slug, "pk": live.pk}
        date = {"year": day.year, "month": day.month, "day": day.day}
        kind = ContentType.objects.get_for_model(Article).pk
        number = urlsafe_base64_encode(force_bytes(self.account.pk))
        path = {"path": self.category.path}
        return {
            "admin:hand_over_all": {"pk": self.account.pk},
            "admin:account_security": {"pk": self.account.pk},
            "admin:account_data": {"pk": self.account.pk},
            "admin:set_password": {
                "uidb64": number,
                "token": default_token_generator.make_token(self.account),
            },
            "admin:notice": {"pk": self._notice().pk},
            "admin:view_on_site": {"content_type_id": kind, "object_id": live.pk},
            "admin:news_article_reason": {"pk": live.pk, "action": "withdraw"},
            "admin:news_article_revise": {"pk": live.pk},
            "admin:news_article_confirm": {"pk": self.urgent.pk},
            "admin:pages_page_confirm": {"pk": self.urgent_page.pk},
            "admin:pages_page_reason": {"pk": self.page.pk, "action": "withdraw"},
            "admin:pages_page_revise": {"pk": self.page.pk},
            "admin:media_describe": {"pk": self.row(Image).pk},
            "admin:checks_checkwaiver_confirm": {
                "content_type": kind,
                "pk": self.draft.pk,
                "check": "alt",
            },
            "admin:auth_user_password_change": {"id": self.account.pk},
            "admin:app_list": {"app_label": "news"},
            "media:file": {"name": self.row(Image).file.name},
            "preview:shared": {"token": self.token},
            "news:article": article,
            "news:saved": article,
            "news:read": {"pk": live.pk},
            "news:category": path,
            "news:author": {"slug": live.authors.all()[0].slug},
            "news:tag": {"slug": self.row(Tag).slug},
            "pages:page": {"slug": self.page.slug},
            "pages:english-page": {"slug": self.english.slug},
            "front:archive-year": date,
            "front:archive-month": date,
            "front:archive-day": date,
            "front:category-rss": path,
            "front:category-atom": path,
            "front:sitemap-section": {"section": "tin-0"},
        }

    def _notice(self) -> Notice:
        superuser = self.people[SUPERUSER]
        kind = ContentType.objects.get_for_model(Article)
        return Notice.objects.get_or_create(
            recipient=superuser, kind=Kind.values[0], content_type=kind, object_id=self.draft.pk
        )[0]

    @staticmethod
    def _model_of(pattern: str) -> type[Model]:
        """Return the model whose admin has a pattern."""
        app, name, *_ = pattern.removeprefix("admin:").split("_")
        return apps.get_model(app, name)


def _urgent(item: Publishable, by: User) -> Publishable:
    """Return an item that waits for a second pair of eyes."""
    actions.publish_urgently(item, by=by, reason="Nước lên nhanh.")
    return item
