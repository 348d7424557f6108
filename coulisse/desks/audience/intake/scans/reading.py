"""Reading the sheets of a letter: drawn in the darkroom, read by tesseract where this machine has it.

Both work on files of strangers: in processes of their own, with a limit of time and memory. A PDF that carries its
words is not read again.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from coulisse.foundation.documents.darkroom.develop import draw, order
from coulisse.foundation.documents.darkroom.trouble import Trouble, Troubled

WANTED: Final = ("fra", "nld", "eng")
PDF: Final = "application/pdf"
PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/webp"})
SIDE: Final = 2400
"""Pixels of the longer side: some 200 to the inch on an A4."""
PATIENCE: Final = 90
MEMORY: Final = 2_000_000_000
MOST_SHEETS: Final = 40
MOST_SIGNS: Final = 20_000
"""Of one sheet."""
WORDS_OF_A_SHEET: Final = 40
"""Letters on average from which a PDF is taken at its word."""


CONFINE: Final = """
import os, resource, sys
memory, seconds = int(sys.argv[1]), int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
os.execv(sys.argv[3], sys.argv[3:])
"""


class NotHere(Exception):
    """This machine has no tesseract, or none of the languages."""


def languages() -> tuple[str, ...]:
    """Those of the wanted languages that tesseract reads here; none where it is not installed."""
    program = shutil.which("tesseract")
    return _languages(program) if program is not None else ()


@lru_cache(maxsize=4)
def _languages(program: str) -> tuple[str, ...]:
    try:
        told = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False, env=_environment()
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    known = set(told.stdout.split()) | set(told.stderr.split())
    return tuple(code for code in WANTED if code in known)


def can_read(media_type: str) -> bool:
    return media_type == PDF or media_type in PICTURES


def opened(path: Path, media_type: str) -> tuple[int, str]:
    """How many sheets a file has, and the words that a PDF carries itself. Raises `Troubled`."""
    if media_type != PDF:
        return 1, ""
    answer = order("read", path)
    pages, text = int(answer["pages"]), str(answer["text"]).strip()
    carried = text if len(text) >= WORDS_OF_A_SHEET * min(pages, MOST_SHEETS) else ""
    return min(pages, MOST_SHEETS), carried


def read_sheet(path: Path, media_type: str, number: int, spoken: Sequence[str] | None = None) -> str:
    """The words of one sheet, from 1. Raises `Troubled`, `NotHere`."""
    program, known = shutil.which("tesseract"), languages()
    if program is None or not known:
        raise NotHere
    with TemporaryDirectory(prefix="coulisse-letter-") as folder:
        drawn = path
        if media_type == PDF:
            drawn = draw("page", path, Path(folder) / "page.webp", side=SIDE, number=number)
        plain = draw("picture", drawn, Path(folder) / "sheet.png", side=SIDE, form="PNG")
        return _tesseract(program, plain, [one for one in spoken or known if one in known] or list(known))


def _tesseract(program: str, picture: Path, spoken: Sequence[str]) -> str:
    """In a process that bounds itself before it becomes tesseract."""
    asked = [program, str(picture), "stdout", "-l", "+".join(spoken), "--psm", "3"]
    command = [sys.executable, "-I", "-c", CONFINE, str(MEMORY), str(PATIENCE), *asked]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=PATIENCE, check=False, cwd="/", env=_environment()
        )
    except subprocess.TimeoutExpired:
        raise Troubled(Trouble.TOO_SLOW) from None
    if done.returncode != 0:
        raise Troubled(Trouble.BROKEN)
    text = done.stdout.decode("utf-8", "replace").replace("\x00", "").replace("\x0c", "")
    lines = [line.rstrip() for line in text.splitlines()]
    return "\n".join(lines).strip()[:MOST_SIGNS]


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TESSDATA_PREFIX", "TMPDIR") if name in os.environ}
    return {**kept, "OMP_THREAD_LIMIT": "1"}
