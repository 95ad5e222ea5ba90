"""The portal itself under deploy/gunicorn.conf.py, behind the nginx of deploy/nginx."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from tests.deploy.machine import DOMAIN, REPOSITORY, Machine

pytestmark = pytest.mark.servers


def database_url() -> str:
    """Return the address of the tables that the tests have made."""
    settings = connection.settings_dict
    name = str(settings["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(name)}"
    place = settings["HOST"] or ""
    if not place.startswith("/"):
        return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
    return f"postgres://{settings['USER']}@{quote(place)}/{name}".replace("@/", "@//", 1)


@pytest.fixture(scope="module")
def db(django_db_setup) -> None:
    """The tables, without the usual transaction: it would lock the portal out of SQLite.

    So nothing here may write, as a wrong password would: it leaves a row in the trail.
    """


@pytest.fixture(scope="module")
def portal(installed: Machine, db, tmp_path_factory) -> Iterator[Machine]:
    """The machine with the real portal in place of the miniature."""
    address = installed.root / "run/cong/real.sock"
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "ALLOWED_HOSTS": DOMAIN,
        "WEB_CONCURRENCY": "1",
        "SECURE": "True",
        "BEHIND_PROXY": "True",
        "SECRET_KEY": "k" * 45 + "0123456789",
        "PAGE_CACHE": "True",
        "PAGE_CACHE_DIR": str(tmp_path_factory.mktemp("pages")),
        # Inside the machine, so that no umask and no name of the test run stands in the way.
        "MEDIA_ROOT": str(installed.prefix / "shared/media"),
        "COVERAGE_PROCESS_START": "",
    }
    log = installed.state / "real.log"
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi", "-c", "deploy/gunicorn.conf.py"]
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--bind", f"unix:{address}"],
            cwd=REPOSITORY,
            env=environment,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    upstream = installed.root / "etc/nginx/cong/upstream.conf"
    before = upstream.read_text()
    try:
        wait_for(address, process, log)
        address.chmod(0o666)
        upstream.write_text(f"server unix:{address};")
        installed.systemctl("reload", "nginx")
        yield installed
    finally:
        upstream.write_text(before)
        installed.systemctl("reload", "nginx")
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def wait_for(address: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the portal listens, and has answered once."""
    while process.poll() is None:
        with socket.socket(socket.AF_UNIX) as asking:
            asking.settimeout(30)
            try:
                asking.connect(str(address))
            except OSError:
                continue
            asking.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
            asking.recv(1)
            return
    raise AssertionError(log.read_text())


def test_citizens_read_and_editors_sign_in_through_the_whole_stack(portal):
    while "release" in (home := portal.ask("/?trang-chu")).text:
        pass  # nginx takes a moment to change over
    assert home.status == 200, (portal.state / "real.log").read_text()
    assert home["X-Micro-Cache"]
    assert home["Set-Cookie"] == ""
    signed_in = [portal.ask("/", headers={"Cookie": "sessionid=none"}) for _ in range(2)]
    assert (signed_in[1]["X-Cache"], signed_in[1]["X-Micro-Cache"]) == ("hit", "BYPASS")
    while portal.ask("/")["X-Micro-Cache"] != "HIT":
        pass  # this machine may be too busy to ask twice within a second
    names = [name.lower() for name, _ in home.headers if name.lower() != "vary"]
    assert sorted(names) == sorted(set(names))
    assert portal.ask("/readyz").text.count("true") >= 4

    missing = portal.ask("/khong-co/", headers={"X-Forwarded-Host": "evil.example"})
    assert (missing.status, "evil" in missing.text) == (404, False)
    assert portal.ask("/bao-loi/?trang=/").status == 200

    form = portal.ask("/quan-tri/login/")
    assert (form.status, form["X-Micro-Cache"]) == (200, "")
    assert "Secure" in form["Set-Cookie"]
    (token,) = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', form.text)[:1]
    headers = {
        "Cookie": form["Set-Cookie"].partition(";")[0],
        "Referer": f"https://{DOMAIN}/quan-tri/login/",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    body = f"csrfmiddlewaretoken={token}&username=ai-do&password=".encode()
    again = portal.ask("/quan-tri/login/", "POST", headers, body=body)
    assert again.status == 200  # the form again: the token was accepted, nobody was tried
    assert "errornote" in again.text
