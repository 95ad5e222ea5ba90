"""Documents as offices and attackers make them."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.core.media.reader import OFFICE_TYPES, OPEN_TYPES

_WORD = "<w:document xmlns:w='w'><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:document>"
_SLIDE = "<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:t>{}</a:t></a:p></p:sld>"
_OPEN = "<d xmlns:text='t'><text:p>{}</text:p></d>"
_BODY = {
    "docx": ("word/document.xml", _WORD),
    "xlsx": ("xl/sharedStrings.xml", "<sst xmlns='s'><si><t>{}</t></si></sst>"),
    "pptx": ("ppt/slides/slide1.xml", _SLIDE),
    "odt": ("content.xml", _OPEN),
    "ods": ("content.xml", _OPEN),
}


def paper(content: bytes, name: str = "to-khai.pdf") -> SimpleUploadedFile:
    """Return `content` as a browser sends it."""
    return SimpleUploadedFile(name, content)


def pdf(*pages: str, catalog: str = "") -> bytes:
    """Return a PDF with a page for each text, in ASCII; `catalog` is added to its root."""
    count = len(pages)
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(count))
    font = f"{3 + 2 * count} 0 R"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
    ]
    for number, text in enumerate(pages):
        drawing = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {4 + 2 * number} 0 R "
            f"/Resources << /Font << /F1 {font} >> >> >>"
        )
        objects.append(f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    return _assembled(objects)


def _assembled(objects: list[str]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, text in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("ascii")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n".encode()
    out += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def office(ending: str, text: str = "", **more: bytes | str) -> bytes:
    """Return an office file that says `text`; `more` are further parts, "/" written as "__"."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        if ending in OPEN_TYPES:
            archive.writestr("mimetype", OPEN_TYPES[ending], zipfile.ZIP_STORED)
        else:
            kinds = f"<Types><Override ContentType='{OFFICE_TYPES[ending]}'/></Types>"
            archive.writestr("[Content_Types].xml", kinds)
        name, body = _BODY[ending]
        archive.writestr(name, body.format(text))
        for part, content in more.items():
            archive.writestr(part.replace("__", "/").replace("_DOT_", "."), content)
    return target.getvalue()
