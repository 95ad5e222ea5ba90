"""Takes pictures in a process of its own; says how many, and what memory it took at most."""

import os
import re
import sys
from pathlib import Path

os.environ.update(DEBUG="True", SECRET_KEY="x", DJANGO_SETTINGS_MODULE="portal.settings")

import django

django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 -- the settings first

from portal.core.media import pictures, renditions  # noqa: E402


def main() -> None:
    import portal.urls  # noqa: F401 -- all that a process of the portal has loaded

    get_wsgi_application()
    count = 0
    for name in sys.argv[1:]:
        with Path(name).open("rb") as file:
            _, picture = pictures.reencode(file)
        if picture.height == pictures.MAX_HEIGHT:  # no other's renditions take as much
            renditions.make_all(picture)
        count += 1
    print(count, peak())  # noqa: T201


def peak() -> int:
    """Return megabytes; `getrusage` would count the process by which this one was started."""
    status = Path("/proc/self/status").read_text("ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) // 1024 if found else 0


if __name__ == "__main__":
    main()
