"""A link is corrected where it stands as by an ordinary edit: rights, versions, two persons."""

import pytest

from news.models import Article
from portal.core.accounts.roles import AccountRole
from portal.core.checks.models import CheckSwitch
from portal.core.content import Status
from portal.core.identity.models import Identity
from portal.core.linkcheck import reading
from portal.core.linkcheck.mending import Became, is_correctable, mend
from portal.core.linkcheck.models import Address, LinkUse
from portal.core.workflow import actions
from portal.core.workflow.models import Revision
from tests.factories import make_article, make_category, make_superuser, make_user, renew

pytestmark = pytest.mark.django_db

OLD, NEW = "http://cu.example/a", "https://moi.example/a"
BODY = f'<p>Xem <a href="{OLD}#muc">bản đầy đủ</a> và <a href="/">trang nhất</a>.</p>'


@pytest.fixture
def article() -> Article:
    item = make_article(body=BODY, source_name="Báo", source_url=OLD)
    reading.read_changed()
    return item


@pytest.fixture
def alone() -> None:
    """A portal that does without a second person."""
    identity, _ = Identity.objects.get_or_create()
    identity.two_person_rule = False
    identity.save()


def address() -> Address:
    return Address.objects.get(url=OLD)


def stored(item: Article) -> Article:
    return Article.objects.get(pk=item.pk)


@pytest.mark.usefixtures("alone")
def test_who_may_publish_corrects_what_readers_see(article, django_capture_on_commit_callbacks):
    chief = make_user(AccountRole.CHIEF)
    Address.objects.update(verdict="broken")
    with django_capture_on_commit_callbacks(execute=True):
        outcome = mend(article, address(), NEW, version=article.version, by=chief)
    assert outcome.became is Became.PUBLISHED
    now = stored(article)
    assert f'<a href="{NEW}#muc"' in now.body
    assert '<a href="/"' in now.body
    assert now.source_url == NEW
    assert now.status == Status.PUBLISHED
    assert Revision.objects.filter(made_by=chief).count() == 3  # revise, save, publish
    assert not LinkUse.objects.filter(address__url=OLD).exists()


@pytest.mark.usefixtures("alone")
def test_a_link_is_taken_away_and_its_words_stay(article):
    mend(article, address(), "", version=article.version, by=make_superuser())
    now = stored(article)
    assert "Xem bản đầy đủ và <a " in now.body
    assert now.source_url == ""


def test_nobody_publishes_their_own_correction_where_two_persons_are_asked_for(article):
    chief = make_user(AccountRole.CHIEF)
    outcome = mend(article, address(), NEW, version=article.version, by=chief)
    assert outcome.became is Became.PROPOSED
    now = stored(article)
    assert OLD in now.body
    assert NEW in now.working_copy.body
    assert now.working_copy.status == Status.SUBMITTED


def test_a_contributor_proposes_and_a_stranger_does_nothing():
    category = make_category()
    writer = make_user(AccountRole.CONTRIBUTOR, writes=(category,))
    article = make_article(body=BODY, category=category, by=writer)
    reading.read_changed()
    use = LinkUse.objects.get(address__url=OLD)
    stranger = make_user(AccountRole.CONTRIBUTOR)
    assert is_correctable(use, writer)
    assert not is_correctable(use, stranger)
    refused = mend(article, address(), NEW, version=article.version, by=stranger)
    assert refused.became is Became.REFUSED
    assert not Article.objects.filter(copy_of=article.pk).exists()
    proposed = mend(article, address(), NEW, version=article.version, by=writer)
    assert proposed.became is Became.PROPOSED


def test_what_a_colleague_has_changed_meanwhile_is_left_alone(article):
    version = article.version
    article.note = "Đã gọi hỏi."
    renew(article)
    outcome = mend(article, address(), NEW, version=version, by=make_superuser())
    assert outcome.became is Became.REFUSED
    assert "mở trang này lại" in outcome.words
    assert not Article.objects.filter(copy_of=article.pk).exists()


def test_unfinished_work_of_a_colleague_is_neither_written_into_nor_published(article):
    colleague = make_superuser(full_name="Trần Thị Hòa")
    copy = actions.revise(article, by=colleague)
    outcome = mend(article, address(), NEW, version=stored(article).version, by=make_superuser())
    assert outcome.became is Became.REFUSED
    assert "Trần Thị Hòa" in outcome.words
    assert OLD in stored(copy).body


@pytest.mark.usefixtures("alone")
def test_what_a_check_holds_back_stays_in_the_working_copy(article):
    boss = make_superuser()
    CheckSwitch.objects.create(check_name="title-capitals", level="block", changed_by=boss)
    Article.objects.filter(pk=article.pk).update(title="KHỞI CÔNG CẦU BẠCH SA QUA SÔNG LAM")
    article = stored(article)
    outcome = mend(article, address(), NEW, version=article.version, by=boss)
    assert outcome.became is Became.KEPT
    assert outcome.words
    assert OLD in stored(article).body
    assert NEW in stored(article).working_copy.body


@pytest.mark.usefixtures("alone")
def test_an_address_that_a_column_does_not_take_changes_nothing(article):
    outcome = mend(article, address(), "/trong-cong/", version=article.version, by=make_superuser())
    assert outcome.became is Became.REFUSED
    assert stored(article).body == article.body
    assert not Article.objects.filter(copy_of=article.pk).exists()
