"""The command `coulisse`. Starts fast: a command's module is imported when that command is chosen."""

import argparse
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from typing import Final

from coulisse import __version__
from coulisse.house.outcome import Refused, print_json

COMMANDS: Final = {
    "demo": "set the sample house up and open it",
    "serve": "serve the house to browsers",
    "worker": "deliver facts, send letters and run jobs",
    "migrate": "bring the database to this version",
    "doctor": "say what is well, what is not, and how to mend it",
    "backup": "write the database and the documents to one file",
    "restore": "fill an empty house from such a file",
    "split": "share an amount out to the cent",
    "script": "read a screenplay (Fountain, FDX)",
    "schedule": "order scenes so that actors wait little",
    "budget": "compute a budget to the cent",
    "calendar": "read an iCalendar file",
    "grid": "read a programme grid (XMLTV)",
    "mail": "read mails",
    "triage": "sort messages: language, family, tone and topic",
    "post": "measure posts: length, links and limits, by network",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Exit status: 0 done, 1 refused or unreadable, 2 wrong usage. Never a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    chosen = next((word for word in given if not word.startswith("-")), "")
    parser = _parser(chosen if chosen in COMMANDS else "")
    options = parser.parse_args(given)
    if not options.command:
        parser.print_help()
        return 2
    return _guarded(options)


def _guarded(options: argparse.Namespace) -> int:
    signal.signal(signal.SIGTERM, _leave_in_order)
    try:
        status: int = _module(options.command).run(options)
    except Refused as refused:
        return _say(refused, as_json=options.json)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if os.environ.get("COULISSE_DEBUG") == "1":
            raise
        unexpected = Refused("unexpected", f"{type(error).__name__}: {error}", options.command)
        return _say(unexpected, as_json=options.json)
    return status


def _leave_in_order(signal_number: int, frame: object) -> None:
    """Told to stop: unwind, so that whoever leaves last stops the embedded database."""
    raise SystemExit(128 + signal_number)


def _module(command: str):  # type: ignore[no-untyped-def]
    return importlib.import_module(f"coulisse.house.commands.{command}")


def _parser(chosen: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="coulisse", description="The production and audience office.")
    parser.add_argument("--version", action="version", version=f"coulisse {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, purpose in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=purpose, description=purpose.capitalize() + ".")
        subparser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")
        if name == chosen:
            _module(name).arguments(subparser)
    return parser


def _say(refused: Refused, *, as_json: bool) -> int:
    print(refused.message, file=sys.stderr)
    if as_json:
        print_json({"error": {"code": refused.code, "message": refused.message, "where": refused.where}})
    return 1
