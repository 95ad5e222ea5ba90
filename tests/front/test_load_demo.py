"""`manage.py load_demo`: brings a whole demo, takes it out whole, never touches real content."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from categories.models import Category
from news.models import Article
from portal.core.accounts.models import User
from portal.core.accounts.roles import AccountRole
from portal.core.content import State
from portal.core.media.models import Image
from portal.front.demo import cast
from portal.front.demo.desk import DESK_WORK
from tests.factories import make_article, make_author, make_image, make_tag, make_user
from tests.front.demo_loading import PLAIN, TABLES, WITH_PICTURES, demo_of, load, rows

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("postgres")]


@pytest.fixture(autouse=True)
def demo_portal(settings) -> None:
    """A portal that is a demo."""
    settings.DEMO = True


@pytest.fixture(autouse=True)
def choose() -> Iterator[Callable[..., None]]:
    """A demo of one plain article, and a function that chooses others."""
    with ExitStack() as choices:

        def only(*beginnings: str) -> None:
            choices.enter_context(demo_of(*beginnings))

        only(PLAIN)
        yield only


@pytest.mark.every_database
def test_loading_brings_articles_desk_work_accounts_and_prints_who_may_sign_in(choose):
    printed = load()
    assert "Bài dùng thử mới nạp: 1" in printed
    assert all(account.username in printed for account in cast.ACCOUNTS)
    assert cast.PASSWORD in printed
    assert Article.objects.count() == 1 + len(DESK_WORK)
    states = {article.state() for article in Article.objects.all()}
    wanted = {State.LIVE, State.SUBMITTED, State.RETURNED, State.DRAFT, State.SCHEDULED}
    assert states == wanted


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


@pytest.mark.every_database
def test_taking_the_demo_out_leaves_nothing_of_it(choose):
    categories = list(Category.objects.values())
    choose(WITH_PICTURES, PLAIN)
    load()
    load(remove=True)
    assert rows() == {model.__name__: [] for model in TABLES}
    assert list(Category.objects.values()) == categories


def test_of_demo_accounts_the_names_stay_for_the_trail_and_open_nothing(choose):
    load()
    load(remove=True)
    for user in User.objects.all():
        assert "-da-go-" in user.username
        assert not any([user.is_active, user.is_demo, user.is_superuser, user.role_names])
        assert not user.has_usable_password()
        assert not user.category_grants.exists()
    call_command("verify_audit", stdout=StringIO())
    assert "Bài dùng thử mới nạp: 1" in load()


def test_an_article_has_all_its_pictures_on_its_page_and_leaves_no_file_when_taken_out(
    choose, client, settings, django_capture_on_commit_callbacks
):
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
