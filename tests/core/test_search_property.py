"""What holds for every search, whatever is written and whatever is typed."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.core.content import State, public_items
from portal.core.search.find import find, understood
from portal.core.search.models import SearchEntry
from portal.core.search.query import MAX_WORDS, parse
from portal.core.search.snippets import marked, snippet
from portal.core.text import fold, search_forms
from portal.core.workflow import actions
from portal.front.suggestions import suggested
from tests.core.texts import anything, vietnamese
from tests.factories import make_article, make_category, make_superuser
from tests.searching import found

pytestmark = pytest.mark.django_db

TITLES = [
    "UBND phường Gia Lộc đối thoại với Nhân dân về giải phóng mặt bằng đợt 2",
    "Quyết định 3602/QĐ-UBND: giá đất năm 2027 giữ nguyên ở 14 xã, phường",
    "Thuỷ lợi – thủy điện: kỹ sư trẻ “bám” hồ chứa suốt mùa mưa",
    "Ngày 20/10, COVID-19 và 1.240 mũi vắc-xin nhắc lại cho người cao tuổi",
    "Hoà giải viên Đặng Thị Quý: “Tôi chỉ nghe, chứ không xử”",
    "Tỉ lệ hộ nghèo còn 0,65 %, giảm 1,2 điểm phần trăm so với đầu nhiệm kì",
]


@pytest.fixture(scope="module", autouse=True)
def articles(module_db) -> dict[str, int]:
    """Store the titles; return the number of each."""
    by, category = make_superuser(), make_category("Zzz")
    return {
        title: make_article(by=by, category=category, title=title, body="<p>Zzz.</p>").pk
        for title in TITLES
    }


@pytest.mark.parametrize("title", TITLES)
def test_an_item_is_found_by_any_three_words_of_its_title(articles, title: str):
    words = title.split()
    for start in range(len(words) - 2):
        typed = " ".join(words[start : start + 3])
        for text in (typed, fold(typed), typed.upper(), unicodedata.normalize("NFD", typed)):
            assert articles[title] in found(text), text


@settings(max_examples=40)
@given(anything)
def test_no_query_fails_and_results_are_told_once(text: str):
    entries = [entry.id for entry in find(understood(text), SearchEntry.objects.all()).found]
    assert len(entries) == len(set(entries))


@settings(max_examples=25)
@given(vietnamese)
def test_both_encodings_of_a_query_find_the_same(text: str):
    assert found(text) == found(unicodedata.normalize("NFD", text))


@given(anything)
def test_what_is_typed_becomes_words_and_nothing_else(text: str):
    query = parse(text)
    assert len(query.typed) <= MAX_WORDS
    for form in query.typed:
        assert form.folded.isalnum() or not form.folded.isascii()
        assert not set("\"'\\\0 ") & {*form.folded, *form.exact}


@given(vietnamese)
def test_plain_words_are_kept_in_their_order(text: str):
    expected = [form.folded for form in search_forms(text)][:MAX_WORDS]
    assert parse(text).words == expected


@given(anything, vietnamese)
def test_marking_keeps_every_letter_and_adds_nothing_but_marks(text: str, typed: str):
    for html in (snippet(text, parse(typed)), marked(text, parse(typed))):
        plain = html.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in plain
        assert ">" not in plain
        assert html.count("<mark>") == html.count("</mark>")


@given(st.sampled_from(TITLES), st.data())
def test_a_word_of_a_text_is_marked_however_it_is_typed(title: str, data: st.DataObject):
    word = data.draw(st.sampled_from([word for word in title.split() if fold(word)]))
    for typed in (word, fold(word), word.upper()):
        assert "<mark>" in marked(title, parse(typed))


@pytest.mark.parametrize("state", [state for state in State if state is not State.LIVE])
def test_what_is_not_public_is_found_by_no_path(state: State, client):
    item = make_article(state, title="Chuyện mật ở kho thóc")
    published = SearchEntry.objects.published()
    for text in ("chuyện mật", "chuyen mat", '"kho thóc"', "kho"):
        query = understood(text)
        assert find(query, published).found == []
        assert item not in suggested(query)
        answer = client.get("/tim-kiem/", {"q": text})
        assert item.get_absolute_url() not in answer.content.decode()


def test_what_was_withdrawn_is_not_found_in_the_same_second():
    item = make_article(title="Chuyện mật ở kho thóc")
    query, published = understood("kho thóc"), SearchEntry.objects.published()
    assert len(find(query, published).found) == 1
    actions.withdraw(item, by=make_superuser(), reason="Sai.")
    assert find(query, published).found == []
    assert not public_items(type(item)).filter(pk=item.pk).exists()
