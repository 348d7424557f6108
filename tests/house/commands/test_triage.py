"""`coulisse triage`: a line for each message in input order, families of one language, topics only when
learned."""

import json
from pathlib import Path
from typing import Any

import pytest

from coulisse.house.command_line import main
from tests.engines.families.planted import inbox


def _write(path: Path, lines: list[dict[str, Any]]) -> str:
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n\n", "utf-8")
    return str(path)


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert main(["triage", *arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_an_inbox_with_a_petition_and_exceptions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    box = inbox(2)
    file = _write(tmp_path / "in.jsonl", [{"id": one.key, "text": one.text} for one in box.messages])
    lines = _run(capsys, file)
    assert [line["id"] for line in lines] == [one.key for one in box.messages]
    assert all(set(line) == {"id", "language", "family", "tone", "confidence"} for line in lines)
    languages: dict[str, set[str]] = {}
    kinds: dict[str, set[str]] = {}
    for line in lines:
        languages.setdefault(line["family"], set()).add(line["language"])
        kinds.setdefault(line["family"], set()).add(box.planted[line["id"]])
    assert all(len(found) == 1 for found in languages.values())
    assert all(len(found) == 1 for found in kinds.values())
    sizes = sorted((sum(line["family"] == family for line in lines) for family in languages), reverse=True)
    assert sizes[0] >= 364
    assert sizes[1] >= 28


def test_topics_are_learned(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    learn = _write(
        tmp_path / "learn.jsonl",
        [{"text": f"le son est trop fort, volume {n}", "topic": "sound"} for n in range(20)]
        + [{"text": f"het is te laat voor de kinderen {n}", "topic": "minors"} for n in range(20)],
    )
    file = _write(
        tmp_path / "in.jsonl",
        [{"id": 1, "text": "Baissez le volume du son"}, {"id": "2", "text": "voor de kinderen"}],
    )
    lines = _run(capsys, file, "--learn", learn)
    assert [(line["id"], line["topic"]) for line in lines] == [(1, "sound"), ("2", "minors")]
    assert all(0 < line["confidence"] <= 1 for line in lines)


def test_a_short_message_takes_the_language_its_sender_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"id": 1, "text": "OK super", "sender": "an@x.example"},
        {"id": 2, "text": "Waarom werd de uitzending van gisteren geschrapt?", "sender": "an@x.example"},
    ]
    assert [line["language"] for line in _run(capsys, _write(tmp_path / "in.jsonl", rows))] == ["nl", "nl"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "not-json"),
        ("[1]", "wrong-line"),
        ('{"id": 1}', "wrong-line"),
        ('{"id": 1, "text": 2}', "wrong-line"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, code: str
) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text('{"id": 0, "text": "x"}\n' + content)
    assert main(["triage", str(file), "--json"]) == 1
    error = json.loads(capsys.readouterr().out)["error"]
    assert (error["code"], error["where"]) == (code, f"{file}:2")


def test_an_empty_file_gives_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text("")
    assert _run(capsys, str(file)) == []


def test_identifiers_come_back_as_they_were(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(
        '{"id": "\\ud800", "text": "x \\ud800"}\n{"id": [1, "é"], "text": ""}\n{"id": null, "text": "a"}'
    )
    assert [line["id"] for line in _run(capsys, str(file))] == ["\ud800", [1, "é"], None]
