"""What the tests of backups have backed up."""

import uuid
from datetime import UTC, date, datetime

from news.models import DailyReads
from portal.core.accounts.models import User
from portal.core.content import State
from portal.core.identity.models import Identity
from portal.core.workflow import actions
from portal.sections.reports.models import ErrorReport
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_document,
    make_page,
    make_superuser,
    make_tag,
)

AT = datetime(2026, 3, 1, 7, 30, 15, 123456, tzinfo=UTC)
BODY = "<p>Đồng “lúa”\t\\N \\t %s ? – ‘vụ chiêm’</p>"


def fill() -> User:
    """Make rows that point at each other in all ways, with every kind of value."""
    chief = make_superuser(username="truong-ban")
    category = make_category("Nông nghiệp", parent=make_category("Kinh tế"))
    article = make_article(
        State.LIVE,
        by=chief,
        category=category,
        at=AT,
        body=BODY,
        authors=(make_author("Thu Hà"),),
        tags=(make_tag("Lúa"),),
    )
    copy = actions.revise(article, by=chief)
    copy.title = "Bản đang sửa của bài đã đăng"
    actions.save(copy, by=chief)
    make_article(State.SUBMITTED, by=chief, category=category)
    make_page(by=chief)
    make_document()
    links = [{"url": "/a", "label": 'Đường "dây" nóng\n', "b": None, "a": [1, 2.5, True]}]
    Identity.objects.update(footer_links=links)
    DailyReads.objects.create(article=article, day=date(2026, 2, 28), count=7)
    ErrorReport.objects.create(opening=uuid.UUID(int=5), text="Sai một chữ")
    return chief
