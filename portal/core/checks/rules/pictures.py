"""Checks of pictures: the lead picture and those in the text."""

from collections.abc import Iterable, Iterator

from portal.core.checks.base import Check
from portal.core.checks.blocks import Picture
from portal.core.checks.findings import Finding, Level
from portal.core.checks.subject import Subject
from portal.core.media.models import Image
from portal.core.media.uses import stem_of

_FIELD = "lead_image"


def _in_texts(subject: Subject) -> Iterator[tuple[str, Picture, Image | None]]:
    """Yield each picture of the texts with its field, and with its row in the library."""
    for name, text in subject.texts.items():
        for picture in text.pictures:
            stem = stem_of(picture.src)
            yield name, picture, subject.pictures.get(stem) if stem else None


def _lead(subject: Subject) -> Image | None:
    number = subject.lead_number
    return subject.pictures.get(number) if number is not None else None


class MissingAlt(Check):
    """A picture of which those who cannot see it are told nothing (WCAG 2.2, 1.1.1)."""

    name = "picture-alt"
    title = "Ảnh thiếu mô tả"
    explanation = (
        "Ảnh đại diện hoặc ảnh trong nội dung chưa có lời mô tả cho người khiếm thị, và trong "
        "thư viện không ghi là ảnh chỉ để trang trí."
    )
    advice = (
        "Mở ảnh (trong thư viện, hoặc bấm đúp vào ảnh trong nội dung) và tả bằng một câu ảnh cho "
        "thấy gì; ảnh không nói gì thêm thì đánh dấu “chỉ để trang trí” trong thư viện."
    )
    level = Level.BLOCK

    def find(self, subject: Subject) -> Iterable[Finding]:
        """Look for words, or for the statement that none are needed."""
        lead = _lead(subject)
        if lead is not None and not lead.is_described:
            yield self.finding(_FIELD, "Ảnh đại diện chưa có mô tả.", [str(lead)])
        missing: dict[str, list[str]] = {}
        for name, picture, image in _in_texts(subject):
            if not picture.alt and not (image is not None and image.is_decorative):
                where = picture.caption or picture.src.rpartition("/")[2]
                missing.setdefault(name, []).append(where)
        for name, places in missing.items():
            yield self.finding(name, f"Có {len(places)} ảnh trong nội dung chưa có mô tả.", places)


class MissingCaption(Check):
    """A picture without a line below it, or without the name of who took it."""

    name = "picture-words"
    title = "Ảnh thiếu chú thích hoặc nguồn ảnh"
    explanation = "Ảnh không có chú thích, hoặc không ghi người chụp, nguồn ảnh."
    advice = "Ghi ảnh chụp ai, việc gì, ở đâu, ngày nào; và ai chụp."

    def find(self, subject: Subject) -> Iterable[Finding]:
        """Ask for both words of every picture that is no decoration."""
        lead = _lead(subject)
        if lead is not None and not lead.is_decorative:
            lacking = _lacking(has_caption=bool(lead.caption), has_credit=bool(lead.credit))
            if lacking:
                yield self.finding(_FIELD, f"Ảnh đại diện thiếu {lacking}.", [str(lead)])
        for name, picture, image in _in_texts(subject):
            if image is not None and image.is_decorative:
                continue
            lacking = _lacking(has_caption=bool(picture.caption), has_credit=_credited(picture))
            if lacking:
                quote = picture.caption or picture.alt
                problem = f"Ảnh trong nội dung thiếu {lacking}."
                yield self.finding(name, problem, [quote] if quote else [])


def _credited(picture: Picture) -> bool:
    """Return whether somebody is named; older captions name them in plain words."""
    caption = (picture.caption or "").lower()
    return picture.has_credit or "ảnh:" in caption or "nguồn:" in caption


def _lacking(*, has_caption: bool, has_credit: bool) -> str:
    missing = ["chú thích"] * (not has_caption) + ["người chụp, nguồn ảnh"] * (not has_credit)
    return " và ".join(missing)
