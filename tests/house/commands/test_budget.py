"""`coulisse budget compute`: figures to the cent, problems with their place, a calm refusal of the rest."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coulisse.house.command_line import main

FILM: dict[str, Any] = {
    "currency": "EUR",
    "globals": {"SHOOT_WEEKS": "6.5"},
    "fringes": [{"code": "ONSS", "percent": "25", "cutoff": "3000.00"}, {"code": "KIT", "flat": "100.00"}],
    "accounts": [
        {
            "number": "11",
            "name": "Équipe",
            "lines": [
                {
                    "description": "Cheffe opératrice",
                    "quantity": "SHOOT_WEEKS*5",
                    "multiplier": "1",
                    "rate": "250.00",
                    "fringes": ["ONSS"],
                    "person": "p1",
                },
                {
                    "description": "Optiques",
                    "quantity": "2",
                    "multiplier": "1",
                    "rate": "10.01",
                    "currency": "USD",
                },
            ],
        },
        {"number": "12", "name": "Son", "lines": [{"quantity": "1", "rate": "80", "fringes": ["KIT"]}]},
    ],
    "rates": {"USD": "0.92"},
}


def compute(content: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    path = tmp_path / "budget.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    status = main(["budget", "compute", "--json", str(path)])
    return status, json.loads(capsys.readouterr().out)


def with_line(**fields: object) -> dict[str, Any]:
    return {
        "accounts": [
            {"number": "1", "lines": [{"quantity": "1", "rate": "1", **fields}, {"quantity": "2", "rate": "5"}]}
        ]
    }


def test_every_account_and_fringe_to_the_cent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compute(FILM, tmp_path, capsys) == (
        0,
        {
            "total": "9073.42",
            "accounts": {"11": "8143.42", "12": "80.00"},
            "fringes": {"ONSS": "750.00", "KIT": "100.00"},
            "problems": [],
        },
    )


def test_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "budget.json"
    path.write_text(json.dumps({**FILM, "globals": {}}))
    assert main(["budget", "compute", str(path)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].split() == ["11", "Équipe", "18.42"]
    assert said[-2].split() == ["Total", "EUR", "198.42"]
    assert said[-1] == "11/1/quantity: no global has the name SHOOT_WEEKS (character 1)"


def test_standard_input_is_read() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coulisse", "budget", "compute", "--json", "-"],
        input=json.dumps(FILM).encode(),
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["total"] == "9073.42"


@pytest.mark.parametrize(
    ("fields", "code", "where"),
    [
        ({"quantity": "NaN"}, "unknown-name", "1/1/quantity"),
        ({"quantity": float("nan")}, "unknown-name", "1/1/quantity"),
        ({"quantity": float("inf")}, "unknown-name", "1/1/quantity"),
        ({"rate": "1e999999999"}, "unexpected", "1/1/rate"),
        ({"rate": "9" * 5000}, "too-long", "1/1/rate"),
        ({"rate": "9" * 45}, "amount-too-large", "1/1"),
        ({"rate": None}, "missing", "1/1/rate"),
        ({"rate": ["1"]}, "wrong-type", "1/1/rate"),
        ({"multiplier": {}}, "wrong-type", "1/1/multiplier"),
        ({"multiplier": True}, "wrong-type", "1/1/multiplier"),
        ({"rate": "1,5"}, "unexpected", "1/1/rate"),
        ({"rate": "(" * 200}, "too-deep", "1/1/rate"),
        ({"quantity": "1/0"}, "division-by-zero", "1/1/quantity"),
        ({"currency": "USD"}, "missing-rate", "1/1/currency"),
        ({"fringes": "ONSS"}, "wrong-type", "1/1/fringes"),
        ({"fringes": [["ONSS"]]}, "wrong-type", "1/1/fringes"),
        ({"person": ["p"]}, "wrong-type", "1/1/person"),
    ],
)
def test_a_faulty_line_counts_nothing_and_the_rest_is_counted(
    fields: dict[str, object], code: str, where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, found = compute(with_line(**fields), tmp_path, capsys)
    assert status == 0
    assert found["total"] == "10.00"
    assert [(one["code"], one["where"]) for one in found["problems"]] == [(code, where)]
    assert found["problems"][0]["message"].startswith(f"{where}: ")


@pytest.mark.parametrize(
    ("changes", "code", "where"),
    [
        ({"globals": {"A": "B", "B": "A"}}, "cycle", "globals/A"),
        ({"globals": {"A": ["1"]}}, "unexpected", "globals/A"),
        ({"globals": {"1A": "1"}}, "bad-name", "globals/1A"),
        ({"rates": {"USD": "0"}}, "bad-rate", "rates/USD"),
        ({"fringes": [{"code": "X"}]}, "percent-or-flat", "fringes/X"),
        ({"fringes": [{"code": "X", "percent": "ten"}]}, "bad-fringe-value", "fringes/X/value"),
        ({"fringes": [{"code": "X", "percent": "1", "cutoff": "-5"}]}, "bad-cutoff", "fringes/X/cutoff"),
        ({"fringes": [{"code": "X", "flat": "1"}, {"code": "X", "flat": "2"}]}, "duplicate-fringe", "fringes/X"),
        ({"accounts": [{"number": "1"}, {"number": "1"}]}, "duplicate-account", "accounts/1"),
    ],
)
def test_what_is_wrong_beside_the_lines_is_said(
    changes: dict[str, object], code: str, where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, found = compute({**with_line(), **changes}, tmp_path, capsys)
    assert status == 0
    assert (code, where) in [(one["code"], one["where"]) for one in found["problems"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "json"),
        (b"\xff\xfe\x00", "json"),
        (b"[" * 100_000, "json"),
        (b"[]", "type"),
        (b"{}", "missing"),
        (b'{"accounts": {}}', "type"),
        (b'{"accounts": [5]}', "type"),
        (b'{"accounts": [{"lines": []}]}', "missing"),
        (b'{"accounts": [{"number": "1", "lines": 5}]}', "type"),
        (b'{"accounts": [], "globals": []}', "type"),
        (b'{"accounts": [], "fringes": [{"percent": "1"}]}', "missing"),
        (b'{"accounts": [], "currency": "euro"}', "currency"),
        (b'{"accounts": [], "accounts": []}', "duplicate-key"),
    ],
)
def test_what_is_no_budget_is_refused(
    content: bytes, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, found = compute(content, tmp_path, capsys)
    assert status == 1
    assert found["error"]["code"] == code


def test_half_a_character_breaks_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = b'{"accounts": [{"number": "\\ud800", "lines": [{"quantity": "\\udfff", "rate": "1"}]}]}'
    status, found = compute(content, tmp_path, capsys)
    assert status == 0
    assert found["accounts"] == {"?": "0.00"}


def test_a_file_over_the_size_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coulisse.house.commands.budget.MOST_BYTES", 100)
    status, found = compute(FILM, tmp_path, capsys)
    assert (status, found["error"]["code"]) == (1, "too-large")
