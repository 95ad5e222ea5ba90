"""A process that takes uploads stays under 300 MB, whatever is uploaded."""

import subprocess
import sys

import pytest

from tests.core.uploads import costly

MOST = 300


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="reads the peak from /proc, which only Linux has"
)
def test_the_dearest_pictures_are_taken_within_300_mb(tmp_path, settings):
    names = costly.write_all(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "tests.core.uploads.measured", *names],
        capture_output=True,
        text=True,
        check=True,
        cwd=settings.BASE_DIR,
    )
    taken, peak = done.stdout.split()
    assert int(taken) == len(names)
    assert int(peak) < MOST
