"""`coulisse schedule order`: one JSON document, a calm refusal for each thing that can be wrong."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from coulisse.house.command_line import main

FILM: dict[str, Any] = {
    "name": "ours",
    "scenes": 6,
    "actors": 4,
    "appears": [[1, 0, 0, 0, 1, 1], [1, 1, 0, 1, 0, 0], [0, 1, 1, 0, 1, 0], [1, 0, 1, 0, 0, 1]],
    "cost": [1, 2.5, 1, 4],
    "duration": [1, 2, 3, 4, 0.5, 6],
}


def cost_of(film: dict[str, Any], order: list[int]) -> float:
    """Each actor's rate × total duration from first to last scene."""
    begins = {scene: sum(film["duration"][other] for other in order[:place]) for place, scene in enumerate(order)}
    total = 0.0
    for rate, row in zip(film["cost"], film["appears"], strict=True):
        played = [scene for scene, plays in enumerate(row) if plays]
        last = max(begins[scene] + film["duration"][scene] for scene in played)
        total += rate * (last - min(begins[scene] for scene in played))
    return total


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.json"
    path.write_text(json.dumps(FILM))
    return path


def order(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, Any]:
    status = main(["schedule", "order", "--json", *more, str(path)])
    return status, json.loads(capsys.readouterr().out)


def test_an_order_with_its_cost_and_the_proof(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = order(film, capsys)
    assert status == 0
    assert list(found) == ["order", "cost", "bound", "optimal", "seconds"]
    assert sorted(found["order"]) == list(range(6))
    assert found["cost"] == found["bound"] == cost_of(FILM, found["order"])
    assert found["optimal"] is True
    assert 0 <= found["seconds"] < 60


def test_no_time_still_gives_an_order_and_a_true_bound(film: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, least = order(film, capsys)
    status, found = order(film, capsys, "--seconds", "0")
    assert status == 0
    assert found["cost"] == cost_of(FILM, found["order"])
    assert found["bound"] <= least["cost"] <= found["cost"]
    assert found["optimal"] is (found["bound"] == found["cost"])


def test_in_words_it_says_what_was_minimised_and_whether_proved(
    film: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schedule", "order", str(film)]) == 0
    said = capsys.readouterr().out
    assert "for waiting" in said
    assert "Proved: with actors paid from first to last scene, no order costs less." in said
    assert main(["schedule", "order", "--seconds", "0", str(film)]) == 0
    assert "Order: " in capsys.readouterr().out


def test_standard_input_is_read() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coulisse", "schedule", "order", "--json", "-"],
        input=json.dumps(FILM).encode(),
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["optimal"] is True


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"duration": 3}, "sizes", "duration"),
        ({"duration": [1, 2, 3, 4, 5]}, "sizes", "duration"),
        ({"duration": [1, 2, 3, 4, 5, -1]}, "negative-duration", "duration[5]"),
        ({"duration": [1, 2, 3, 4, 5, "6"]}, "number", "duration[5]"),
        ({"duration": [1, 2, 3, 4, 5, True]}, "number", "duration[5]"),
        ({"duration": [1, 2, 3, 4, 5, float("nan")]}, "number", "NaN"),
        ({"cost": [1, 2, 3, float("inf")]}, "number", "Infinity"),
        ({"cost": [1, 2, 3, -0.5]}, "negative-rate", "cost[3]"),
        ({"cost": [1, 2, 3, 10**30]}, "too-large", "cost[3]"),
        ({"cost": [1, 2, 3]}, "sizes", "cost"),
        ({"cost": [10**16, 10**16, 10**16, 1]}, "too-large", "cost"),
        ({"appears": [[1, 0], [1], [0], [1]]}, "sizes", "appears[0]"),
        ({"appears": [[2, 0, 0, 0, 1, 1], *FILM["appears"][1:]]}, "appears", "appears[0][0]"),
        ({"scenes": 7}, "sizes", "duration"),
        ({"scenes": -1}, "number", "scenes"),
        ({"scenes": 6.5}, "number", "scenes"),
        ({"scenes": 1_000_000}, "too-large", "scenes"),
        ({"actors": "four"}, "number", "actors"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    change: dict[str, Any], code: str, where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps({**FILM, **change}))
    status, found = order(path, capsys)
    assert status == 1
    assert (found["error"]["code"], found["error"]["where"]) == (code, f"{path}:{where}")


@pytest.mark.parametrize("key", ["scenes", "actors", "appears", "cost", "duration"])
def test_a_missing_key_is_named(key: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "short.json"
    path.write_text(json.dumps({name: value for name, value in FILM.items() if name != key}))
    status, found = order(path, capsys)
    assert (status, found["error"]["code"], found["error"]["where"]) == (1, "missing", f"{path}:{key}")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "json"),
        (b"[1, 2]", "json"),
        (b"\xff\xfe\x00", "json"),
        (b'{"scenes": ', "json"),
        (b"[" * 100_000, "json"),
        (json.dumps(FILM).replace("2.5", "1e999999999").encode(), "too-large"),
        (json.dumps(FILM).replace("2.5", "0." + "3" * 400).encode(), "too-large"),
        (json.dumps(FILM).replace("2.5", "9" * 5000).encode(), "json"),
    ],
)
def test_what_cannot_be_read_is_refused(
    content: bytes, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    status, found = order(path, capsys)
    assert (status, found["error"]["code"]) == (1, code)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, found = order(tmp_path / "none.json", capsys)
    assert (status, found["error"]["code"]) == (1, "unreadable")


@pytest.mark.parametrize("seconds", ["-1", "nan", "inf", "soon"])
def test_an_impossible_time_is_wrong_usage(seconds: str, film: Path) -> None:
    with pytest.raises(SystemExit) as left:
        main(["schedule", "order", "--seconds", seconds, str(film)])
    assert left.value.code == 2
