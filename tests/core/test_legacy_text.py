"""Text from before Unicode is recognised and converted, and other text is left alone."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.legacy_text import Encoding, convert, detect, font_of
from portal.core.text import normalise
from tests.core.legacy import ENCODERS, NOTICE, SMALL, demo_paragraphs, to_tcvn3, to_vni

PARAGRAPHS = demo_paragraphs()
LONG = [paragraph for paragraph in PARAGRAPHS if len(paragraph) >= 150]
CAPITALS_OF_TCVN3 = "ĂÂÊÔƠƯĐ"


@pytest.mark.parametrize("letter", SMALL + CAPITALS_OF_TCVN3)
def test_every_letter_of_tcvn3_is_converted(letter):
    assert convert(to_tcvn3(f"n{letter}"), Encoding.TCVN3) == f"n{letter}"


def test_a_dot_that_begins_an_item_of_a_list_is_no_letter():
    assert convert("· X· nµy", Encoding.TCVN3) == "· Xã này"


def test_the_letter_that_unicode_takes_for_a_soft_hyphen_is_converted():
    assert convert("n\u00ad\u00edc", Encoding.TCVN3) == "nước"
    assert normalise("n\u00ad\u00edc") == "níc"  # why it cannot wait


@pytest.mark.parametrize("letter", SMALL + SMALL.upper())
@pytest.mark.parametrize("encoding", [Encoding.VNI, Encoding.VIQR])
def test_every_letter_is_converted_in_both_cases(encoding, letter):
    assert convert(ENCODERS[encoding](letter), encoding) == letter


def test_sixty_seven_letters_were_looked_at():
    assert len(set(SMALL)) == 67


@pytest.mark.parametrize(
    ("coded", "text"),
    [
        ("Aån", "Ẩn"),
        ("OÂng Aâu", "Ông Âu"),
        ("Ôû ñaây", "Ở đây"),
        ("thaúng", "thẳng"),
        ("kyî", "kyỵ"),
    ],
)
def test_vni_as_word_leaves_it_after_making_a_capital(coded, text):
    assert convert(coded, Encoding.VNI) == text


@pytest.mark.parametrize(
    ("coded", "text"),
    [
        ("CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("X· Thanh T©n", "Xã Thanh Tân"),
        ("UBND x· §ång V¨n", "UBND xã Đồng Văn"),
        ("Thµnh ñy", "Thành ủy"),
    ],
)
def test_capitals_that_only_a_font_drew_come_back_as_capitals(coded, text):
    assert convert(coded, Encoding.TCVN3) == text


def test_a_font_of_capitals_makes_capitals():
    assert convert("céng hoµ", Encoding.TCVN3, capitals=True) == "CỘNG HOÀ"


@pytest.mark.parametrize(
    ("coded", "text"),
    [
        ("Vie^.t Nam", "Việt Nam"),
        ("DDu+o+`ng cu?a ta\\.", "Đường của ta."),
        ("Ho.c sinh cu?a xa~.", "Học sinh của xã."),
        ("co' gi` la.?", "có gì lạ?"),
        ("(tie^'ng Vie^.t)", "(tiếng Việt)"),
        ("Ho`a-bi`nh", "Hòa-bình"),
        ("ho?i: \\(a\\)...", "hỏi: (a)..."),
        ("thu+a...", "thưa..."),
    ],
)
def test_punctuation_of_viqr_that_is_no_mark_stays(coded, text):
    assert convert(coded, Encoding.VIQR) == text


SYLLABLES = sorted({word for text in PARAGRAPHS for word in text.split()})


@given(st.lists(st.sampled_from(SYLLABLES), max_size=30).map(" ".join))
@pytest.mark.parametrize("encoding", list(Encoding))
def test_what_was_encoded_comes_back(encoding, text):
    text = text.lower() if encoding is Encoding.TCVN3 else text
    assert convert(ENCODERS[encoding](text), encoding) == text


@given(st.text(max_size=80))
@pytest.mark.parametrize("encoding", list(Encoding))
def test_any_text_can_be_converted_and_keeps_its_spaces(encoding, text):
    spaces = re.compile(r"\S+")
    assert spaces.sub("", convert(text, encoding)) == spaces.sub("", text)
    detect(text * 10)


# Recognising -------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", list(Encoding))
def test_nearly_every_longer_paragraph_is_recognised(encoding):
    """Measured when written: all of those of 100 characters or more, 98 % from 60 on."""
    found = [detect(ENCODERS[encoding](paragraph)) for paragraph in LONG]
    assert len(found) > 300
    assert found.count(encoding) >= 0.95 * len(found)
    assert set(found) <= {encoding, None}


@pytest.mark.parametrize("encoding", list(Encoding))
def test_nearly_every_paragraph_comes_back_exactly(encoding):
    """Measured when written: all, but of TCVN3, which has no accented capitals, 98 %."""
    same = [convert(ENCODERS[encoding](text), encoding) == text for text in PARAGRAPHS]
    assert len(same) > 900
    assert sum(same) >= (0.97 if encoding is Encoding.TCVN3 else 1) * len(same)


def test_no_paragraph_in_unicode_is_taken_for_another_encoding():
    assert [text for text in PARAGRAPHS if detect(text)] == []
    decomposed = [unicodedata.normalize("NFD", text) for text in PARAGRAPHS]
    assert [text for text in decomposed if detect(text)] == []


def test_unicode_words_that_use_no_rare_letter_are_not_taken_for_tcvn3():
    plain = " ".join(
        w
        for text in PARAGRAPHS
        for w in text.split()
        if w.encode("latin-1", "ignore").decode("latin-1") == w
    )
    assert len(plain) > 30_000
    assert detect(plain) is None
    pieces = [plain[start : start + 200] for start in range(0, len(plain), 200)]
    assert [piece for piece in pieces if detect(piece)] == []


OTHER_TEXTS = {
    "English": "We don't know who's to go. Are you? So do I. (See e.g. no. 4.) It's me, isn't it? "
    "Do you see? Go to the U.S.A. or be here: i.e. at 5 p.m. ~ 20 °C ± 5 µm, 3×4 ½ © 2026 ® § 12.",
    "French": "Où êtes-vous né ? À Nîmes, l'été où l'élève zélé préféra naïvement Noël à Pâques ; "
    "ça gêne déjà l'hôtel, où mûrît le maïs. Voilà où la forêt brûlée a été replantée, là-bas.",
    "Spanish": "¿Dónde está la niña? ¡Ahí! El año que viene el señor Muñoz soñará con mañanas de "
    "otoño; también cañas, pequeños peñones, leña y piñas. ¿Qué pasó aquí? Más allá, nada más.",
    "German": "Schöne Grüße aus München! Größe, Höhe und Länge müssen für alle Häuser überprüft "
    "werden; äußerst möglich, daß Bäume, Füchse und Vögel in süßer Ruhe hören, was läuft.",
    "Portuguese": "A ação da nação não é só ilusão: irmão, irmã, avô e avó põem pão, maçãs, limões "
    "e feijões à mão. Lições de coração, três às nove. Vocês têm razão, órfãos e mães também.",
    "Swedish": "Då gå på ön så få öl; åar, älvar och öar på nätter då blåbär, hjärtan och rör är "
    "så väl, så på två år får båda se vår å i nöd och må väl på sjön där små ålar går.",
    "code": "for (i = 0; i < n; i++) { a[i] += b^c; x = a ? e : o; u+=1; y = `${a.b}`; } // do. no "
    "SELECT a.id, o.no FROM to_do a JOIN lo o ON a.id = o.no WHERE a.u ~ 'ho.*' -- e.g. me? so.",
    "numbers": "§ 12: 3×4 = 12, 5÷2 = 2½, ±5 µm, 20 °C, £50, ¥60, ¼ + ¾ = 1, x² + y³, 100 ¢, «1», "
    "1×1 2×2 3×3 4×4 5×5 6×6 7×7 8×8 9×9 10×10 11×11 12×12 13×13 14×14 15×15 16×16",
    "addresses": "ho.ten@xa.gov.example, lien.he@huyen.example, to.o@phuong.example; "
    "https://xa.gov.example/a.b?o=e.u&i=y+a, http://do.me/to.go, www.ho.so/a'b, ftp://a.o/u.i?e",
    "plain Vietnamese": "Cong hoa xa hoi chu nghia Viet Nam. Doc lap, tu do, hanh phuc. Di ra. "
    "Co gi la? Sao the? Cho toi ve nha. Me toi o do. Xin hoi: co ai o nha? Khong co ai o do.",
    "Latin-1 Vietnamese": "Công an xã Thanh Tân bàn giao nhà cho bà con, có cá, có khoai, có toán, "
    "hoá và văn.".replace("ă", "ân")
    + " Ông ngoài vàng xanh trong lòng nhà tôi và anh toàn hoàn.",
    "nothing": "",
}


@pytest.mark.parametrize("language", OTHER_TEXTS)
@pytest.mark.parametrize("times", [1, 5])
def test_other_text_is_not_taken_for_legacy_text(language, times):
    assert detect(OTHER_TEXTS[language] * times) is None


@pytest.mark.parametrize(
    ("name", "encoding", "capitals"),
    [
        (".VnTime", Encoding.TCVN3, False),
        ("'.VnTimeH'", Encoding.TCVN3, True),
        (".vnarial", Encoding.TCVN3, False),
        ("VNI-Times", Encoding.VNI, False),
        ("Times New Roman", None, False),
        ("Vni", None, False),
    ],
)
def test_the_name_of_a_font_tells_the_encoding(name, encoding, capitals):
    font = font_of(name)
    assert (font.encoding, font.capitals) == (encoding, capitals)


def test_a_font_decides_where_the_text_is_too_short_to_tell():
    assert detect("c¸", font=".VnTime") is Encoding.TCVN3
    assert detect("caù", font="VNI-Times") is Encoding.VNI
    assert detect("c¸") is None
    assert detect("cá", font="Arial") is None


def test_unicode_in_a_legacy_font_is_unicode_all_the_same():
    assert detect("Việt Nam", font=".VnTime") is None


def test_an_official_text_comes_out_right():
    assert convert(to_tcvn3(NOTICE), Encoding.TCVN3) == NOTICE
    assert convert(to_vni(NOTICE), Encoding.VNI) == NOTICE
