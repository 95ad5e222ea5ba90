"""`manage.py delete_outdated`: delete what tells something of persons and is kept no longer."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core.privacy.outdated import delete_outdated


class Command(BaseCommand):
    """Runs every night; whatever it could not delete it says, and ends with an error."""

    help = "Xóa dữ liệu cá nhân đã hết hạn giữ trong mọi bảng (docs/du-lieu-ca-nhan.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete, and say how much of what."""
        failed = []
        for holding, result in delete_outdated():
            if isinstance(result, int):
                self.stdout.write(f"{holding.title}: {result} dòng.")
            else:
                failed.append(f"{holding.title} ({result})")
        if failed:
            raise CommandError(f"Chưa xóa được ở: {'; '.join(failed)}. Chạy lại sau.")
