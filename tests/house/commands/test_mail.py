"""`coulisse mail read`: a line a file, always; the language; refusals beside readings."""

import json
from pathlib import Path

import pytest

from coulisse.house.command_line import main

MAIL = """From: Jan Peeters <jan@example.be>
To: info@example.be
Subject: Re: Journaal
Date: Tue, 3 Mar 2026 19:52:05 +0100
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Ik vond de uitzending van gisteren veel te luid.

Op di 3 mrt 2026 om 10:12 schreef VRT <info@example.be>:
> Nous vous remercions de votre message.
--b
Content-Type: image/png; name=foto.png
Content-Disposition: attachment

PNG
--b--
"""


def test_a_line_a_file_and_a_refusal_among_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, empty = tmp_path / "good.eml", tmp_path / "empty.eml"
    good.write_text(MAIL, "utf-8")
    empty.write_bytes(b"")
    assert main(["mail", "read", "--json", str(good), str(empty), str(tmp_path / "none")]) == 1
    said = capsys.readouterr()
    first, second, third = (json.loads(line) for line in said.out.splitlines())
    text = first.pop("text")
    assert text.endswith("> Nous vous remercions de votre message.")
    assert first == {
        "file": str(good),
        "from": "Jan Peeters <jan@example.be>",
        "to": "info@example.be",
        "subject": "Re: Journaal",
        "date": "2026-03-03T19:52:05+01:00",
        "new_text": "Ik vond de uitzending van gisteren veel te luid.",
        "language": "nl",
        "attachments": [{"name": "foto.png", "type": "image/png", "bytes": 3}],
        "warnings": [],
    }
    assert (second["file"], second["error"]["code"], second["error"]["where"]) == (str(empty), "empty", str(empty))
    assert third["error"]["code"] == "unreadable"
    assert len(said.err.splitlines()) == 2


def test_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "x.eml"
    file.write_text(MAIL.replace("Date: Tue, 3 Mar 2026", "Date: hier"), "utf-8")
    assert main(["mail", "read", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "  | Ik vond de uitzending" in shown
    assert "+ foto.png (3)" in shown
    assert "! date-unreadable date" in shown
