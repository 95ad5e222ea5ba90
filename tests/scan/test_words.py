"""The score: disguises are seen through, honest reports are left alone."""

from pathlib import Path

import pytest

from portal.core.scan.words import ALARM, worst
from portal.core.scan.words.scoring import LONGEST, Link, stretches

HONEST = Path(__file__).with_name("honest.txt").read_text(encoding="utf-8").splitlines()


def points(text: str, *links: Link) -> int:
    return worst(text, lambda: list(links)).points


def test_no_honest_sentence_is_an_alarm_alone_or_among_its_neighbours():
    assert len(HONEST) >= 150
    groups = ["\n".join(HONEST[begin : begin + 4]) for begin in range(0, len(HONEST), 4)]
    assert [text for text in (*HONEST, *groups) if points(text) >= ALARM] == []


@pytest.mark.parametrize(
    "text",
    [
        "t à i x ỉ u",
        "T.À.I  X.Ỉ.U",
        "tа̀і хỉu",  # Cyrillic а, і, х
        "t4i xiu",
        "ta`i xi?u",
        "𝐭𝐚̀𝐢 𝐱𝐢̉𝐮",
        "ｔàｉ ｘỉｕ",
        "tài x\u200bỉu",
        "c_a c_u_o_c",
        "v-a-y n-ó-n-g",
    ],
)
def test_a_disguise_is_an_alarm_by_itself_even_among_the_words_of_the_police(text):
    assert points(text) >= ALARM
    assert points(f"Công an cảnh báo, triệt phá: {text} hôm nay.") >= ALARM


@pytest.mark.parametrize(
    "text",
    [
        "đánh bại đối thủ 3-0",
        "tài xỉu",
        "casino",
        "ngày mai xỉu vì nắng",
        "ca-si-nô",
        "đã gặp cả nhà. Cái cây trước cửa",
        "QL68 và xe số 88",
    ],
)
def test_other_words_and_single_ones_are_none(text):
    assert points(text) < ALARM


def test_a_link_elsewhere_makes_one_word_an_alarm():
    assert points("xem tài xỉu", Link(4, 11, "trang-la.vip")) >= ALARM
    assert points("xem tài xỉu", Link(0, 3, "trang-la.vip")) < ALARM


def test_an_advertisement_is_found_in_the_middle_of_a_long_honest_text():
    honest = " ".join(HONEST[27:38])
    spam = "Nhà cái uy tín số 1, đăng ký nhận ngay 100k."
    assert points(honest) < ALARM <= points(f"{honest}\n{spam}\n{honest}")


def test_stretches_cover_the_text_and_none_is_too_long():
    text = f"{'Một câu ngắn. ' * 200}\n{'x' * 3_000}\n"
    parts = list(stretches(text))
    assert "".join(text[begin:end] for begin, end in parts) == text
    assert max(end - begin for begin, end in parts) <= LONGEST + 1
