"""The settings that are kept, and the secrets that are not."""

import os

import pytest

from portal.core.ops.backups import environment

SECRETS = {
    "SECRET_KEY": "bi-mat-so-mot",
    "DATABASE_URL": "postgres://cong:bi-mat@so/hai@10.0.0.1:5432/cong",
    "DATABASE_REPLICA_URLS": "postgres://a:bi-mat-ba@h1/x,postgres://b:bi-mat-bon@h2/x",
    "CACHE_URL": "rediscache://:bi-mat-nam@10.0.0.2:6379/1?password=bi-mat-sau",
    "EMAIL_URL": "smtp+tls://cong:bi-mat-bay@thu.example.gov.vn:587",
    "MEDIA_S3_ACCESS_KEY": "bi-mat-tam",
    "MEDIA_S3_SECRET_KEY": "bi-mat-chin",
    "BACKUP_S3_ACCESS_KEY": "bi-mat-muoi",
    "BACKUP_S3_SECRET_KEY": "bi-mat-muoi-mot",
}


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> str:
    for name, value in {**SECRETS, "ADMIN_PATH": "quan-tri", "TUI": "khong-phai"}.items():
        monkeypatch.setitem(os.environ, name, value)
    return environment.without_secrets()


def test_no_secret_is_kept(kept):
    assert "bi-mat" not in kept


def test_what_helps_to_set_up_a_machine_is_kept(kept):
    lines = kept.splitlines()
    assert "ADMIN_PATH=quan-tri" in lines
    assert "DATABASE_URL=postgres://(bí-mật)@10.0.0.1:5432/cong" in lines
    assert "SECRET_KEY=(bí-mật)" in lines


def test_what_is_not_the_portals_is_left_alone(kept):
    assert "TUI" not in kept
