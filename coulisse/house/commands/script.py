"""`coulisse script read FILE`: the scenes of a screenplay (Fountain or FDX); `plan`: a first plan of its shoot."""

import argparse
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coulisse.engines.screenplay import Doubt, Scene, paginate, scenes_of
from coulisse.formats.manuscript import read_manuscript
from coulisse.formats.problems import ProblemJson, Unreadable, as_json, problem
from coulisse.house.outcome import Refused, print_json
from coulisse.house.reading import read_and_print
from coulisse.house.source import read_source
from coulisse.kernel.eighths import Eighths
from coulisse.kernel.emphasis import plain
from coulisse.kernel.language import SPOKEN, Language
from coulisse.kernel.screenplay import Manuscript
from coulisse.kernel.times import to_brussels

if TYPE_CHECKING:
    from coulisse.house.planning import Plan, Written

EIGHTHS_A_DAY: Final = 28
"""Three pages and a half; a house has the same on its boards."""
MOST_EIGHTHS: Final = 800
"""A hundred pages a day: beyond it is a slip."""
MOST_PLACES: Final = 6
YEARS: Final = range(1900, 2200)


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    read = verbs.add_parser("read", help="list the scenes of a screenplay (.fountain, .fdx)")
    read.add_argument("file", help="a file, or - for standard input")
    # Said of the command already; suppressed, it leaves what was said there alone.
    read.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON document")
    _plan_arguments(verbs.add_parser("plan", help="breakdown, first board, day out of days and first call sheet"))


def _plan_arguments(plan: argparse.ArgumentParser) -> None:
    plan.add_argument("file", help="a screenplay (.fountain, .fdx), or - for standard input")
    plan.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder that gets the files")
    plan.add_argument(
        "--language",
        choices=[str(language) for language in SPOKEN],
        default=str(Language.FR),
        help="of the papers and of the names of their files (fr)",
    )
    plan.add_argument(
        "--from",
        dest="first_day",
        type=_day,
        metavar="DATE",
        help="the first day of shooting, as 2027-03-01 (next Monday); "
        "Saturdays, Sundays and legal holidays of Belgium are left out",
    )
    plan.add_argument(
        "--eighths-per-day",
        type=_eighths,
        default=EIGHTHS_A_DAY,
        metavar="N",
        help=f"the most that is laid on a day, in eighths of a page ({EIGHTHS_A_DAY}: three pages and a half)",
    )
    plan.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="print one JSON document")


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2027-03-01") from error
    if day.year not in YEARS:
        raise argparse.ArgumentTypeError(f"{text} is before {YEARS[0]} or after {YEARS[-1]}")
    return day


def _eighths(text: str) -> int:
    count = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
    if not 1 <= count <= MOST_EIGHTHS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of eighths from 1 to {MOST_EIGHTHS}")
    return count


def run(options: argparse.Namespace) -> int:
    return VERBS[options.verb](options)


def _read(options: argparse.Namespace) -> int:
    return read_and_print(options, _document, _lines)


def _plan(options: argparse.Namespace) -> int:
    # The typesetter and the spreadsheet writer take their time to load, and `read` needs neither.
    from coulisse.house.planning import papers_of

    plan = _planned(options)
    written = _written(options, papers_of(plan, options.language))
    document = _plan_document(plan, written, options.out)
    if options.json:
        print_json(document)
    else:
        print("\n".join(_plan_lines(document)))
    return 0


VERBS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {"read": _read, "plan": _plan}


def _document(content: bytes) -> dict[str, Any]:
    reading = read_manuscript(content)
    scenes = scenes_of(reading.records, paginate(reading.records))
    doubts = [_doubt(doubt, position) for position, scene in enumerate(scenes, 1) for doubt in scene.doubts]
    nothing = [] if scenes else [as_json(problem("no-scene"))]
    return {
        "title": _title(reading.records),
        "scenes": [_scene(scene) for scene in scenes],
        "warnings": [*(as_json(found) for found in reading.problems), *nothing, *doubts],
    }


def _title(manuscript: Manuscript) -> str:
    return " ".join(plain(line) for line in manuscript.entry("title", "titre", "titel"))


def _scene(scene: Scene) -> dict[str, Any]:
    return {
        "number": scene.number,
        "heading": scene.heading,
        "int_ext": str(scene.int_ext),
        "set": scene.set,
        "time": scene.time,
        "eighths": scene.eighths,
        "characters": list(scene.characters),
    }


