"""`coulisse script read`: its document as the command line states it, its words, its refusals."""

import io
import json
import sys
from pathlib import Path

import pytest

from coulisse.house.command_line import main

SCRIPT = """Title: **La Drache**

INT. CUISINE - JOUR #12A#

NOÉMIE (OFF)
Il pleut.

.VU DU TOIT
"""
FDX = """<?xml version="1.0"?><FinalDraft><Content><Paragraph Number="3" Type="Scene Heading">
<SceneProperties Length="1 3/8"/><Text>EXT/INT VOITURE - NUIT</Text></Paragraph></Content></FinalDraft>"""


def read(content: str, folder: Path, *options: str) -> int:
    file = folder / "script.fountain"
    file.write_text(content, "utf-8")
    return main(["script", "read", str(file), *options])


def test_the_document_of_a_fountain_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(SCRIPT, tmp_path, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "title": "La Drache",
        "scenes": [
            {
                "number": "12A",
                "heading": "INT. CUISINE - JOUR",
                "int_ext": "INT",
                "set": "CUISINE",
                "time": "JOUR",
                "eighths": 1,
                "characters": ["NOÉMIE"],
            },
            {
                "number": None,
                "heading": "VU DU TOIT",
                "int_ext": "INT",
                "set": "VU DU TOIT",
                "time": "",
                "eighths": 1,
                "characters": [],
            },
        ],
        "warnings": [{"code": "int-ext-assumed", "where": "scene 2", "detail": {"heading": "VU DU TOIT"}}],
    }


def test_an_fdx_file_is_known_by_its_contents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(FDX, tmp_path, "--json") == 0
    document = json.loads(capsys.readouterr().out)
    (scene,) = document["scenes"]
    assert (scene["number"], scene["int_ext"], scene["eighths"], document["warnings"]) == ("3", "INT/EXT", 11, [])


def test_the_words_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(SCRIPT, tmp_path) == 0
    assert capsys.readouterr().out.splitlines() == [
        "La Drache",
        "  12A  INT         1/8  CUISINE – JOUR  NOÉMIE",
        "    –  INT         1/8  VU DU TOIT",
        "! int-ext-assumed scene 2",
    ]


def test_standard_input_with_the_option_before_the_verb(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Il pleut.")))
    assert main(["script", "--json", "read", "-"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["scenes"], [one["code"] for one in document["warnings"]]) == ([], ["no-scene"])


@pytest.mark.parametrize(
    ("content", "code"),
    [("", "empty"), ("%PDF-1.7", "not-text"), ("<?xml version='1.0'?><a/>", "not-a-screenplay")],
)
def test_refusals(content: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert read(content, tmp_path, "--json") == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["error"]["code"] == code
    assert "Traceback" not in told.err


@pytest.mark.parametrize("words", [["script"], ["script", "read"], ["script", "sing", "x"]])
def test_wrong_usage(words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2
