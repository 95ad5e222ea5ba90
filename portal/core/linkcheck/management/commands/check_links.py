"""`manage.py check_links`: whether readers find what the portal links to."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.core.linkcheck import internal, leaving, reading, rounds
from portal.core.linkcheck.asking import Offline
from portal.core.linkcheck.models import Address
from portal.core.linkcheck.verdicts import Place
from portal.core.progress import ProgressBar
from portal.core.proxied import way_out

BROKEN, FAILED = 1, 2


class Command(BaseCommand):
    """Reads what was changed, looks the portal's own addresses up, asks other sites politely."""

    help = (
        "Kiểm tra đường dẫn trong những gì đang đăng và ghi vào danh sách “Đường dẫn hỏng”. Trang "
        "của cổng được xem ngay; trang khác được hỏi từ từ, phần chưa hỏi tới để đêm sau. Kết "
        "thúc bằng 0: không có đường dẫn hỏng; 1: có; 2: chưa kiểm tra được."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to leave out, and how much to do."""
        usual = rounds.Limits()
        parser.add_argument("--all", action="store_true", help="đọc lại mọi bài đang đăng")
        parser.add_argument("--internal", action="store_true", help="không hỏi trang khác")
        parser.add_argument(
            "--minutes",
            type=int,
            default=int(usual.seconds // 60),
            help="hỏi trang khác lâu nhất bấy nhiêu phút",
        )
        parser.add_argument(
            "--most", type=int, default=usual.addresses, help="hỏi nhiều nhất bấy nhiêu địa chỉ"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say how much there is to mend."""
        try:
            self._read(anew=options["all"])
            self._look_up()
            if not options["internal"]:
                self._ask(options["minutes"], options["most"])
            leaving.forget_mended()
        except (DatabaseError, OSError) as error:
            raise CommandError(f"Chưa kiểm tra được: {error}", returncode=FAILED) from error
        except Offline as error:
            words = "Máy chủ không ra được mạng; trang khác chưa được hỏi, không tính là hỏng."
            raise CommandError(words, returncode=FAILED) from error
        broken = Address.objects.broken().count()
        self.stdout.write(f"{broken} đường dẫn hỏng. Xem ở “Đường dẫn hỏng”.")
        if broken:
            raise SystemExit(BROKEN)

    def _read(self, *, anew: bool) -> None:
        bar = ProgressBar(max(reading.total(), 1), self.stdout)
        read = reading.read_changed(bar.show, anew=anew)
        self.stdout.write(f"Đã đọc {read} mục mới hoặc đã sửa.")

    def _look_up(self) -> None:
        own = Address.objects.exclude(place=Place.WEB).count()
        bar = ProgressBar(max(own, 1), self.stdout, unit="địa chỉ")
        seen = internal.check(bar.show)
        self.stdout.write(f"Đã xem {seen} địa chỉ của cổng.")

    def _ask(self, minutes: int, most: int) -> None:
        limits = rounds.Limits(seconds=60 * minutes, addresses=most)
        rows = rounds.due(limits)
        bar = ProgressBar(max(len(rows), 1), self.stdout, unit="địa chỉ")
        done = self.round(limits).run(rows, bar.show)
        self.stdout.write(f"Đã hỏi {done} địa chỉ của trang khác.")

    def round(self, limits: rounds.Limits) -> rounds.Round:
        """Return the way through the night; tests give another network and clock."""
        return rounds.Round(limits, way_out(settings.LINKCHECK_PROXY))