def _doubt(doubt: Doubt, position: int) -> ProblemJson:
    return {"code": doubt.code, "where": f"scene {position}", "detail": {"heading": doubt.heading}}


def _lines(document: dict[str, Any]) -> list[str]:
    title = [document["title"]] if document["title"] else []
    warnings = [f"! {warning['code']} {warning['where']}" for warning in document["warnings"]]
    return [*title, *(_line(scene) for scene in document["scenes"]), *warnings]


def _line(scene: dict[str, Any]) -> str:
    place = " – ".join(part for part in (scene["set"], scene["time"]) if part)
    length = str(Eighths(scene["eighths"]))
    people = ", ".join(scene["characters"])
    return f"{scene['number'] or '–':>5}  {scene['int_ext']:7}  {length:>6}  {place}  {people}".rstrip()


# ---- plan ---------------------------------------------------------------------------------------------------


def _planned(options: argparse.Namespace) -> "Plan":
    from coulisse.house.planning import WORDS, NothingToShoot, Terms, plan_of

    at = to_brussels(datetime.now(UTC)).replace(microsecond=0)
    name = Path(options.file).stem.translate(str.maketrans("_-", "  ")).strip()
    untitled = name or WORDS[options.language]["untitled"]
    terms = Terms(options.first_day or _next_monday(at.date()), at, untitled, options.eighths_per_day)
    content = read_source(options.file)
    try:
        return plan_of(read_manuscript(content), terms)
    except Unreadable as error:
        place = ":".join(part for part in (options.file, str(error.where)) if part)
        raise Refused(error.code, f"{place}: this file cannot be read ({error.code})", place) from error
    except NothingToShoot as error:
        message = f"{options.file}: no scene to shoot: no heading such as « INT. CUISINE - JOUR » was found"
        raise Refused("no-scene", message, options.file) from error


def _next_monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _written(options: argparse.Namespace, files: "dict[str, bytes]") -> "list[Written]":
    from coulisse.house.planning import WouldReplaceTheScript, write_files

    script = None if options.file == "-" else Path(options.file)
    try:
        return write_files(options.out, files, script=script)
    except WouldReplaceTheScript as error:
        message = f"{options.file}: the plan would write over this very file; give another folder with --out"
        raise Refused("would-replace-the-script", message, options.file) from error
    except OSError as error:
        place = str(error.filename or options.out)
        message = f"{options.out}: the files cannot be written there ({error.strerror}: {place})"
        raise Refused("unwritable", message, str(options.out)) from error


def _plan_document(plan: "Plan", written: "list[Written]", folder: Path) -> dict[str, Any]:
    return {
        "title": plan.title,
        "out": str(folder),
        "first_day": plan.days[0].date.isoformat(),
        "last_day": plan.days[-1].date.isoformat(),
        "counts": {
            "scenes": len(plan.scenes),
            "roles": len(plan.roles),
            "elements": len(plan.elements),
            "days": len(plan.days),
            "eighths": plan.eighths,
        },
        "files": [{"file": one.file, "bytes": one.size, "replaced": one.replaced} for one in written],
        "warnings": list(plan.warnings),
    }


def _plan_lines(document: dict[str, Any]) -> list[str]:
    counts = document["counts"]
    pages = str(Eighths(counts["eighths"]))
    return [
        document["title"],
        f"{_counted(counts['scenes'], 'scene')}, {pages} pages, {_counted(counts['roles'], 'role')}, "
        f"{_counted(counts['elements'], 'element')}: {_counted(counts['days'], 'day')} "
        f"from {document['first_day']} to {document['last_day']}",
        f"In {document['out']}:",
        *(f"  {one['file']}{' (replaced)' if one['replaced'] else ''}" for one in document["files"]),
        *_by_code(document["warnings"]),
    ]


def _by_code(warnings: list[ProblemJson]) -> list[str]:
    """A line for each kind of warning, with its first places: a script without scene numbers has one a scene."""
    places: dict[str, list[str]] = {}
    for warning in warnings:
        places.setdefault(warning["code"], []).append(warning["where"])
    return [f"! {code} {_some(found)}".rstrip() for code, found in places.items()]


def _some(places: list[str]) -> str:
    rest = len(places) - MOST_PLACES
    return ", ".join(places[:MOST_PLACES]) + (f" and {rest} more" if rest > 0 else "")


def _counted(count: int, one: str) -> str:
    """`1 day`, `2 days`."""
    return f"{count} {one}" if count == 1 else f"{count} {one}s"
