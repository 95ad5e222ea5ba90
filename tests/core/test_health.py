"""The two probes: does the process answer, can it do its work."""

import logging
from pathlib import Path

import pytest
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from portal.core import health


def test_healthz_answers_without_the_database(client: Client):
    # No database mark: a query would fail this test.
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.content == b"ok"


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_a_probe_may_ask_for_any_host(client: Client, path: str):
    assert client.get(path, headers={"host": "10.0.3.7:8000"}).status_code == 200


@pytest.mark.django_db
def test_any_other_page_needs_a_known_host(client: Client, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.CRITICAL, logger="django.security.DisallowedHost")
    assert client.get("/", headers={"host": "xau.example"}).status_code == 400


@pytest.mark.django_db
def test_readyz_says_that_all_is_well(client: Client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == dict.fromkeys(["database", "migrations", "cache", "media"], True)
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readyz_leaves_nothing_behind(client: Client, settings):
    client.get("/readyz")
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("name", "status"), [("database", 503), ("migrations", 503), ("media", 503), ("cache", 200)]
)
@pytest.mark.django_db
def test_readyz_names_the_check_that_fails_and_keeps_the_cause_to_itself(
    client: Client,
    name: str,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    """Pages go on without the cache: no node is taken out for it."""

    def fail() -> None:
        raise OSError("máy chủ may-ba từ chối")

    monkeypatch.setitem(health.CHECKS, name, fail)
    caplog.set_level(logging.ERROR, logger=health.__name__)
    response = client.get("/readyz")
    assert response.status_code == status
    assert [check for check, passes in response.json().items() if not passes] == [name]
    assert "may-ba" not in response.text
    assert "may-ba" in caplog.text


@pytest.mark.django_db
def test_an_unapplied_migration_is_noticed(monkeypatch: pytest.MonkeyPatch):
    plan = [("chưa chạy", False)]
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: plan)
    with pytest.raises(RuntimeError, match="unapplied"):
        health.CHECKS["migrations"]()


def test_a_cache_that_forgets_is_noticed(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    with pytest.raises(RuntimeError, match="forgot"):
        health.CHECKS["cache"]()


def test_a_folder_that_cannot_be_written_to_is_noticed(settings, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.write_text("not a folder")
    with pytest.raises(OSError, match="media"):
        health.CHECKS["media"]()


@pytest.mark.django_db
def test_a_store_for_all_nodes_takes_none_of_them_out(
    client: Client, settings, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.CRITICAL, logger=health.__name__)
    gone = {"BACKEND": "tests.core.storages.GoneStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": gone}
    response = client.get("/readyz")
    assert (response.status_code, response.json()["media"]) == (200, False)
