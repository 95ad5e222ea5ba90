"""Where the miniature's database would be."""

from pathlib import Path

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA / "db.sqlite3"}}
