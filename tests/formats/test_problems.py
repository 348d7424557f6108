"""Problems carry their place; the pages of the formats tell the truth."""

import doctest
import importlib
import io
import pkgutil

import pytest

import coulisse.formats
from coulisse.formats.problems import Problem, Unreadable, Where, in_file, problem, unreadable
from coulisse.formats.source import bounded
from coulisse.formats.text import decode

MODULES = [
    found.name
    for found in pkgutil.walk_packages(coulisse.formats.__path__, "coulisse.formats.")
    if found.name.split(".")[2] in {"problems", "source", "text", "tabular", "vcard", "xmltv", "ics", "photo"}
]


@pytest.mark.parametrize("name", MODULES)
def test_every_page_has_true_examples(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__
    assert doctest.testmod(module).failed == 0


def test_a_place_reads_as_far_as_it_is_known() -> None:
    assert str(Where("a.csv", 3, "amount")) == "a.csv:3:amount"
    assert str(Where(line=3)) == "3"
    assert str(Where()) == ""


def test_problems_can_be_given_their_file_afterwards() -> None:
    assert in_file("a.csv", (problem("x", line=3),)) == (Problem("x", Where("a.csv", 3)),)


def test_an_unreadable_file_says_why_and_where() -> None:
    refusal = unreadable("too-large", file="a.csv", limit=3)
    assert (refusal.code, str(refusal.where), refusal.detail) == ("too-large", "a.csv", (("limit", 3),))


class Endless:
    """A stream without an end, which counts what was asked of it."""

    def __init__(self) -> None:
        self.given = 0

    def read(self, size: int, /) -> bytes:
        self.given += size
        return b"x" * size


def test_a_stream_is_read_to_its_limit_and_one_chunk() -> None:
    endless = Endless()
    with pytest.raises(Unreadable, match="too-large"):
        bounded(endless, limit=1_000_000)
    assert endless.given <= 1_000_000 + 2 * 64 * 1024


def test_bytes_and_streams_give_the_same() -> None:
    data = bytes(range(256)) * 1_000
    assert bounded(data, limit=len(data)) == bounded(io.BytesIO(data), limit=len(data)) == data


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "cp1252"),
    ],
)
def test_encodings_are_found_and_declared(encoding: str, declared: str) -> None:
    text = "Équipe;Régisseur\r\nRenée;oui\r\n"
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding, found.replaced) == (text, declared, 0)


def test_bytes_without_a_meaning_are_counted() -> None:
    assert decode(b"Ren\xe9e \x81").replaced == 1
