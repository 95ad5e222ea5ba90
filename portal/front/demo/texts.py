"""Reading the demo articles: a TOML head, an HTML body, dates relative to publication."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from portal.core import dates

ARTICLES_DIR = Path(__file__).parent / "articles"
IMAGES_DIR = Path(__file__).parent / "images"

_PLACEHOLDER = re.compile(r"\[\[(?P<what>[a-z]+)(?P<shift>[+-]\d+)?\]\]")
_QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class DemoArticle:
    """One article file, its dates settled."""

    name: str
    head: dict[str, Any]
    title: str
    summary: str
    body: str
    published_at: datetime


def read_articles(today: date) -> list[DemoArticle]:
    """Return the demo articles as they stand on `today`, oldest first.

    Raises `ValueError` naming the file when one is not in the form described above.
    """
    articles = [_read(path, today) for path in sorted(ARTICLES_DIR.glob("*.html"))]
    return sorted(articles, key=lambda article: article.published_at)


def split_head(path: Path) -> tuple[str, str]:
    """Return what stands between the two lines of +++ in a file, and what stands behind."""
    parts = path.read_text(encoding="utf-8").split("+++\n", 2)
    if len(parts) != 3:
        raise ValueError(f"{path.name}: no head between two lines of +++")
    return parts[1], parts[2]


def _read(path: Path, today: date) -> DemoArticle:
    toml, body = split_head(path)
    head = tomllib.loads(toml)
    day = _publication_day(head, today)
    clock = time.fromisoformat(head["time"])
    return DemoArticle(
        name=path.stem,
        head=head,
        title=fill_dates(head["title"], day),
        summary=fill_dates(head["summary"], day),
        body=fill_dates(body, day),
        published_at=timezone.make_aware(datetime.combine(day, clock)),
    )


def _publication_day(head: dict[str, Any], today: date) -> date:
    """Return the day `days_ago`, or for a seasonal story the latest such day of a year."""
    if "days_ago" in head:
        return today - timedelta(days=head["days_ago"])
    month, day = (int(part) for part in head["on"].split("-"))
    this_year = date(today.year, month, day)
    latest = this_year if this_year <= today else date(today.year - 1, month, day)
    return date(latest.year - head.get("years_ago", 0), month, day)


def fill_dates(text: str, day: date) -> str:
    """Replace `[[ngay+3]]` and its like by dates counted from the day of publication."""

    def fill(match: re.Match[str]) -> str:
        return _date_words(match["what"], int(match["shift"] or 0), day)

    return _PLACEHOLDER.sub(fill, text)


def _date_words(what: str, shift: int, day: date) -> str:
    shifted = day + timedelta(days=shift)
    match what:
        case "ngay":
            return dates.day_month(shifted)
        case "ngaynam":
            return dates.short_date(shifted)
        case "thu":
            return dates.weekday(shifted)
        case "thang":
            return str((day.month - 1 + shift) % 12 + 1)
        case "nam":
            return str(day.year + shift)
        case "quy":
            return _QUARTERS[(day.month - 1) // 3]
        case _:
            raise ValueError(f"unknown placeholder [[{what}]]")
