"""How the portal starts, and how it refuses to."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings

ROOT = Path(django_settings.BASE_DIR)
STRONG = "a8Zk3_" * 10
LOAD = "import portal.settings"
MAIL = {
    "EMAIL_URL": "smtp+tls://cong:mat-khau@thu.example:587",
    "SITE_URL": "https://minhgiang.example",
    "DEFAULT_FROM_EMAIL": "cong@minhgiang.example",
}
OIDC = {
    "OIDC_ISSUER": "https://tinh.example",
    "OIDC_CLIENT_ID": "cong",
    "OIDC_CLIENT_SECRET": "mat-khau-that",
}
SQLITE = {"DATABASE_URL": "sqlite:///:memory:"}
REPLICAS = {
    "DATABASE_URL": "postgres://cong:mk@may-chinh/cong",
    "DATABASE_REPLICA_URLS": "postgres://cong:mk@may-hai/cong, postgres://cong:mk@may-ba/cong,",
    "CACHE_URL": "rediscache://may-dem:6379/1",
}


def run(*arguments: str, **environment: str | None) -> subprocess.CompletedProcess[str]:
    """Run Python in a bare environment with the settings of a production machine, changed."""
    variables = {
        "PATH": os.defpath,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DEBUG": "False",
        "SECRET_KEY": STRONG,
        "ALLOWED_HOSTS": "minhgiang.example",
        "DATABASE_URL": "sqlite:///:memory:",
        **environment,
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={name: value for name, value in variables.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("environment", "names"),
    [
        pytest.param({"SECRET_KEY": ""}, "SECRET_KEY", id="no key"),
        pytest.param({"SECRET_KEY": "ngan"}, "SECRET_KEY", id="a short key"),
        pytest.param({"SECRET_KEY": "ab" * 30}, "SECRET_KEY", id="a key of two letters"),
        pytest.param({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS", id="no hosts"),
        pytest.param({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS", id="any host"),
        pytest.param({"ALLOWED_HOSTS": "a.example,*"}, "ALLOWED_HOSTS", id="any host among others"),
        pytest.param({"SITE_URL": "minhgiang.example"}, "SITE_URL", id="an address without scheme"),
        pytest.param({"DATABASE_URL": "mysql://a@b/c"}, "DATABASE_URL", id="another database"),
        pytest.param({"DATABASE_URL": "khong-phai-dia-chi"}, "DATABASE_URL", id="no address"),
        pytest.param({"DATABASE_URL": "postgres://[::1"}, "DATABASE_URL", id="a broken address"),
        pytest.param({"CACHE_URL": "khong-co://"}, "CACHE_URL", id="an unknown cache"),
        pytest.param({"DATABASE_REPLICA_URLS": "a"}, "DATABASE_REPLICA_URLS", id="no replica"),
        pytest.param(REPLICAS | {"CACHE_URL": ""}, "CACHE_URL", id="replicas and no cache server"),
        pytest.param(REPLICAS | SQLITE, "DATABASE_REPLICA_URLS", id="replicas of SQLite"),
        pytest.param({"SECURE": "ture"}, "SECURE", id="a mistyped protection"),
        pytest.param({"ADMIN_PATH": "/"}, "ADMIN_PATH", id="no address for the desk"),
        pytest.param({"LOG_LEVEL": "loud"}, "LOG_LEVEL", id="an unknown log level"),
        pytest.param({"LOG_FORMAT": "xml"}, "LOG_FORMAT", id="an unknown form of lines"),
        pytest.param({"METRICS": "True"}, "METRICS_TOKEN", id="numbers for everybody"),
        pytest.param({"CLOCK_URL": "may.example"}, "CLOCK_URL", id="a clock without scheme"),
        pytest.param({"LINKCHECK_PROXY": "http://a:b@may:1"}, "LINKCHECK_PROXY", id="no proxy"),
        pytest.param({"SENTRY_DSN": "may.example"}, "SENTRY_DSN", id="errors told to no address"),
        pytest.param(
            {"OIDC_ISSUER": "https://tinh.example"}, "OIDC_CLIENT_ID", id="half a provider"
        ),
        pytest.param(
            {**OIDC, "OIDC_ISSUER": "http://tinh.example"}, "OIDC_ISSUER", id="plain http"
        ),
        pytest.param({**OIDC, "OIDC_CLIENT_SECRET": "mật"}, "OIDC_CLIENT_SECRET", id="odd letters"),
        pytest.param({**OIDC, "OIDC_SECOND_FACTOR": "no"}, "OIDC_SECOND_FACTOR", id="whose factor"),
        pytest.param({**MAIL, "EMAIL_URL": "thu://may"}, "EMAIL_URL", id="an unknown way to mail"),
        pytest.param({**MAIL, "EMAIL_URL": "smtp://"}, "EMAIL_URL", id="no mail server"),
        pytest.param({**MAIL, "SITE_URL": ""}, "SITE_URL", id="mails without an address to open"),
        pytest.param({"BACKUP_S3_PREFIX": "a"}, "BACKUP_S3_BUCKET", id="no bucket for backups"),
        pytest.param(
            {"MEDIA_S3_BUCKET": "cong", "BACKUP_S3_BUCKET": "cong"},
            "BACKUP_S3_BUCKET",
            id="backups beside what they are backups of",
        ),
        pytest.param({"DIGEST_AT": "7 giờ"}, "DIGEST_AT", id="no time of day"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_line(environment: dict[str, str], names: str):
    result = run("-c", LOAD, **environment)
    assert result.returncode != 0
    assert result.stdout == ""
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("Cổng không khởi động:")
    assert names in lines[0]


def test_what_needs_a_library_that_is_not_there_says_how_to_install_it():
    without = "import sys; sys.modules['sentry_sdk'] = None; import portal.settings"
    result = run("-c", without, SENTRY_DSN="https://khoa@may.example/1")
    assert "pip install -r requirements-sentry.txt" in result.stderr
    result = run("-c", without.replace("sentry_sdk", "authlib"), **OIDC)
    assert "pip install -r requirements-oidc.txt" in result.stderr


def test_nothing_secret_is_printed_when_the_start_is_refused():
    result = run("-c", LOAD, DATABASE_URL="mysql://cong:mat-khau-that@may/c")
    assert "mat-khau-that" not in result.stderr + result.stdout


def test_a_variable_that_is_not_set_at_all_is_missing():
    for name in ("SECRET_KEY", "ALLOWED_HOSTS"):
        assert name in run("-c", LOAD, **{name: None}).stderr


def test_production_settings_pass_djangos_deployment_check(tmp_path: Path):
    result = run(
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3",
        STATIC_ROOT=str(tmp_path),
    )
    assert result.returncode == 0, result.stderr


PRINT = (
    "import portal.settings as s; print(s.DEBUG, s.DEMO, s.SECURE_SSL_REDIRECT, "
    "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SERVE_MEDIA, s.SECURE_HSTS_SECONDS > 0)"
)


def test_what_is_not_said_is_safe(tmp_path: Path):
    result = run("-c", PRINT, DEBUG=None, DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3")
    assert result.stdout.split() == ["False", "False", "True", "True", "True", "False", "True"]


def test_development_needs_no_setting_but_debug(tmp_path: Path):
    result = run(
        "-c",
        PRINT,
        DEBUG="True",
        SECRET_KEY=None,
        ALLOWED_HOSTS=None,
        DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3",
    )
    assert result.stdout.split() == ["True", "False", "False", "False", "False", "True", "False"]


def test_migrations_are_up_to_date_with_the_models(tmp_path: Path):
    result = run(
        "manage.py",
        "makemigrations",
        "--check",
        "--dry-run",
        DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3",
        STATIC_ROOT=str(tmp_path),
    )
    assert result.returncode == 0, result.stdout


def test_host_names_may_be_written_with_spaces_between():
    code = f"{LOAD}; print(portal.settings.ALLOWED_HOSTS)"
    result = run("-c", code, ALLOWED_HOSTS="a.example, b.example")
    assert result.stdout.strip() == "['a.example', 'b.example']", result.stderr


def test_a_mail_server_is_read_from_one_address():
    code = (
        "import portal.settings as s; print(s.MAIL_ENABLED, s.EMAIL_BACKEND.split('.')[-2], "
        "getattr(s, 'EMAIL_HOST', ''), getattr(s, 'EMAIL_PORT', ''))"
    )
    assert run("-c", code, **MAIL).stdout.split() == ["True", "smtp", "thu.example", "587"]


def test_replicas_are_read_only_impatient_and_never_a_test_database():
    code = (
        "import portal.settings as s; print(sorted(s.DATABASES), [d['HOST'] for d in "
        "s.DATABASES.values()], s.DATABASES['replica1']['OPTIONS']['options'], "
        "s.DATABASES['replica0']['TEST'], s.CACHES['default']['BACKEND'], s.MIDDLEWARE[-1])"
    )
    said = run("-c", code, **REPLICAS).stdout
    assert said.startswith("['default', 'replica0', 'replica1'] ['may-chinh', 'may-hai', 'may-ba']")
    for part in (
        "read_only=on",
        "statement_timeout",
        "MIRROR",
        "core.caching.RedisCache",
        "Replica",
    ):
        assert part in said


def test_without_replicas_there_is_neither_router_nor_middleware():
    code = "import portal.settings as s; print(vars(s).get('DATABASE_ROUTERS'), s.MIDDLEWARE)"
    said = run("-c", code).stdout
    assert said.startswith("None")
    assert "eplica" not in said
