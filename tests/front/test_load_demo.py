"""`manage.py load_demo`: loads once, is taken out whole, and never touches real content."""

from io import StringIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.urls import reverse

from categories.models import Category
from news.models import Article, Author, Tag
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.media.models import Image
from portal.core.search.models import SearchEntry
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from portal.front.demo import cast, loader, texts
from portal.front.demo.desk import DESK_WORK
from portal.sections.pages.models import Page, PageAddress
from tests.factories import make_article, make_author, make_image, make_tag, make_user

pytestmark = pytest.mark.django_db

WITH_PICTURES, PLAIN = "001-", "006-"
TABLES = (Article, Author, Tag, Image, User, Revision, SearchEntry, Page, PageAddress)


@pytest.fixture(autouse=True)
def demo_portal(settings):
    """A portal that is a demo."""
    settings.DEMO = True


@pytest.fixture
def choose(monkeypatch):
    """A function that leaves only some articles of the demo, to be quick."""

    def only(*beginnings: str) -> None:
        def chosen(today):
            return [a for a in texts.read_articles(today) if a.name.startswith(beginnings)]

        monkeypatch.setattr(loader, "read_articles", chosen)

    only(PLAIN)
    return only


def load(**options: object) -> str:
    """Run the command and return what it prints."""
    output = StringIO()
    call_command("load_demo", stdout=output, **options)
    return output.getvalue()


def rows() -> dict[str, list[Any]]:
    """Return every row that the demo may add or take."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in TABLES
    }


def test_loading_brings_articles_desk_work_accounts_and_prints_who_may_sign_in(choose):
    printed = load()
    assert "Bài dùng thử mới nạp: 1" in printed
    assert all(account.username in printed for account in cast.ACCOUNTS)
    assert cast.PASSWORD in printed
    assert Article.objects.count() == 1 + len(DESK_WORK)
    states = {article.state() for article in Article.objects.all()}
    wanted = {State.LIVE, State.SUBMITTED, State.RETURNED, State.DRAFT, State.SCHEDULED}
    assert states == wanted


def test_loading_again_adds_and_changes_nothing(choose):
    load()
    before = rows()
    assert "Bài dùng thử mới nạp: 0" in load()
    assert rows() == before


def test_loading_again_brings_what_is_new_in_the_demo_only(choose):
    load()
    choose(PLAIN, "007-")
    assert "Bài dùng thử mới nạp: 1" in load()
    assert Article.objects.filter(note__contains=PLAIN).count() == 1


def test_an_article_that_an_editor_has_changed_is_not_loaded_over(choose):
    load()
    article = Article.objects.get(note__contains=PLAIN)
    article.title = "Chữ của người dùng thử"
    actions.save(article, by=User.objects.get(username="admin"))
    load()
    assert Article.objects.get(note__contains=PLAIN).title == "Chữ của người dùng thử"


def test_every_account_of_the_demo_can_sign_in_to_the_desk(choose, client):
    load()
    for account in cast.ACCOUNTS:
        assert client.login(username=account.username, password=cast.PASSWORD), account.username
        assert client.get(reverse("admin:index")).status_code == 200
        client.logout()


def test_an_article_with_pictures_stands_on_its_page_with_all_of_them(choose, client):
    choose(WITH_PICTURES)
    load()
    article = Article.objects.get(note__contains=WITH_PICTURES)
    text = client.get(article.get_absolute_url()).content.decode()
    assert "media:" not in text
    assert article.lead_image.src in text
    assert article.byline == "Thu Phương – Minh Quang"
    assert [tag.name for tag in article.tag_list] == ["cầu Bạch Sa", "giao thông", "Bến Ngọc"]
    for image in Image.objects.all():
        assert default_storage.exists(image.src.removeprefix("/media/"))
        assert image.src in text


def test_the_demo_refuses_a_real_portal(choose, settings):
    settings.DEMO = settings.DEBUG = False
    with pytest.raises(CommandError, match="DEMO=True"):
        load()
    assert not User.objects.exists()


def test_the_demo_does_not_take_the_account_of_a_real_person(choose):
    real = make_user(username=cast.ACCOUNTS[-1].username)
    with pytest.raises(CommandError, match=f"tài khoản thật “{real.username}”"):
        load()
    assert list(User.objects.all()) == [real]


def test_the_demo_can_be_taken_out_of_a_portal_that_has_become_real(choose, settings):
    load()
    settings.DEMO = False
    assert "Đã gỡ" in load(remove=True)
    assert not User.objects.exists()


def test_taking_the_demo_out_leaves_nothing_of_it(choose):
    categories = list(Category.objects.values())
    choose(WITH_PICTURES, PLAIN)
    load()
    load(remove=True)
    assert rows() == {model.__name__: [] for model in TABLES}
    assert list(Category.objects.values()) == categories


def test_taking_the_demo_out_leaves_no_picture_files_behind(
    choose, settings, django_capture_on_commit_callbacks
):
    choose(WITH_PICTURES)
    load()
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    with django_capture_on_commit_callbacks(execute=True):
        load(remove=True)
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


def test_real_content_survives_the_demo_untouched(choose):
    chief = make_user(AccountRole.CHIEF)
    make_article(by=chief, authors=(make_author(),), tags=(make_tag(),))
    make_article(State.DRAFT, by=chief, lead_image=make_image(by=chief))
    make_tag("từ khóa chưa dùng")
    make_author("Tác giả chưa có bài")
    before = rows()
    load()
    load(remove=True)
    assert rows() == before


def test_a_real_article_keeps_its_demo_author(choose):
    load()
    author = Author.objects.get(slug="thu-phuong")
    article = make_article(by=make_user(AccountRole.CHIEF), authors=(author,))
    load(remove=True)
    assert Article.objects.get() == article
    assert article.byline == "Thu Phương"


def test_a_real_article_that_a_demo_account_has_worked_on_does_not_hold_the_demo_back(choose):
    load()
    chief = make_user(AccountRole.CHIEF)
    article = make_article(State.SUBMITTED, by=chief)
    actions.publish(article, by=User.objects.get(username="truongban"))
    load(remove=True)
    assert Article.objects.get().title == article.title
    assert not User.objects.filter(is_demo=True).exists()


def test_a_real_article_keeps_the_demo_picture_that_it_shows(choose):
    choose(WITH_PICTURES)
    load()
    image = Article.objects.get(note__contains=WITH_PICTURES).lead_image
    inline = Image.objects.exclude(pk=image.pk).get()
    body = f'<p>Bài thật.</p><figure><img src="{inline.src}" alt="Sông"></figure>'
    make_article(by=make_user(AccountRole.CHIEF), lead_image=image, body=body)
    load(remove=True)
    assert Article.objects.get().lead_image == image
    assert set(Image.objects.all()) == {image, inline}
    assert not User.objects.filter(is_demo=True).exists()


def test_taking_out_what_was_never_loaded_does_nothing(choose):
    before = rows()
    load(remove=True)
    assert rows() == before
