"""`coulisse post measure`: a line for each post in input order, whatever the network."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from coulisse.engines.posttext import Network
from coulisse.house.command_line import main

POSTS: list[dict[str, Any]] = [
    {"id": 1, "text": "Été 🎬 @anne #PleinJour https://www.rtbf.be/emission/plein-jour"},
    {"id": "b", "text": "", "cw": None},
    {"id": None, "text": "Film", "cw": "a" * 500},
]


def _write(path: Path, lines: list[Any]) -> str:
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n\n", "utf-8")
    return str(path)


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert main(["post", "measure", *arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("network", Network)
def test_every_network_measures_every_post(
    network: Network, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = _run(capsys, "--network", str(network), _write(tmp_path / "posts.jsonl", POSTS))
    assert [line["id"] for line in lines] == [1, "b", None]
    assert all(set(line) == {"id", "length", "limit", "valid", "facets"} for line in lines)
    raw = POSTS[0]["text"].encode()
    tag = next(one for one in lines[0]["facets"] if one["type"] == "hashtag")
    assert raw[tag["start"] : tag["end"]].decode() == "#PleinJour"
    assert tag["value"] == "PleinJour"


def test_the_content_warning_counts_on_mastodon_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _write(tmp_path / "posts.jsonl", POSTS)
    mastodon = _run(capsys, "--network", "mastodon", file)[2]
    assert (mastodon["length"], mastodon["limit"], mastodon["valid"]) == (504, 500, False)
    assert _run(capsys, "--network", "bluesky", file)[2]["length"] == 4
    assert _run(capsys, "--network", "mastodon", "--limit", "5000", file)[2]["valid"]


def test_an_empty_post_goes_with_a_picture_but_not_on_x(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _write(tmp_path / "posts.jsonl", POSTS)
    assert not _run(capsys, "--network", "x", file)[1]["valid"]
    assert _run(capsys, "--network", "instagram", file)[1]["valid"]


def test_standard_input_and_human_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = b'\xef\xbb\xbf{"id": "a", "text": "#\xc3\xa9t\xc3\xa9 \\ud83c"}\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert main(["post", "measure", "--network", "bluesky"]) == 0
    assert capsys.readouterr().out == "a  6/300\n  0-6  hashtag  été\n"


def test_half_a_surrogate_pair_comes_back_as_it_was_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_bytes(b'{"id": "\\ud83c", "text": "\\ud83c #a"}')
    (line,) = _run(capsys, "--network", "x", str(file))
    assert line["id"] == "\ud83c"
    assert line["facets"] == [{"start": 4, "end": 6, "type": "hashtag", "value": "a"}]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "not-json"),
        (b'{"id": 1, "text": "\xff"}', "not-json"),
        (b"[1]", "wrong-line"),
        (b'{"text": "a"}', "wrong-line"),
        (b'{"id": 1, "text": 2}', "wrong-line"),
        (b'{"id": 1, "text": "a", "cw": 2}', "wrong-line"),
        (b'{"id": 1, "text": "' + b"a" * 100_001 + b'"}', "too-large"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(
    content: bytes, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_bytes(b'{"id": 0, "text": "a"}\n' + content)
    assert main(["post", "measure", "--network", "x", "--json", str(file)]) == 1
    shown = capsys.readouterr()
    error = json.loads(shown.out)["error"]
    assert (error["code"], error["where"]) == (code, f"{file}:2")
    assert error["message"] in shown.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["post"],
        ["post", "measure"],
        ["post", "measure", "--network", "myspace"],
        ["post", "measure", "--network", "x", "--limit", "0"],
        ["post", "measure", "--network", "x", "--limit", "many"],
    ],
)
def test_wrong_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
