"""Two nodes behind one nginx: one may die, or be given a rest."""

import shutil
from collections.abc import Iterator

import pytest

from tests.deploy.machine import Machine
from tests.deploy.readers import asking, releases, statuses, wait

pytestmark = pytest.mark.servers


@pytest.fixture
def second(machine: Machine) -> Iterator[str]:
    """The line of nodes.conf for a second node, which runs."""
    nodes = machine.root / "etc/nginx/cong/nodes.conf"
    before = nodes.read_text()
    folder = machine.prefix / "releases"
    shutil.copytree(folder / machine.release(), folder / "second", symlinks=True)
    machine.start("second")
    yield f"server unix:{machine.root}/run/cong/second.sock max_fails=3 fail_timeout=5s"
    nodes.write_text(before)
    machine.systemctl("reload", "nginx")
    machine.systemctl("stop", "cong@second.service")
    shutil.rmtree(folder / "second")


def test_a_node_may_be_killed_and_another_given_a_rest_without_a_reader_noticing(machine, second):
    nodes = machine.root / "etc/nginx/cong/nodes.conf"
    first = machine.release()
    with asking(machine) as answers:
        nodes.write_text(f"{second};")
        machine.systemctl("reload", "nginx")
        wait(answers, lambda answer: '"second"' in answer.text)
        machine.kill("second")
        wait(answers, lambda answer: f'"{first}"' in answer.text)
        machine.start("second")
        nodes.write_text(f"{second} down;")
        machine.systemctl("reload", "nginx")
        wait(answers, lambda answer: f'"{first}"' in answer.text)
    assert statuses(answers) == {200}
    assert releases(answers) == {first, "second"}
    with asking(machine) as rested:
        wait(rested, lambda answer: f'"{first}"' in answer.text)
    assert releases(rested) == {first}
