"""Who has nothing to do with pictures and documents comes to none of their pages, by any way."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.media import actions
from portal.core.media.models import Attachment, Document, Image
from tests.core.papers import paper
from tests.core.photos import photograph, upload
from tests.factories import make_article, make_image, make_superuser, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]

CSV = b"a;b\n1;2"
ROWS = "media-attachment-content_type-object_id"


def choices(app: str, model: str, field: str) -> str:
    query = {"app_label": app, "model_name": model, "field_name": field}
    return f"{reverse('admin:autocomplete')}?{urlencode(query)}"


@pytest.fixture(scope="module")
def rows(module_db) -> tuple[Image, Document, int]:
    """A picture, a document, and an article to which somebody might attach one."""
    by = make_superuser()
    file = paper(CSV, "bang.csv")
    document = Document(title="Bảng", file=file)
    actions.store_document(document, by=by, upload=file)
    return make_image(by=by), document, make_article().pk


def looks(rows: tuple[Image, Document, int]) -> list[str]:
    """Return every address at which pictures and documents are looked at."""
    addresses = [
        reverse("admin:media_library"),
        choices("news", "article", "lead_image"),
        choices("news", "author", "photo"),
        choices("identity", "identity", "emblem"),
        choices("media", "attachment", "document"),
    ]
    for row in rows[:2]:
        kind = row._meta.model_name
        lists = [reverse(f"admin:media_{kind}_{page}") for page in ("changelist", "add")]
        pages = ("change", "history", "delete")
        own = [reverse(f"admin:media_{kind}_{page}", args=[row.pk]) for page in pages]
        addresses += [*lists, *own, *(f"{page}?_popup=1" for page in (*lists, own[0]))]
    return addresses


def sends(rows: tuple[Image, Document, int]) -> list[tuple[str, dict[str, Any]]]:
    """Return every request that stores, describes, attaches or deletes."""
    image, document, article = rows
    words = {"alt": "Mới", "credit": "Lan", "licence": "own", "focal_x": "5", "focal_y": "5"}
    found: list[tuple[str, dict[str, Any]]] = [
        (reverse("admin:media_upload"), {"file": upload(photograph())}),
        (reverse("admin:media_describe", args=[image.pk]), words),
        (reverse("admin:media_image_delete", args=[image.pk]), {"post": "yes"}),
        (reverse("admin:media_document_delete", args=[document.pk]), {"post": "yes"}),
        (
            reverse("admin:news_article_change", args=[article]),
            {f"{ROWS}-TOTAL_FORMS": "1", f"{ROWS}-0-document": document.pk},
        ),
    ]
    for end in ("", "?_popup=1"):
        for page in ("add", "change"):
            number = [] if page == "add" else [image.pk]
            address = reverse(f"admin:media_image_{page}", args=number) + end
            found.append((address, words | {"file": upload(photograph())}))
            number = [] if page == "add" else [document.pk]
            address = reverse(f"admin:media_document_{page}", args=number) + end
            found.append((address, {"title": "Mới", "file": paper(CSV, "moi.csv")}))
    return found


def assert_untouched(rows: tuple[Image, Document, int]) -> None:
    (image,), (document,) = Image.objects.all(), Document.objects.all()
    assert (image.alt, image.revision, document.title) == (rows[0].alt, 0, "Bảng")
    assert not Attachment.objects.exists()


def test_a_stranger_is_sent_to_the_door(rows):
    browser = Client()
    answers = [browser.get(address) for address in looks(rows)]
    answers += [browser.post(address, data) for address, data in sends(rows)]
    for answer in answers:
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("admin:login"))
    assert_untouched(rows)


def somebody(role: AccountRole | None) -> User:
    return make_user(role, is_staff=True) if role is None else make_user(role)


@pytest.mark.parametrize("role", [AccountRole.USER_ADMIN, None])
def test_an_account_without_articles_looks_at_none_and_sends_none(rows, sign_in, role):
    browser = sign_in(somebody(role))
    for address in looks(rows):
        assert browser.get(address).status_code == 403, address
    for address, data in sends(rows):
        assert browser.post(address, data).status_code in {302, 403}, address
    assert_untouched(rows)


def test_nothing_is_taken_without_the_token_of_the_form(rows):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_superuser())
    for address, data in sends(rows):
        assert browser.post(address, data).status_code == 403, address
    assert_untouched(rows)


def test_nobody_attaches_to_what_somebody_else_writes(rows, sign_in):
    browser = sign_in(make_user(AccountRole.CONTRIBUTOR))
    address, data = next((a, d) for a, d in sends(rows) if "news/article" in a)
    assert browser.post(address, data).status_code in {302, 403}
    assert_untouched(rows)


def test_a_contributor_looks_but_deletes_nothing(rows, sign_in):
    browser = sign_in(make_user(AccountRole.CONTRIBUTOR))
    for address in looks(rows):
        wanted = 403 if "/delete/" in address else 200
        assert browser.get(address).status_code == wanted, address
