"""What the files of deploy/ say of each other and of the portal."""

import re
import subprocess
from glob import glob
from pathlib import Path

import pytest
from django.core.management import get_commands

from portal.core.doctor.timed import timed_commands
from tests.deploy.machine import DEPLOY, REPOSITORY, Machine, make_source

SCRIPTS = sorted(DEPLOY.glob("*.sh"))
COMPOSE = (DEPLOY / "compose.yaml").read_text()
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()


def test_every_command_that_a_timer_calls_exists():
    text = (DEPLOY / "install.sh").read_text()
    called = re.findall(r"cong-\w+@(\w+)\.timer", text) + re.findall(r"timer '(\w+)", text)
    assert len(called) >= 8
    assert set(called) - set(get_commands()) == set()


def test_every_timer_has_an_hour_of_vietnam_and_calls_the_task_of_its_name():
    timers = sorted((DEPLOY / "systemd").glob("*.timer"))
    assert len(timers) == 4
    for timer in timers:
        text = timer.read_text()
        assert "Unit=cong-task@%i.service" in text
        assert re.search(r"^OnCalendar=(\*:0/5|.* Asia/Ho_Chi_Minh)$", text, re.MULTILINE)


HOURS = {
    r"\*/5 \* \* \* \*": "frequently",
    r"\d+ [1-4] \* \* \*": "nightly",
    r"\d+ 4 \* \* 0": "weekly",
    r"\d+ 4 1 \* \*": "monthly",
}


def test_containers_have_their_commands_run_as_often():
    text = (DEPLOY / "crontab").read_text()
    lines = re.findall(r"^([*\d].*) root \$CONG (.+)$", text, re.MULTILINE)
    assert len(lines) == len(re.findall("^[*0-9]", text, re.MULTILINE))
    often = {
        command: next(name for hours, name in HOURS.items() if re.fullmatch(hours, when))
        for when, command in lines
    }
    assert often == timed_commands()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_script_can_be_read(script: Path):
    read = subprocess.run(["bash", "-n", script], capture_output=True, text=True)
    assert (read.returncode, read.stderr) == (0, "")
    if script.name not in {"lib.sh", "nginx.sh"}:
        assert script.stat().st_mode & 0o111
        assert "set -euo pipefail" in script.read_text()


def test_the_images_are_made_of_what_is_there():
    stages = set(re.findall(r"^FROM \S+ AS (\w+)$", DOCKERFILE, re.MULTILINE))
    assert set(re.findall(r"target: (\w+)", COMPOSE)) == stages == {"app", "web"}
    sources = re.findall(r"^COPY (?!--from)(\S+) ", DOCKERFILE, re.MULTILINE)
    assert [name for name in sources if not glob(str(REPOSITORY / name))] == []
    assert [(REPOSITORY / name).exists() for name in re.findall(r"bash /opt/(\S+)", DOCKERFILE)]


def test_the_containers_wait_for_containers_that_exist():
    assert "\t" not in COMPOSE
    services = COMPOSE.partition("\nservices:\n")[2].partition("\nvolumes:\n")[0]
    names = set(re.findall(r"^  (\w+):$", services, re.MULTILINE))
    waited = re.findall(r"^      (\w+):\n        condition:", services, re.MULTILINE)
    assert names == {"database", "valkey", "migrate", "app", "web"}
    assert set(waited) <= names
    (trusted,) = re.findall(r"TRUSTED_PROXIES: (\S+)", COMPOSE)
    assert f"ipv4_address: {trusted}" in COMPOSE


@pytest.mark.servers
def test_nginx_of_the_image_reads_its_files(tmp_path):
    machine = Machine(tmp_path / "root", make_source(tmp_path / "source"))
    answers = {"DOMAIN": "minhgiang.example www.minhgiang.example", "NODES": "127.0.0.1:8000"}
    made = machine.run("image.sh", **answers)
    assert made.returncode == 0, made.stdout
    tls = machine.root / "etc/cong/tls"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=x"
    )
    files = [
        "-subj",
        "/CN=x",
        "-keyout",
        str(tls / "privkey.pem"),
        "-out",
        str(tls / "fullchain.pem"),
    ]
    subprocess.run([*command.split(), *files], check=True, capture_output=True)
    configuration = machine.root / "etc/nginx/nginx.conf"
    read = subprocess.run(
        ["nginx", "-t", "-c", configuration],
        env=machine.environment(),
        capture_output=True,
        text=True,
    )
    assert read.returncode == 0, read.stderr
    assert (
        "server_name minhgiang.example www.minhgiang.example;"
        in (machine.root / "etc/nginx/sites-available/cong").read_text()
    )


def test_the_timers_are_those_that_applications_ask_for():
    """The doctor tells of a timed command that has not run; of one without a timer for ever."""
    text = (DEPLOY / "install.sh").read_text()
    plain = re.findall(r"cong-(\w+)@(\w+)\.timer", text)
    escaped = re.findall(r"--template=cong-(\w+)@\.timer '([^']+)'", text)
    timers = [(command, period) for period, command in (*plain, *escaped)]
    assert len(timers) == len(set(timers))
    assert dict(timers) == timed_commands()
