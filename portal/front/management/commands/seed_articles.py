"""`manage.py seed_articles`: made-up articles in any number, to measure with."""

from argparse import ArgumentTypeError
from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from categories.models import Category
from news.models import Article
from portal.core.accounts.models import User
from portal.core.progress import ProgressBar
from portal.core.search import full_text, vocabulary
from portal.core.workflow import signals
from portal.front.seeding.rows import Seeder

MANY = 20_000
"""From so many articles on, making the index of words anew is quicker than keeping it."""
ACCOUNT = "seed"
"""User name of the account that wrote the articles; nobody can sign in with it."""


class Command(BaseCommand):
    """Adds made-up articles, with all that hangs on them, in batches."""

    help = "Nạp bài viết giả để đo tốc độ (mỗi lần chạy nạp thêm); chỉ dùng trên cổng thử."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the numbers."""
        parser.add_argument("--count", type=_positive, required=True, help="số bài nạp thêm")
        parser.add_argument("--authors", type=_positive, default=50, help="số tác giả (50)")
        parser.add_argument("--seed", type=int, default=1, help="cùng số thì cùng bài (1)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Store the articles and tell the database's planner about them."""
        if not (settings.DEMO or settings.DEBUG):
            raise CommandError(
                "Bài giả không nạp vào cổng thật. Đặt DEMO=True nếu đây đúng là cổng dùng thử."
            )
        if not Category.objects.exists():
            raise CommandError("Chưa có chuyên mục nào để xếp bài vào.")
        count: int = options["count"]
        seeder = Seeder(count, account=_account(), authors=options["authors"], seed=options["seed"])
        bar = ProgressBar(count, self.stdout)
        many = count >= MANY
        with full_text.left_out() if many else nullcontext():
            for done in seeder.run():
                bar.show(done)
        vocabulary.recount()
        _refresh_statistics()
        signals.public_changed.send(sender=Article, item=Article.objects.order_by("-pk")[0])
        self.stdout.write(f"Đã nạp {count} bài trong {bar.seconds:.0f} giây.")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise ArgumentTypeError("cần một số nguyên dương")
    return int(text)


def _account() -> User:
    """Return the account of the made-up articles, which nobody can use."""
    user = User.objects.filter(username=ACCOUNT).first()
    if user is None:
        user = User(
            username=ACCOUNT,
            full_name="Bài nạp để đo",
            email=f"{ACCOUNT}@minhgiang.example",
            is_active=False,
            is_staff=False,
        )
        user.set_unusable_password()
        user.save()
    if user.is_active or user.has_usable_password():
        raise CommandError(f"Đã có người dùng tài khoản “{ACCOUNT}”; hãy đổi tên tài khoản đó.")
    return user


def _refresh_statistics() -> None:
    """Let the planner know the new sizes, as autovacuum would sooner or later."""
    vacuum = connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if vacuum else "ANALYZE")
