from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("categories", "0002_ship_default_categories"),
        ("media", "0001_create_images"),
        ("news", "0002_name_placements_and_article_tags"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("expires_at__isnull", False), ("status", "published")),
                fields=["-updated_at", "-id"],
                name="news_article_exp",
            ),
        ),
    ]
