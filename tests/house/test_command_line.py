"""The command line: its shape, its exit statuses, one JSON document, and never a traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coulisse.house.command_line import COMMANDS, main

EMBEDDED = {"COULISSE_DATABASE_URL": "", "COULISSE_POOL": "1"}
ICS = b"""BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20270316T071000
SUMMARY:Briefing\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"""


def run(*arguments: str, given: bytes = b"", home: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "coulisse", *arguments],
        input=given,
        capture_output=True,
        check=False,
        env={**os.environ, **({"COULISSE_HOME": str(home), **EMBEDDED} if home else {})},
    )


def test_every_command_of_the_list_has_its_module(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        with pytest.raises(SystemExit) as left:
            main([name, "--help"])
        assert left.value.code == 0
        assert name in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["120.05", "51", "34", "15"], ["61.22", "40.82", "18.01"]),
        (["-1.00", "1", "1", "1"], ["-0.34", "-0.33", "-0.33"]),
        (["0.02", "0", "1", "1", "1"], ["0.00", "0.01", "0.01", "0.00"]),
        (["10", "33.3", "66.7"], ["3.33", "6.67"]),
    ],
)
def test_split(arguments: list[str], parts: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["split", *arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"parts": parts}


@pytest.mark.parametrize(
    "arguments", [["abc", "1"], ["1,50", "1"], ["1.005", "1"], ["1", "-1"], ["1", "0"], ["1", "x"]]
)
def test_split_refuses_in_words(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["split", "--json", "--", *arguments]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["error"]["code"] in {"amount", "share"}
    assert "Traceback" not in told.err


def test_wrong_usage_is_2() -> None:
    assert run("split").returncode == 2
    assert run("nothing").returncode == 2
    assert run().returncode == 2


def test_a_calendar_from_standard_input() -> None:
    done = run("calendar", "read", "-", "--json", given=ICS)
    (event,) = json.loads(done.stdout)["events"]
    assert (event["start"], event["summary"]) == ("2027-03-16T07:10:00+01:00", "Briefing")


@pytest.mark.parametrize("command", ["calendar", "grid"])
@pytest.mark.parametrize("content", [b"", b"\x00\xff\x00", b"<", b"BEGIN:VCALENDAR", b"%PDF-1.7"])
def test_any_bytes_are_answered_without_a_traceback(command: str, content: bytes) -> None:
    done = run(command, "read", "-", "--json", given=content)
    assert done.returncode in {0, 1}
    assert b"Traceback" not in done.stderr
    document = json.loads(done.stdout)
    assert ("error" in document) is (done.returncode == 1)


def test_a_missing_file_is_named() -> None:
    done = run("grid", "read", "nulle-part.xml", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["where"] == "nulle-part.xml"


@pytest.mark.slow
def test_a_house_is_made_saved_and_brought_back_row_by_row(tmp_path: Path) -> None:
    from coulisse.house import postgres
    from coulisse.house.backup import compare

    first, second, file = tmp_path / "first", tmp_path / "second", tmp_path / "house.coulisse"
    made = run("demo", "--prepare", home=first)
    assert made.returncode == 0, made.stderr.decode()
    saved = run("backup", str(file), "--json", home=first)
    assert saved.returncode == 0, saved.stderr.decode()
    counts = json.loads(saved.stdout)
    assert counts["documents"] > 0
    back = run("restore", str(file), "--json", home=second)
    assert back.returncode == 0, back.stderr.decode()
    assert json.loads(back.stdout)["rows"] == counts["rows"]
    with postgres.start(first / "postgres") as one, postgres.start(second / "postgres") as other:
        assert not compare(one.url, other.url)
    again = run("restore", str(file), "--json", home=second)
    assert (again.returncode, json.loads(again.stdout)["error"]["code"]) == (1, "house-not-empty")
    doctor = run("doctor", "--json", home=second)
    findings = {one["check"]: one["state"] for one in json.loads(doctor.stdout)["findings"]}
    assert findings["migrations"] == "well"
    assert findings["worker"] == "ill"


@pytest.mark.slow
def test_the_whole_house_stands_on_a_server_of_ones_own_postgresql_15(tmp_path: Path) -> None:
    from coulisse.house import postgres

    machine = Path("/usr/lib/postgresql/15/bin")
    assert machine.is_dir(), "install the package postgresql-15"
    with postgres.start(tmp_path / "postgres", environ={**os.environ, "COULISSE_PG_BIN": str(machine)}) as server:
        assert server.version.startswith("15")
        own = {"COULISSE_HOME": str(tmp_path), "COULISSE_DATABASE_URL": server.url, "COULISSE_POOL": "1"}
        made = subprocess.run(
            [sys.executable, "-m", "coulisse", "demo", "--prepare"],
            capture_output=True,
            check=False,
            env={**os.environ, **own},
        )
        assert made.returncode == 0, made.stderr.decode()
        asked = subprocess.run(
            [sys.executable, "-m", "coulisse", "doctor", "--json"],
            capture_output=True,
            check=False,
            env={**os.environ, **own},
        )
    findings = {one["check"]: one["state"] for one in json.loads(asked.stdout)["findings"]}
    assert findings["migrations"] == findings["clock"] == "well"
