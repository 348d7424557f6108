"""Translations: extract the words of each Django app, and say what French and Dutch still lack.

python tools/words.py extract [ROOM …]   rewrite the catalogues from the sources (needs GNU gettext)
python tools/words.py check              fail if a catalogue is stale, incomplete or fuzzy
python tools/words.py compile            .po to .mo (pure Python)
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "nl")


def rooms(chosen: list[str]) -> list[Path]:
    """The folders that hold words: every Django app with templates or a locale folder."""
    found = sorted({path.parent for path in (ROOT / "coulisse").rglob("apps.py")})
    return [room for room in found if not chosen or room.name in chosen]


def extract(room: Path) -> None:
    for language in LANGUAGES:
        (room / "locale" / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "django", "makemessages", "--no-location", "--no-wrap", "--no-obsolete"]
    for language in LANGUAGES:
        command += ["-l", language]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run(command, cwd=room, check=True, capture_output=True, env=environment)
    for language in LANGUAGES:
        tidy(room / "locale" / language / "LC_MESSAGES" / "django.po", language)


def tidy(path: Path, language: str) -> None:
    """Drop the header lines that change with the clock or the machine, and name the language.

    Babel drops the plural rule of a catalogue that does not say its language.
    """
    if not path.exists():
        return
    unstable = (
        '"POT-Creation-Date',
        '"PO-Revision-Date',
        '"Last-Translator',
        '"Language-Team',
        '"Report-Msgid',
    )
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith(unstable)]
    lines = [
        line
        for line in lines
        if not (line.startswith("#") and "python-format" not in line and "fuzzy" not in line)
    ]
    text = "\n".join(lines).strip("\n") + "\n"
    text = text.removeprefix("#, fuzzy\n").replace('"Language: \\n"', f'"Language: {language}\\n"', 1)
    path.write_text(text, "utf-8")


def catalogue(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def check(rooms_: list[Path]) -> list[str]:
    """What is missing, one line each."""
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for room in rooms_:
            copy = Path(folder) / room.relative_to(ROOT)
            shutil.copytree(room, copy)
            extract(copy)
            for language in LANGUAGES:
                faults += faults_of(room, copy, language)
    return faults


def faults_of(room: Path, fresh_room: Path, language: str) -> list[str]:
    relative = Path("locale") / language / "LC_MESSAGES" / "django.po"
    name = f"{room.relative_to(ROOT)}/{relative}"
    if not (fresh_room / relative).exists():
        return []
    fresh = catalogue(fresh_room / relative, language)
    stored = catalogue(room / relative, language) if (room / relative).exists() else Catalog(locale=language)
    faults = []
    for message in fresh:
        if not message.id:
            continue
        kept = stored.get(message.id, message.context)
        words = kept.string if kept else ""
        texts = words if isinstance(words, tuple | list) else (words,)
        if kept is None or not all(texts):
            faults.append(f"{name}: no words for {message.id!r}")
        elif kept.fuzzy:
            faults.append(f"{name}: fuzzy {message.id!r}")
    known = {(message.id, message.context) for message in fresh}
    faults += [
        f"{name}: no source any more for {one.id!r}"
        for one in stored
        if one.id and (one.id, one.context) not in known
    ]
    return faults


def compile_all(rooms_: list[Path]) -> None:
    for room in rooms_:
        for language in LANGUAGES:
            source = room / "locale" / language / "LC_MESSAGES" / "django.po"
            target = source.with_suffix(".mo")
            if source.exists() and (not target.exists() or target.stat().st_mtime < source.stat().st_mtime):
                with target.open("wb") as file:
                    write_mo(file, catalogue(source, language))


def main(arguments: list[str]) -> int:
    verb, chosen = (arguments[0] if arguments else "check"), rooms(arguments[1:])
    if verb == "extract":
        for room in chosen:
            extract(room)
        compile_all(chosen)
    elif verb == "compile":
        compile_all(chosen)
    else:
        faults = check(chosen)
        print("\n".join(faults) or f"The words of {len(chosen)} rooms are complete in French and Dutch.")
        return 1 if faults else 0
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
