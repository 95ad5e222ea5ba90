from typing import Any

from django.db import migrations

REASONS = (
    "Thông tin không chính xác",
    "Thông tin đã cũ, có bản thay thế",
    "Trùng với nội dung khác đã đăng",
    "Thông tin đang được xác minh",
    "Nội dung chưa được phép công khai",
    "Lộ thông tin cá nhân",
    "Không thuộc phạm vi đăng của cổng",
    "Chất lượng nội dung chưa đạt",
)


def ship(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model("workflow", "WithdrawalReason")
    for position, text in enumerate(REASONS, start=1):
        model.objects.get_or_create(text=text, defaults={"position": position})


class Migration(migrations.Migration):
    dependencies = [("workflow", "0003_note_working_copies")]

    operations = [migrations.RunPython(ship, migrations.RunPython.noop)]
