"""What the papers for a bad day tell to type, to press and to read is there."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from portal.core.doctor.registry import all_checks
from tests.architecture.files import CODE, files

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "su-co.md"
PAPERS = (GUIDE, ROOT / "docs" / "du-lieu-ca-nhan.md")
WITH_FILES = (ROOT / "docs" / "security" / "threat-model.md", ROOT / "SECURITY.md")
BUTTONS = (
    "Đang dùng",
    "Bảo mật",
    "Đặt lại mật khẩu",
    "Đặt lại xác thực hai lớp",
    "Kết thúc mọi phiên của",
    "Phiên đăng nhập, xác thực hai lớp…",
    "Tự kiểm tra",
    "Nhật ký",
    "Lịch sử",
    "Liên kết xem trước",
    "Ủy quyền",
)
_CALL = re.compile(r"manage\.py ([a-z_]+)([^`\n#]*)")


def calls() -> list[tuple[str, str]]:
    """Return each command that the papers tell to type, and what stands behind it."""
    found = {match.groups() for paper in PAPERS for match in _CALL.finditer(paper.read_text())}
    return sorted((name, rest.strip()) for name, rest in found)


@pytest.mark.parametrize(("name", "rest"), calls())
def test_every_command_exists_and_knows_what_it_is_told(name, rest):
    parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
    known = {option for action in parser._actions for option in action.option_strings}
    assert set(re.findall(r"--[a-z-]+", rest)) <= known


def test_the_doctor_knows_what_it_is_asked():
    asked = re.findall(r"doctor --only ([a-z -]+)", GUIDE.read_text())
    names = {name for line in asked for name in line.split()}
    assert names
    assert names <= {check.name for check in all_checks()}


@pytest.mark.parametrize("button", BUTTONS)
def test_what_is_to_be_pressed_is_on_the_desk(button):
    assert f"**{button}" in GUIDE.read_text()
    sources = [*files("*.py", *CODE), *files("*.html", "templates"), *files("*.po", "portal")]
    assert any(button in source.read_text() for source in sources)


@pytest.mark.parametrize("paper", WITH_FILES, ids=lambda paper: paper.name)
def test_every_file_that_a_paper_names_is_there(paper):
    text = paper.read_text()
    named = set(re.findall(r"`((?:portal|tests|deploy|docs)/[^`\s]+)`", text))
    assert {name for name in named if not (ROOT / name).exists()} == set()


@pytest.mark.parametrize("paper", [*PAPERS, *WITH_FILES], ids=lambda paper: paper.name)
def test_every_link_leads_somewhere(paper):
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", paper.read_text())
    assert {link for link in links if not (paper.parent / link).exists()} == set()
