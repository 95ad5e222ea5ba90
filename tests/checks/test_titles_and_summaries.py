"""Checks of title and summary."""

import pytest

from tests.checks.looking import found

LONG_TITLE = "Ủy ban nhân dân thành phố họp bàn việc mở rộng đường Hùng Vương " * 3


@pytest.mark.parametrize(
    ("title", "is_found"),
    [
        ("Khởi công cầu Bạch Sa", False),
        ("Liên hệ", False),
        ("a" * 100 + " b", False),
        ("x" + " từ" * 46, False),
        (LONG_TITLE, True),
        ("Giới-thiệu", False),
        ("Tin", True),
        ("", False),
    ],
)
def test_titles_are_measured(title, is_found):
    assert bool(found("title-length", title=title)) is is_found


@pytest.mark.parametrize(
    ("title", "is_found"),
    [
        ("KHỞI CÔNG CẦU BẠCH SA QUA SÔNG LAM", True),
        ("THÔNG BÁO: lịch tiếp công dân", False),
        ("Thông báo VỀ VIỆC CẤP ĐỔI CĂN CƯỚC", True),
        ("HĐND, UBND, MTTQ phường ký quy chế", False),
        ("UBND TP HCM: BHXH, BHYT, VNPT họp", False),
        ("Khởi công CẦU", False),
        ("LỄ HỘI", False),
        ("1.000 HỘ 2.000 NGƯỜI 3.000 CÂY XANH", True),
    ],
)
def test_titles_in_capitals_are_found(title, is_found):
    assert bool(found("title-capitals", title=title)) is is_found


@pytest.mark.parametrize(
    ("summary", "is_found"),
    [
        ("", True),
        ("   ", True),
        ("Cầu dài 220 m, thông xe năm 2027.", False),
        ("x" * 300, False),
        ("x" * 301, True),
        ("Dòng một.\nDòng hai.", False),
    ],
)
def test_summaries_are_measured(summary, is_found):
    assert bool(found("summary-length", summary=summary)) is is_found


@pytest.mark.parametrize(
    ("title", "summary", "body", "fields"),
    [
        ("Khởi công cầu", "Khởi công cầu.", "", {"summary"}),
        ("Khởi công cầu", "KHOI CONG CAU", "", {"summary"}),
        ("Khởi công cầu", "Khởi công cầu Bạch Sa", "<p>Sáng nay…</p>", set()),
        ("Cầu", "Sáng nay khởi công.", "<p>Sáng nay khởi công.</p><p>Hai.</p>", {"body"}),
        (
            "Cầu",
            "Sáng nay phường khởi công cầu Bạch Sa.",
            "<p><strong>Sáng nay phường khởi công cầu Bạch Sa.</strong> Dự lễ có ông Lực.</p>",
            {"body"},
        ),
        ("Cầu", "Sáng nay.", "<p>Sáng nay phường khởi công cầu.</p>", set()),
        ("Cầu", "Sáng nay khởi công.", "<p>Mở đầu.</p><p>Sáng nay khởi công.</p>", set()),
        ("Cầu", "Khởi công.", "<figure><img src='/a.png' alt='x'></figure>", set()),
        ("", "", "<p></p>", set()),
    ],
)
def test_summaries_that_repeat_are_found(title, summary, body, fields):
    findings = found("summary-repeated", title=title, summary=summary, body=body)
    assert {finding.field for finding in findings} == fields
