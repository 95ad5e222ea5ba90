"""Documents below an item: checked at upload, told to readers, found by their words."""

from typing import Any

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.media import actions, documents
from portal.core.media.models import Attachment, Document
from portal.core.media.reader import MAX_TEXT
from portal.core.search.models import SearchEntry
from portal.core.search.words import MAX_LENGTH
from portal.core.workflow.models import Revision
from tests.core.papers import office, paper, pdf
from tests.factories import make_article, make_document, make_page, make_superuser, make_user, renew
from tests.news.desk_forms import assert_refused, page, send
from tests.searching import found

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]

ADD = reverse("admin:media_document_add")


def attach(item, *attached: Document) -> None:
    for position, document in enumerate(attached):
        item.attachments.create(document=document, position=position)


@pytest.fixture
def browser(sign_in):
    return sign_in(make_user(AccountRole.CONTRIBUTOR))


def test_an_upload_is_read_for_what_it_is_and_says(browser):
    text = "Uy ban nhan dan thanh pho"
    answer = browser.post(ADD, {"title": "Lịch tiếp công dân", "file": paper(pdf(text, text))})
    assert answer.status_code == 302
    document = Document.objects.get()
    assert (document.kind, document.pages, document.is_scan) == ("pdf", 2, False)
    assert document.text == f"{text} {text}"
    assert document.file.storage.exists(str(document.file.name))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html>", "a.pdf"),
        (b"", "a.pdf"),
        (office("docx"), "a.odt"),
        (office("docx", word__vbaProject_DOT_bin=b"x"), "a.docx"),
        (b"x", "a.zip"),
        (b"x", "a.exe"),
        (b"x", "a.docm"),
        (b"<svg/>", "a.svg"),
        (pdf("a"), "a.pdf.html"),
        (b"x", "khong-co-duoi"),
    ],
)
def test_what_is_not_taken_is_refused_at_its_field_and_leaves_nothing(
    browser, settings, content: bytes, name: str
):
    answer = browser.post(ADD, {"title": "Tờ khai", "file": paper(content, name)})
    assert answer.status_code == 200
    errors = answer.context["adminform"].form.errors
    assert list(errors) == ["file"]
    assert 'value="Tờ khai"' in answer.text
    assert not Document.objects.exists()
    assert not list(settings.MEDIA_ROOT.rglob("*.*"))


def test_what_is_too_heavy_is_not_even_read(browser, monkeypatch):
    monkeypatch.setattr(documents, "MAX_BYTES", 100)
    monkeypatch.setattr(documents, "_read", pytest.fail)
    answer = browser.post(ADD, {"title": "Tờ khai", "file": paper(pdf("a" * 200))})
    assert "quá mức" in str(answer.context["adminform"].form.errors["file"])


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.pdf",
        "Tờ khai \u202efdp.exe.pdf",
        "a\0b.pdf",
        "x" * 300 + ".PDF",
        "...pdf",
        "con dấu đỏ (bản 2).pdf",
    ],
)
def test_a_stored_name_is_plain_and_cannot_be_guessed(name: str):
    stored = [documents.new_name(None, name) for _ in range(2)]
    assert stored[0] != stored[1]
    for each in stored:
        folder, _, last = each.rpartition("/")
        assert each.isascii()
        assert folder.startswith("tep/")
        assert folder.count("/") == 3
        assert last.endswith(".pdf")
        assert len(last) < 100
        assert last.count(".") == 1


def test_readers_see_title_kind_size_and_pages(client):
    article = make_article()
    attach(
        article, make_document("Tờ khai <1>", pages=3), make_document("Quyết định", is_scan=True)
    )
    text = client.get(article.get_absolute_url()).text
    assert "download>Tờ khai &lt;1&gt;</a>" in text
    assert "(PDF, 1,2 MB, 3 trang)" in text
    assert "bản quét" in text
    assert text.index("Tờ khai &lt;1&gt;") < text.index("Quyết định")


