"""`manage.py scan`: what it says, its exit codes, the mail."""

import io
import json

import pytest
from django.core.management import call_command

from portal.core.audit.accounts import noted
from portal.core.audit.verbs import Verb
from portal.core.notices.models import Mail
from portal.core.scan import accepting, manifest, running
from portal.core.scan.models import Finding
from tests.factories import make_article, make_superuser
from tests.scan.planted import waiting, write

pytestmark = [pytest.mark.django_db, pytest.mark.any_database("sqlite")]


def scan(*options: str) -> tuple[int, str]:
    """Run the command; return its exit code and what it says."""
    out = io.StringIO()
    try:
        call_command("scan", *options, stdout=out, stderr=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def keeper():
    """The one account there is, of which the trail knows."""
    user = make_superuser()
    noted(Verb.ACCOUNT_MADE, user, by=None)
    return user


def test_a_clean_portal_ends_with_nothing_and_a_planted_link_with_its_number(keeper):
    article = make_article(by=keeper)
    assert scan("--json")[0] == 1  # the second person, who published, is unknown to the trail
    accepting.accept(waiting(), by=keeper, reason="Tài khoản của phép thử.")
    code, said = scan("--json")
    assert (code, json.loads(said)["waiting"]) == (0, 0)
    write("news.Article", "body", article.pk, '<a href="https://x-y.vip">tài xỉu</a>')
    code, said = scan()
    assert code == 1
    summary = json.loads(said.splitlines()[-1])
    assert summary["new"] == summary["waiting"] == 2
    assert set(summary["ids"]) == {finding.pk for finding in waiting()}
    assert f"bài viết {article.pk}, nội dung" in said
    assert "MỚI" in said


def test_what_could_not_be_looked_at_ends_with_two(keeper, monkeypatch):
    def fail():
        raise OSError("disk")

    monkeypatch.setattr(manifest, "read", fail)
    code, said = scan()
    assert code == 2
    assert "CHƯA KIỂM TRA ĐƯỢC: files" in said
    monkeypatch.setattr(running, "run", fail)
    assert scan("--json")[0] == 2


def test_one_mail_tells_each_administrator_of_new_findings_and_of_no_old_one(keeper, settings):
    settings.MAIL_ENABLED, settings.SITE_URL = True, "https://minhgiang.example"
    write("news.Article", "body", make_article(by=keeper).pk, '<a href="https://x-y.vip">a</a>')
    scan()
    mails = Mail.objects.filter(to=keeper.email, subject__contains="dấu hiệu bất thường")
    assert "x-y.vip" in mails.get().text
    assert "https://minhgiang.example/quan-tri/scan/finding/" in mails.get().text
    scan()
    assert mails.count() == 1


def test_the_files_are_remembered_as_sha256sum_writes_them(own_files):
    file = own_files / "portal" / "urls.py"
    code, said = scan("--print-manifest")
    assert code == 0
    assert f"{manifest.digest_of(file)}  portal/urls.py" in said.splitlines()
    file.write_text("changed")
    assert "3 tệp" in scan("--remember")[1]
    assert manifest.read()["portal/urls.py"] == manifest.digest_of(file)


def test_a_list_of_files_that_was_written_anew_in_place_waits_until_somebody_accepts(
    keeper, own_files
):
    running.run()
    (own_files / "portal" / "urls.py").write_text("changed")
    scan("--remember")
    running.run()
    running.run()
    [finding] = Finding.objects.filter(kind="manifest")
    assert finding in waiting()
    accepting.accept([finding], by=keeper, reason="Cập nhật ngày 20/11.")
    running.run()
    assert finding not in waiting()
