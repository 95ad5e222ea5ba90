"""Every hostile document is refused with its reason, within the reader's memory."""

import pytest
from django.core.exceptions import ValidationError

from portal.core.media import documents, reader
from portal.core.media.reader import Refused, read
from tests.core.papers import office, paper, pdf
from tests.core.uploads import archives
from tests.core.uploads.archives import REFUSED
from tests.core.uploads.files import Claimed


@pytest.mark.parametrize("what", REFUSED)
def test_refused_is(what: str):
    ending, make, reason = REFUSED[what]
    with pytest.raises(Exception) as error:  # noqa: PT011 -- the program answers "broken" to any
        read(ending, make())
    assert (str(error.value) if isinstance(error.value, Refused) else "broken") == reason


def test_what_unpacks_to_much_is_counted_over_all_its_parts():
    parts = {f"word__{number}_DOT_bin": bytes(2**20) for number in range(4)}
    content = office("docx", "chữ", **parts)
    assert read("docx", content)["text"] == "chữ"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "MAX_UNPACKED", 3 * 2**20)
        with pytest.raises(Refused, match="bomb"):
            read("docx", content)


def test_an_archive_within_is_never_unpacked():
    assert read("docx", archives.nested())["text"] == "chữ"


def test_words_hold_nothing_that_a_database_refuses():
    assert "a b" in str(read("pdf", pdf(r"a\000b\001"))["text"])
    assert reader._found("a\ud800b\0c\td")["text"] == "a b c d"


def test_a_table_of_30_mb_is_cut_before_it_is_split():
    assert len(str(read("csv", b"a " * 15_000_000)["text"])) <= reader.MAX_TEXT


def test_a_page_that_unpacks_to_300_mb_is_no_harm():
    found = documents.inspect(paper(archives.exploding_pdf()), "a.pdf")
    assert (found.pages, found.text) == (1, "")


def test_a_file_that_claims_100_mb_is_not_even_read():
    with pytest.raises(ValidationError, match="nặng 100 MB"):
        documents.inspect(Claimed(100 * 2**20), "a.pdf")