def test_standing_pages_have_documents_too(client):
    standing = make_page()
    attach(standing, make_document("Biểu mẫu"))
    assert "download>Biểu mẫu</a>" in client.get(standing.get_absolute_url()).text


def test_a_document_is_saved_and_never_shown(client, settings):
    settings.SERVE_MEDIA = True
    answer = client.get(make_document().file.url)
    answer.close()
    assert answer["Content-Disposition"] == "attachment"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.every_database
def test_an_item_is_found_by_the_words_of_its_documents():
    article = make_article()
    attach(article, make_document("Biểu mẫu", text="khai sinh"))
    renew(article)
    for words in ("khai sinh", "bieu mau"):
        assert found(words)


@pytest.mark.every_database
def test_very_many_words_of_documents_do_not_break_the_index():
    article = make_article()
    for number in range(4):
        text = " ".join(f"tu{number}x{n}" for n in range(MAX_TEXT // 9))
        attach(article, make_document(f"Số {number}", text=text))
    renew(article)
    assert len(SearchEntry.objects.get().words) <= MAX_LENGTH
    assert found("tu0x1")


def test_the_history_knows_what_was_attached():
    article = make_article()
    document = make_document()
    attach(article, document)
    renew(article)
    assert Revision.objects.of(article)[0].snapshot["documents"] == [document.pk]


def test_documents_are_attached_in_the_form_of_the_item(sign_in):
    article = make_article(State.DRAFT)
    first, second = make_document("Một"), make_document("Hai")
    prefix = "media-attachment-content_type-object_id"
    rows: dict[str, Any] = {
        f"{prefix}-TOTAL_FORMS": "2",
        f"{prefix}-0-document": second.pk,
        f"{prefix}-0-position": "1",
        f"{prefix}-1-document": first.pk,
        f"{prefix}-1-position": "0",
    }
    answer = send(sign_in(make_superuser()), page("news_article", article.pk), **rows)
    assert answer.status_code == 302
    assert Article.objects.get().documents == [first, second]


def test_the_same_document_twice_is_said_in_the_form(sign_in):
    article, document = make_article(State.DRAFT), make_document()
    prefix = "media-attachment-content_type-object_id"
    rows: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": "2"}
    for number in range(2):
        rows |= {f"{prefix}-{number}-document": document.pk, f"{prefix}-{number}-position": number}
    answer = send(sign_in(make_superuser()), page("news_article", article.pk), **rows)
    assert answer.status_code == 200
    assert "chỉ đính kèm một lần" in answer.text
    assert not Attachment.objects.exists()


def test_a_document_in_use_is_not_deleted():
    document = make_document()
    attach(make_article(), document)
    with pytest.raises(ProtectedError):
        actions.delete_document(document)


def test_a_document_goes_with_its_file(django_capture_on_commit_callbacks):
    document = make_document()
    storage, name = document.file.storage, str(document.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        actions.delete_document(document)
    assert not storage.exists(name)


def test_a_replaced_file_leaves_none_behind(django_capture_on_commit_callbacks):
    document = make_document()
    storage, name = document.file.storage, str(document.file.name)
    upload = paper(office("docx", "Chữ"), "moi.docx")
    document.file = upload
    with django_capture_on_commit_callbacks(execute=True):
        actions.store_document(document, by=make_superuser(), upload=upload)
    assert not storage.exists(name)
    assert Document.objects.get().kind == "docx"


def test_a_document_has_a_title(browser):
    assert_refused(browser.post(ADD, {"title": "", "file": paper(pdf("a"))}), "title")


@pytest.mark.parametrize("role", [AccountRole.USER_ADMIN])
def test_nobody_without_the_desk_uploads_one(sign_in, role):
    browser = sign_in(make_user(role))
    assert browser.post(ADD, {"title": "a", "file": paper(pdf("a"))}).status_code == 403
    assert not Document.objects.exists()
