"""The XMLTV project's own files, read whole, and our grids against its document type."""

from pathlib import Path

import pytest
from lxml import etree

from coulisse.formats.xmltv import grid_as_json, read_grid, write_grid
from tests.corpora.folder import CORPORA

FOLDER = CORPORA / "xmltv"
FILES = sorted(FOLDER.rglob("*.xml"))
# What each file has that the reader must say; the others are declared and zoned throughout.
UNDECLARED = {"amp", "clump", "clump_extract_1", "length", "simple", "sort1", "test_livre"}
UNDECLARED |= {"test_sort_by_channel", "x-whatever"}
ZONELESS = {"clump", "clump_extract_1", "sort1", "test", "test_livre", "test_sort_by_channel"}


def name(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_programme_is_read_and_what_is_odd_is_said(path: Path) -> None:
    data = path.read_bytes()
    reading = read_grid(data)
    assert len(reading.records.channels) == data.count(b"<channel ")
    assert len(reading.records.programmes) == data.count(b"<programme ")
    assert all(programme.titles for programme in reading.records.programmes)
    expected = {"channel-undeclared"} if path.stem in UNDECLARED else set()
    expected |= {"time-without-zone"} if path.stem in ZONELESS else set()
    assert {problem.code for problem in reading.problems} == expected


@pytest.mark.parametrize("path", FILES, ids=name)
def test_what_is_written_keeps_to_the_document_type_and_is_read_again(path: Path) -> None:
    document_type = etree.DTD(str(FOLDER / "xmltv.dtd"))
    grid = read_grid(path.read_bytes()).records
    written = write_grid(grid)
    assert document_type.validate(etree.fromstring(written)), document_type.error_log
    assert (
        grid_as_json(read_grid(written))["programmes"] == grid_as_json(read_grid(path.read_bytes()))["programmes"]
    )


def test_the_corpus_is_there() -> None:
    assert len(FILES) >= 24
