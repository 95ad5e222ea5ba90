"""What the doctor says of settings, files and disks."""

import os
from collections import namedtuple
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from portal.core.doctor.checks import disks, versions
from portal.core.doctor.findings import Severity
from tests.doctor.looking import look

GOOD, NOTE, WARNING, BAD = Severity.GOOD, Severity.NOTE, Severity.WARNING, Severity.BAD
STRONG = "a8Zk3_" * 10
SITE = {
    "SECURE": True,
    "SITE_URL": "https://minhgiang.example",
    "SECURE_HSTS_SECONDS": 31_536_000,
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
    "ALLOWED_HOSTS": ["minhgiang.example"],
    "SECRET_KEY": STRONG,
    "DEBUG": False,
    "DEMO": False,
}
Disk = namedtuple("Disk", "f_bavail f_blocks f_favail f_files f_frsize")


@pytest.mark.parametrize(
    ("name", "changed", "severity"),
    [
        ("https", {}, GOOD),
        ("https", {"SECURE": False}, BAD),
        ("https", {"SITE_URL": ""}, WARNING),
        ("https", {"SITE_URL": "http://minhgiang.example"}, BAD),
        ("https", {"SECURE_HSTS_SECONDS": 0}, WARNING),
        ("https", {"SECURE_PROXY_SSL_HEADER": None}, NOTE),
        ("secret-key", {}, GOOD),
        ("secret-key", {"SECRET_KEY": "ab" * 40}, BAD),
        ("debug", {}, GOOD),
        ("debug", {"DEMO": True}, BAD),
        ("hosts", {}, GOOD),
        ("hosts", {"ALLOWED_HOSTS": ["*"]}, BAD),
        ("hosts", {"ALLOWED_HOSTS": ["khac.example"]}, BAD),
        ("hosts", {"ALLOWED_HOSTS": [".minhgiang.example", "minhgiang.example"]}, NOTE),
        ("time-zone", {}, GOOD),
        ("time-zone", {"USE_TZ": False}, BAD),
        ("cache", {}, NOTE),
    ],
)
def test_a_setting_is_judged(settings, name: str, changed: dict[str, Any], severity: Severity):
    for setting, value in (SITE | changed).items():
        setattr(settings, setting, value)
    finding = look(name)
    assert finding.severity == severity
    assert STRONG not in finding.seen + finding.advice


def test_others_must_not_read_the_configuration_or_the_backups(settings, tmp_path: Path):
    settings.BASE_DIR, settings.BACKUP_DIR = tmp_path, tmp_path / "backups"
    assert look("permissions").severity == GOOD  # neither is there
    (tmp_path / ".env").write_text("SECRET_KEY=…")
    (tmp_path / "backups").mkdir()
    (tmp_path / ".env").chmod(0o644)
    (tmp_path / "backups").chmod(0o755)
    finding = look("permissions")
    assert finding.severity == BAD
    assert ".env" in finding.seen
    assert "BACKUP_DIR" in finding.seen
    assert str(tmp_path) not in finding.seen + finding.advice
    (tmp_path / ".env").chmod(0o640)
    (tmp_path / "backups").chmod(0o700)
    assert look("permissions").severity == GOOD


@pytest.mark.parametrize(
    ("disk", "severity"),
    [
        pytest.param(Disk(50, 100, 50, 100, 2**20), GOOD, id="half empty"),
        pytest.param(Disk(9, 100, 50, 100, 2**20), WARNING, id="tight"),
        pytest.param(Disk(9, 100, 50, 100, 2**40), GOOD, id="a tenth of a very large one"),
        pytest.param(Disk(2, 100, 50, 100, 2**40), BAD, id="full"),
        pytest.param(Disk(50, 100, 2, 100, 2**40), BAD, id="no more files"),
        pytest.param(Disk(50, 100, 0, 0, 2**20), GOOD, id="files are not counted"),
    ],
)
def test_room_on_disks_is_judged(settings, tmp_path, monkeypatch, disk, severity):
    settings.BACKUP_DIR = tmp_path / "not" / "made yet"
    monkeypatch.setattr(os, "statvfs", lambda path: disk)
    finding = disks.disk()
    assert finding.severity == severity
    assert "bản sao lưu" in finding.seen.lower()
    assert str(tmp_path) not in finding.seen


@pytest.mark.parametrize(
    ("moment", "severity", "words"),
    [
        (datetime(2026, 1, 1, tzinfo=UTC), GOOD, "30/4/2028"),
        (datetime(2028, 1, 1, tzinfo=UTC), NOTE, "Sắp hết"),
        (datetime(2028, 6, 1, tzinfo=UTC), WARNING, "Đã hết hạn vá lỗi: Django 5.2"),
    ],
)
def test_versions_are_told_of_before_their_repairs_end(monkeypatch, moment, severity, words):
    monkeypatch.setattr(versions, "_versions", lambda: {"Python": "3.13", "Django": "5.2"})
    with time_machine.travel(moment, tick=False):
        finding = versions.versions()
    assert finding.severity == severity
    assert words in finding.seen


def test_static_files_must_have_been_collected(settings, tmp_path: Path):
    from django.contrib.staticfiles.storage import staticfiles_storage

    backend = "portal.core.staticfiles.BundledManifestStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": backend}}
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text(
        '{"version": "1.1", "hash": "x", "paths": {"css/site.css": "css/site.0123456789ab.css"}}'
    )
    assert staticfiles_storage.exists("css/site.0123456789ab.css") is False
    assert look("static-files").severity == BAD
    (tmp_path / "css").mkdir()
    (tmp_path / "css/site.0123456789ab.css").write_text("")
    assert look("static-files").severity == GOOD
