"""Video and sound of the portal's own: which files are taken, and what is taken out of them."""

import secrets
from typing import IO

from django.core.exceptions import ValidationError
from django.utils import timezone

MAX_BYTES = 200 * 2**20
VIDEO = ("mp4", "webm")
SOUND = ("mp3", "m4a", "ogg")
ENDINGS = (*VIDEO, *SOUND)
CAPTIONS_MAX_BYTES = 2 * 2**20

_HEAD = 64
_MP4_BRANDS = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V "}
# Where a phone was when it recorded: "©xyz" and "loci", boxes of ISO 14496-12 user data.
_PLACES = (b"\xa9xyz", b"loci")
_LONGEST_PLACE = 512
_CHUNK = 2**20


def new_name(instance: object, filename: str) -> str:
    """Return a storage name that tells nothing and cannot be guessed; the ending is kept."""
    ending = filename.rpartition(".")[2].lower()
    return f"phat/{timezone.localdate():%Y/%m}/{secrets.token_hex(8)}.{ending}"


def ending_of(upload: IO[bytes], filename: str) -> str:
    """Return the ending of a file whose content agrees with it.

    Raises `ValidationError`, in words for the editor, for any other file.
    """
    ending = filename.rpartition(".")[2].lower()
    if ending not in ENDINGS:
        raise ValidationError(
            f"Chỉ nhận tệp {', '.join(f'.{known}' for known in ENDINGS)}.", code="ending"
        )
    size = getattr(upload, "size", 0)
    if size > MAX_BYTES:
        raise ValidationError(
            f"Tệp nặng {size / 2**20:.0f} MB, quá mức {MAX_BYTES // 2**20} MB. Video dài nên đăng "
            "lên YouTube rồi dán địa chỉ vào bài.",
            code="too_heavy",
        )
    upload.seek(0)
    if _kind_of(upload.read(_HEAD)) != ending:
        raise ValidationError(f"Nội dung tệp không phải .{ending}, hoặc tệp đã hỏng.", code="type")
    return ending


def _kind_of(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return "m4a" if head[8:12] == b"M4A " else "mp4" if head[8:12] in _MP4_BRANDS else ""
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm" if b"webm" in head else ""
    if head.startswith(b"OggS"):
        return "ogg"
    is_frame = head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 == 0xE2
    return "mp3" if head.startswith(b"ID3") or is_frame else ""


def forget_places(file: IO[bytes]) -> None:
    """Blank, in the file itself, where a phone says that it was; sizes stay as they are."""
    for name in _PLACES:
        for begin in _positions(file, name):
            _blank(file, begin)


def _positions(file: IO[bytes], name: bytes) -> list[int]:
    """Return where `name` stands, reading a megabyte at a time."""
    found: list[int] = []
    file.seek(0)
    before, offset = b"", 0
    while chunk := file.read(_CHUNK):
        text = before + chunk
        begin = text.find(name)
        while begin >= 0:
            found.append(offset - len(before) + begin)
            begin = text.find(name, begin + 1)
        before = text[-(len(name) - 1) :]
        offset += len(chunk)
    return found


def _blank(file: IO[bytes], begin: int) -> None:
    if begin < 4:
        return
    file.seek(begin - 4)
    size = int.from_bytes(file.read(4), "big")
    if not 8 < size <= _LONGEST_PLACE:  # four letters of a picture that look like the name
        return
    file.seek(begin)
    file.write(b"free" + bytes(size - 8))


def check_captions(upload: IO[bytes]) -> None:
    """Raise `ValidationError` unless `upload` holds captions in the form that browsers read."""
    upload.seek(0)
    data = upload.read(CAPTIONS_MAX_BYTES + 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    is_plain = "<script" not in text.lower() and "\0" not in text
    if len(data) > CAPTIONS_MAX_BYTES or not text.startswith("WEBVTT") or not is_plain:
        raise ValidationError(
            "Tệp phụ đề phải là WebVTT (.vtt), bảng mã UTF-8, dòng đầu là WEBVTT.", code="captions"
        )
