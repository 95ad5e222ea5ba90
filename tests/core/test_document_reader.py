"""What is found in a document, and what is refused; read as the program of its own does it."""

import io
import json
import subprocess
import sys
import zipfile

import pytest

from portal.core.media import documents, reader
from portal.core.media.reader import Refused, read
from tests.core.papers import office, paper, pdf

LONG = "Uy ban nhan dan thanh pho Minh Giang thong bao lich tiep cong dan"
OFFICE = ("docx", "xlsx", "pptx", "odt", "ods")


@pytest.mark.parametrize("ending", OFFICE)
def test_the_words_of_office_files_are_found(ending: str):
    found = read(ending, office(ending, "Tờ khai đăng ký &amp; khai sinh"))
    assert found["text"] == "Tờ khai đăng ký & khai sinh"
    assert found["is_scan"] is False


def test_pages_and_words_of_a_pdf_are_found():
    found = read("pdf", pdf(LONG, LONG))
    assert found["pages"] == 2
    assert found["text"] == f"{LONG} {LONG}"
    assert found["is_scan"] is False


def test_a_pdf_without_words_is_a_scan():
    assert read("pdf", pdf("", "")) == {"text": "", "pages": 2, "is_scan": True}


def test_slides_are_counted():
    assert read("pptx", office("pptx", "Một", ppt__slides__slide2_DOT_xml="<a/>"))["pages"] == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_of_text_is_read_in_the_encodings_of_unicode(encoding: str):
    assert read("csv", "Tên;Số\nLan;1".encode(encoding))["text"] == "Tên;Số Lan;1"


def test_no_more_than_a_certain_text_is_kept(monkeypatch):
    monkeypatch.setattr(reader, "MAX_TEXT", 10)
    assert read("docx", office("docx", "chữ " * 50))["text"] == "chữ chữ ch"


def test_words_in_cells_and_paragraphs_do_not_run_together():
    text = "Một</text:p><text:p>Hai <text:span>ba</text:span> bốn"
    assert read("odt", office("odt", text))["text"] == "Một Hai ba bốn"


HTML = b"<html><script>alert(1)</script></html>"
REFUSED = {
    "a page that is called PDF": ("pdf", HTML, "type"),
    "a PDF behind a page": ("pdf", HTML + pdf(LONG), "type"),
    "a PDF that runs a script": (
        "pdf",
        pdf(LONG, catalog="/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
        "active",
    ),
    "a PDF that starts a program": (
        "pdf",
        pdf(LONG, catalog="/OpenAction << /S /Launch /F (cmd.exe) >>"),
        "active",
    ),
    "a PDF with scripts by name": (
        "pdf",
        pdf(LONG, catalog="/Names << /JavaScript << /Names [] >> >>"),
        "active",
    ),
    "a PDF that carries files": (
        "pdf",
        pdf(LONG, catalog="/Names << /EmbeddedFiles << /Names [] >> >>"),
        "active",
    ),
    "a page that is called a table": ("csv", HTML, "type"),
    "a table in another encoding": ("csv", "Tên".encode("cp1258", "replace") + b"\xff", "encoding"),
    "a program that is called a table": ("csv", b"MZ\x00\x00", "type"),
    "an archive that is called Word": ("docx", office("odt"), "type"),
    "a table that is called Word": ("docx", office("xlsx"), "type"),
    "Word that is called OpenDocument": ("odt", office("docx"), "type"),
    "a picture before an archive": ("docx", b"\x89PNG\r\n" + office("docx"), "type"),
    "a page behind an archive": ("docx", office("docx") + HTML, "type"),
    "half an archive": ("docx", office("docx")[:-30], "type"),
    "macros": ("docx", office("docx", word__vbaProject_DOT_bin=b"x"), "active"),
    "macros of OpenDocument": ("odt", office("odt", Basic__Standard__Modul_DOT_xml="x"), "active"),
    "a template from elsewhere": (
        "docx",
        office(
            "docx",
            word___rels__settings_DOT_xml_DOT_rels="<Relationship Id='a' "
            "Type='x/attachedTemplate' Target='http://a.example/t.dotm' TargetMode='External'/>",
        ),
        "active",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_is(what: str):
    ending, data, reason = REFUSED[what]
    with pytest.raises(Refused, match=f"^{reason}$"):
        read(ending, data)


def bomb() -> bytes:
    """Return an office file of 200 KB that unpacks to more than is allowed."""
    return office("docx", word__big_DOT_bin=b"\0" * (reader.MAX_UNPACKED + 1))


def exploding() -> bytes:
    entities = "".join(
        f"<!ENTITY e{n} '{f'&e{n - 1};' * 10 if n else 'ha' * 50}'>" for n in range(9)
    )
    body = f"<!DOCTYPE d [{entities}]><d xmlns:t='t'><t:p>&e8;</t:p></d>"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", reader.OPEN_TYPES["odt"], zipfile.ZIP_STORED)
        archive.writestr("content.xml", body)
    return target.getvalue()


def test_what_unpacks_to_very_much_is_refused_by_its_directory():
    with pytest.raises(Refused, match="bomb"):
        read("docx", bomb())


def test_entities_are_not_followed():
    with pytest.raises(Exception, match="Entit"):
        read("odt", exploding())


def run(ending: str, data: bytes) -> dict[str, object]:
    """Return the answer of the program."""
    command = [sys.executable, "-I", reader.__file__, ending]
    done = subprocess.run(command, input=data, capture_output=True, check=True, timeout=60)
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_the_program_answers_a_line_of_json():
    assert run("pdf", pdf(LONG)) == {"text": LONG, "pages": 1, "is_scan": False}


@pytest.mark.parametrize(
    ("ending", "data", "reason"),
    [("pdf", HTML, "type"), ("pdf", pdf(LONG)[:60], "broken"), ("odt", exploding(), "broken")],
)
def test_the_program_says_why_it_refuses(ending: str, data: bytes, reason: str):
    assert run(ending, data) == {"refused": reason}


def test_every_reason_has_words_for_the_editor():
    for _, _, reason in REFUSED.values():
        assert documents._REASONS[reason].endswith(".")


def test_a_reader_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(documents, "PATIENCE", 0.001)
    assert documents._read(paper(pdf(LONG)), "pdf") == {"refused": "bomb"}
