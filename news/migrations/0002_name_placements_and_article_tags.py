from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0001_create_articles"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="articletag",
            options={
                "ordering": ["pk"],
                "verbose_name": "từ khóa của bài",
                "verbose_name_plural": "từ khóa của bài",
            },
        ),
        migrations.AlterModelOptions(
            name="placement",
            options={
                "verbose_name": "vị trí trong chuyên mục",
                "verbose_name_plural": "vị trí trong chuyên mục",
            },
        ),
    ]
