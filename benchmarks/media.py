"""How long uploads take, what memory they need, and what readers download; see README.md.

python benchmarks/media.py [--rounds 5]
"""

import argparse
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image, ImageChops  # noqa: E402 -- run as a program

PICTURES = {
    "12 MP, JPEG": ((4032, 3024), "12.jpg", {"quality": 92}),
    "12 MP, progressive JPEG": ((4032, 3024), "12p.jpg", {"quality": 92, "progressive": True}),
    "48 MP, JPEG": ((8064, 6048), "48.jpg", {"quality": 80}),
    "2 MP, PNG": ((1920, 1080), "2.png", {}),
    "8 MP, WebP": ((3840, 2160), "8.webp", {"quality": 85, "method": 0}),
}
GOAL = 300
"""Megabytes under which a process that takes uploads must stay."""


def photograph(size: tuple[int, int]) -> Image.Image:
    """Return a picture with large shapes, fine detail and the grain of a camera.

    It weighs what a photograph of its size weighs: 12 megapixels about 4 MB.
    """
    picture = Image.effect_noise((12, 9), 90).resize(size, Image.Resampling.BICUBIC)
    for wide, strength in ((60, 0.4), (300, 0.25), (1200, 0.15)):
        shapes = Image.effect_noise((wide, wide * 3 // 4), 80)
        picture = Image.blend(picture, shapes.resize(size, Image.Resampling.BICUBIC), strength)
    grain = Image.blend(picture, Image.effect_noise(size, 40), 0.12)
    return Image.merge("RGB", (grain, picture, ImageChops.invert(grain)))


def main() -> None:
    options = arguments()
    if options.worker:
        print(json.dumps(WORK[options.worker](options.rounds, options.paths)))
        return
    with tempfile.TemporaryDirectory(prefix="cong-benchmark-") as name:
        folder = Path(name)
        print(f"| upload | s, median | s, best | peak MB |\n|{'---|' * 4}")
        for what, (size, file, settings) in PICTURES.items():
            photograph(size).save(folder / file, **settings)
            measured = ask("upload", folder, options.rounds, [folder / file])
            print(row(what, measured["seconds"], measured["peak"]), flush=True)
            if file == "12.jpg":
                weights = weights_of(measured)
        hostile = write_corpus(folder)
        print(row("hostile files, each", *corpus(folder, hostile)))
        seconds = ask("document", folder, options.rounds, [])["seconds"]
        print(row("PDF of 100 pages", seconds, None), f"\n\n{weights}", sep="")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="uploads of each file")
    parser.add_argument("--worker", choices=WORK, help=argparse.SUPPRESS)
    parser.add_argument("paths", nargs="*", help=argparse.SUPPRESS)
    return parser.parse_args()


def row(what: str, seconds: list[float], peak: int | None) -> str:
    memory = "–" if peak is None else f"**{peak}**" if peak >= GOAL else f"{peak}"
    return f"| {what} | {median(seconds):.2f} | {min(seconds):.2f} | {memory} |"


def weights_of(measured: dict[str, Any]) -> str:
    """Return what readers download of one picture, beside what was uploaded."""
    original = measured["original"]
    lines = [f"| width | WebP KB | AVIF KB | of {original / 1000:,.0f} KB |", f"|{'---|' * 4}"]
    for width in sorted({int(name.split(".")[0]) for name in measured["weights"]}):
        webp, avif = (measured["weights"].get(f"{width}.{kind}", 0) for kind in ("webp", "avif"))
        part = f"{webp / original:.1%}, {avif / original:.1%}"
        lines.append(f"| {width} | {webp / 1000:.0f} | {avif / 1000:.0f} | {part} |")
    return "\n".join([*lines, f"| kept | {measured['kept'] / 1000:.0f} KB in the first format ||"])


def write_corpus(folder: Path) -> list[Path]:
    """Write the hostile pictures of the tests, so that making them costs another process."""
    os.environ.update(_environment(folder))
    import django

    django.setup()
    from tests.core.uploads import no_pictures, pictures

    made = no_pictures.NO_PICTURE | no_pictures.TOO_LARGE | no_pictures.TOO_COSTLY
    paths = []
    for number, make in enumerate((made | pictures.HARMLESS).values()):
        path = folder / f"{number}.bin"
        path.write_bytes(make())
        paths.append(path)
    return paths


def corpus(folder: Path, paths: list[Path]) -> tuple[list[float], int]:
    measured = ask("hostile", folder, 1, paths)
    return measured["seconds"], measured["peak"]


def ask(work: str, folder: Path, rounds: int, paths: list[Path]) -> dict[str, Any]:
    """Let a process of its own do the work, and return what it has measured."""
    command = [sys.executable, __file__, "--worker", work, "--rounds", str(rounds)]
    done = subprocess.run(
        [*command, *map(str, paths)],
        check=True,
        stdout=subprocess.PIPE,
        env=os.environ | _environment(folder),
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _environment(folder: Path) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DEBUG": "True",
        "DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
    }


def upload(rounds: int, paths: list[str]) -> dict[str, Any]:
    """Send one file through the library's view, again and again; the last byte makes it new."""
    browser = _signed_in()
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.urls import reverse

    data = Path(paths[0]).read_bytes()
    seconds = []
    for number in range(rounds):
        file = SimpleUploadedFile("anh.jpg", data + bytes([number]))
        begin = time.perf_counter()
        answer = browser.post(reverse("admin:media_upload"), {"file": file})
        seconds.append(time.perf_counter() - begin)
        if answer.status_code != 201:
            sys.exit(answer.text)
    return {"seconds": seconds, "peak": peak(), "original": len(data), **_stored()}


def _stored() -> dict[str, Any]:
    from portal.core.media.models import Image as Row

    path = Path(Row.objects.latest("pk").file.path)
    made = path.parent.glob(f"{path.stem}-*")
    weights = {each.name.rsplit("-", 1)[1]: each.stat().st_size for each in made}
    return {"kept": path.stat().st_size, "weights": weights}


def hostile(rounds: int, paths: list[str]) -> dict[str, Any]:
    """Take or refuse every file once."""
    browser = _signed_in()
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.urls import reverse

    seconds = []
    for path in paths:
        file = SimpleUploadedFile("anh.jpg", Path(path).read_bytes())
        begin = time.perf_counter()
        answer = browser.post(reverse("admin:media_upload"), {"file": file})
        seconds.append(time.perf_counter() - begin)
        if answer.status_code not in {200, 201, 400}:
            sys.exit(f"{path}: {answer.status_code}")
    return {"seconds": seconds, "peak": peak()}


def document(rounds: int, paths: list[str]) -> dict[str, Any]:
    """Read a PDF of a hundred full pages as an upload is read."""
    import django

    django.setup()
    from portal.core.media.documents import inspect
    from tests.core.papers import paper, pdf

    content = pdf(*["Uy ban nhan dan thanh pho Minh Giang " * 60] * 100)
    seconds = []
    for _ in range(rounds):
        begin = time.perf_counter()
        inspect(paper(content), "a.pdf")
        seconds.append(time.perf_counter() - begin)
    return {"seconds": seconds}


def _signed_in() -> Any:
    """Return a browser of somebody who may upload, in a portal that has answered once."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from tests.factories import make_superuser

    logging.getLogger("django.request").setLevel(logging.ERROR)  # refusals are wanted
    call_command("migrate", verbosity=0)
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(make_superuser(username=f"do-{os.getpid()}"))
    browser.get("/")
    return browser


def peak() -> int:
    """Return the most megabytes that this process has had, with all that a worker loads."""
    status = Path("/proc/self/status").read_text("ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) // 1024 if found else 0


WORK: dict[str, Callable[[int, list[str]], dict[str, Any]]] = {
    "upload": upload,
    "hostile": hostile,
    "document": document,
}

if __name__ == "__main__":
    main()
