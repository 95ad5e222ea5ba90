"""`manage.py personal_data WHO`: hand out, or forget, what is stored of a person."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core.privacy import describing, erasing, exporting
from portal.core.privacy.people import Person, UnknownPerson, find

AGAIN = "Bản sao lưu cũ vẫn còn tên người ấy cho đến khi bị bỏ; khôi phục bản cũ thì phải xóa lại."


class Command(BaseCommand):
    """Without `--export` and `--yes` it only says what there is, and what would become of it."""

    help = (
        "Kể những gì cổng lưu về một người; --export ghi ra tệp JSON, --erase xóa. "
        "Người ấy được tìm theo tên đăng nhập, địa chỉ thư hoặc số điện thoại."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask of whom, and what is wanted."""
        parser.add_argument("who", nargs="?", metavar="AI", help="tên đăng nhập, thư, điện thoại")
        parser.add_argument("--export", type=Path, metavar="TỆP", help="ghi tất cả ra tệp JSON")
        parser.add_argument("--erase", action="store_true", help="xóa; chưa có --yes thì chỉ kể")
        parser.add_argument("--yes", action="store_true", help="xóa thật, không lấy lại được")
        parser.add_argument("--table", action="store_true", help="in bảng của tài liệu rồi thôi")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is asked for."""
        if options["table"]:
            self.stdout.write(describing.tables())
            return
        person = self._find(options["who"])
        if options["export"]:
            self._export(person, options["export"])
            return
        if options["erase"] and options["yes"]:
            self._erase(person)
            return
        self._tell(person)
        if options["erase"]:
            self.stdout.write("Chưa xóa gì. Xóa thật, không lấy lại được: thêm --yes.")

    def _find(self, who: str | None) -> Person:
        if not who:
            raise CommandError("Ghi tên đăng nhập, địa chỉ thư hoặc số điện thoại của người ấy.")
        try:
            return find(who)
        except UnknownPerson as error:
            raise CommandError(str(error)) from error

    def _tell(self, person: Person) -> None:
        for step in erasing.plan(person):
            because = f" – {step.because}" if step.because else ""
            rows = f"{step.own_words} dòng của người ấy, {step.named_words} dòng có nhắc đến"
            self.stdout.write(f"{step.holding.title}: {rows}. {step.becomes.value}{because}")

    def _export(self, person: Person, path: Path) -> None:
        try:
            with open(path, "x", encoding="utf-8", opener=_for_oneself) as file:
                file.writelines(exporting.export(person))
        except OSError as error:
            raise CommandError(f"Không ghi được {path}: {error.strerror}.") from error
        exporting.note(person, by=None)
        self.stdout.write(f"Đã ghi {path}. Trao tận tay người ấy rồi xóa tệp ở máy chủ.")

    def _erase(self, person: Person) -> None:
        try:
            changed = erasing.erase(person, by=None)
        except erasing.CannotErase as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Đã xóa hoặc bỏ trống {changed} dòng.")
        self._tell(person)
        self.stdout.write(AGAIN)


def _for_oneself(path: str, flags: int) -> int:
    """Open a file that nobody else can read, not even for a moment."""
    return os.open(path, flags, 0o600)
