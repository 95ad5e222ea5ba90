"""install.sh on a fresh machine, and on one that it has set up before."""

import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from tests.deploy.machine import DOMAIN, FAKES, Machine, make_source

pytestmark = pytest.mark.servers


@pytest.fixture
def bare(tmp_path) -> Iterator[Machine]:
    """A machine on which nothing has run; its source can be installed, but fails the check."""
    machine = Machine(tmp_path / "root", make_source(tmp_path / "source", broken="check"))
    yield machine
    machine.switch_off()


def state_of(machine: Machine) -> dict[str, str]:
    """Return every file that the script writes, with its content."""
    folders = (machine.root / "etc", machine.prefix / "shared")
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {str(path): path.read_text() for path in paths if path.suffix != ".sqlite3"}


def test_all_that_is_needed_is_made(machine):
    env = machine.prefix / "shared/.env"
    assert env.stat().st_mode & 0o777 == 0o600
    text = env.read_text()
    assert re.search("^SECRET_KEY=[A-Za-z0-9_-]{50,}$", text, re.MULTILINE)
    assert f"ALLOWED_HOSTS={DOMAIN}\nSITE_URL=https://{DOMAIN}\n" in text
    assert f"DATABASE_URL=sqlite:///{machine.data}/db.sqlite3" in text
    assert (machine.root / "etc/cong/tls/privkey.pem").stat().st_mode & 0o077 == 0
    assert (machine.prefix / "current/.env").resolve() == env
    assert f"\nBACKUP_DIR={machine.prefix}/backups\n" in text
    assert "cong-nightly@verify_audit.timer" in machine.called()
    assert "cong-nightly@backup.timer" in machine.called()
    assert r"cong-weekly@restore\x20\x2d\x2dverify.timer" in machine.called()
    assert "cong-nightly@scan.timer" in machine.called()
    remembered = machine.prefix / "current/manifest.sha256"
    assert remembered.read_text().endswith("  manage.py\n")
    assert remembered.stat().st_mode & 0o022 == 0
    assert machine.called().count("useradd") == 1
    units = [path for path in machine.root.rglob("*") if "check_links" in str(path)]
    assert "SuccessExitStatus=1" in next(path.read_text() for path in units if path.is_file())


def test_no_variable_of_a_template_is_left_unfilled(machine):
    left = {path: re.findall("@[A-Z_]+@", text) for path, text in state_of(machine).items()}
    assert {path: names for path, names in left.items() if names} == {}


def test_running_it_again_changes_nothing_and_asks_nothing(machine):
    addresses = machine.root / "etc/nginx/cong/addresses.conf"
    addresses.write_text(addresses.read_text() + "# the operator's own line\n")
    before, release, called = state_of(machine), machine.release(), len(machine.called())
    again = machine.run("install.sh")
    assert again.returncode == 0, again.stdout
    assert state_of(machine) == before
    assert machine.release() == release
    assert "apt-get" not in machine.called()[called:]
    assert "useradd" not in machine.called()[called:]
    assert "createsuperuser" in again.stdout
    assert "CHƯA CÓ CHỨNG THƯ THẬT" in again.stdout


def test_a_certificate_takes_the_place_of_the_first_one(machine):
    live = machine.state / "authority/live" / DOMAIN
    tls = machine.root / "etc/cong/tls"
    shutil.copytree(tls, live)
    done = machine.run("install.sh")
    assert done.returncode == 0, done.stdout
    assert "CHƯA CÓ" not in done.stdout
    name = machine.root / f"etc/letsencrypt/live/{DOMAIN}/fullchain.pem"
    assert (tls / "fullchain.pem").readlink() == name
    assert machine.ask("/").status == 200


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"DOMAIN": ""}, "DOMAIN phải là"),
        ({"DOMAIN": "a.example;}"}, "DOMAIN phải là"),
        ({"DOMAIN": "a.example\nb"}, "DOMAIN phải là"),
        ({"DOMAIN": "A.example"}, "DOMAIN phải là"),
        ({"EMAIL": "a b@c"}, "EMAIL"),
        ({"DATABASE": "mysql://x"}, "DATABASE phải là"),
        ({"HTTP_PORT": "80; x"}, "số cổng mạng"),
        ({"BIND": "0.0.0.0; x"}, "BIND"),
        ({"ROLE": "node"}, "NODE_LISTEN"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_before_anything_is_done(bare, variables, said):
    done = bare.install(**variables)
    assert done.returncode == 1
    assert said in done.stdout
    assert not (bare.root / "srv").exists()
    assert bare.called() == ""


def test_postgresql_of_this_machine_needs_no_password(bare):
    bare.install(DATABASE="postgres", CERTBOT="no")
    env = (bare.prefix / "shared/.env").read_text()
    assert "DATABASE_URL=postgres://cong@//var/run/postgresql/cong\n" in env
    assert "-- createdb --owner=cong" in bare.called()
    assert "-- createuser" not in bare.called()  # it was there
    assert re.search("apt-get install .* postgresql", bare.called())
    assert not (bare.prefix / "current").is_symlink()  # so that the next run tries again


def test_a_machine_that_only_runs_the_application_answers_those_in_front_alone(bare):
    (bare.source / "broken").unlink()
    address = f"127.0.0.1:{bare.http}"
    done = bare.install(ROLE="node", NODE_LISTEN=address, FRONTS="127.0.0.1")
    assert done.returncode == 0, done.stdout
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
    # A worker of nginx from before the last reload may still answer, who knows of no application.
    answers = (bare.ask("/", headers=told, https=False) for _ in range(200))
    answer = next(found for found in answers if found.status == 200)
    assert '"HTTP_X_FORWARDED_FOR": "203.0.113.7"' in answer.text
    assert f'"HTTP_HOST": "{DOMAIN}"' in answer.text
    assert "cong-nightly@" not in bare.called()
    assert bare.ask("/", https=False, source="127.0.0.9").status == 403


def test_the_commands_that_stand_in_for_the_machines_own_are_found_first(machine):
    found = subprocess.run(
        ["sh", "-c", f"command -v {' '.join(FAKES)} systemctl"],
        env=machine.environment(),
        capture_output=True,
        text=True,
    ).stdout.split()
    assert {path.rpartition("/")[0] for path in found} == {f"{machine.root}/bin"}
