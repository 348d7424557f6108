"""The file for the police or for Unia: an index with pages, each piece with its words, address and hash."""

from dataclasses import replace
from datetime import datetime, timedelta

import pypdfium2
import pytest

from coulisse.papers.report_file import Frame, Happened, ReportPaper, report_file
from tests.papers.reading import text_of

AT = datetime.fromisoformat("2027-04-18T21:04:05+02:00")
FRAME = Frame(
    network="bluesky",
    account="pleinjour.test",
    author="ombre.test",
    author_name="Ombre",
    author_id="did:plc:ombre",
    address="https://bsky.app/profile/did:plc:ombre/post/1",
    remote_id="at://did:plc:ombre/app.bsky.feed.post/1",
    severity="Menace",
    said_at=AT,
    arrived_at=AT + timedelta(minutes=1),
    frozen_at=AT + timedelta(minutes=2),
    text="Je sais où tu habites.\nPrépare-toi.",
    sha256="a" * 64,
)
PAPER = ReportPaper(
    code="S-0001",
    to="police",
    house="Médiane TV",
    programme="Plein Jour",
    made_at=AT + timedelta(hours=1),
    made_by="Inès Ouali",
    facts="Deux menaces pendant l’émission.",
    frames=[FRAME, replace(FRAME, author="brume.test", sha256="b" * 64)],
    chronology=[Happened(AT, 1, "preuve figée", "", "règle Menaces")],
)


@pytest.mark.parametrize(
    ("language", "to", "said"),
    [
        ("fr", "police", ("Dossier de signalement", "À l’attention de la police", "Index des pièces")),
        ("nl", "unia", ("Meldingsdossier", "Ter attentie van Unia", "Index van de stukken")),
        ("en", "police", ("Report file", "To the police", "Index of the pieces")),
    ],
)
def test_it_says_for_whom_it_is_and_has_an_index(language: str, to: str, said: tuple[str, ...]) -> None:
    text = text_of(report_file(replace(PAPER, to=to), language))
    assert [words for words in said if words not in text] == []


def test_each_piece_has_its_words_its_address_its_moments_and_its_hash() -> None:
    text = text_of(report_file(PAPER, "fr"))
    wanted = (
        "Je sais où tu habites.",
        "Prépare-toi.",
        FRAME.address,
        "18/04/2027 21:04:05",
        "b" * 64,
        "brume.test",
    )
    assert [words for words in wanted if words not in text] == []


def test_the_same_file_gives_the_same_bytes() -> None:
    assert report_file(PAPER, "fr") == report_file(PAPER, "fr")


def test_the_index_leads_to_the_page_of_each_piece() -> None:
    long = "\n".join(["Une ligne de menace."] * 140)
    paper = replace(PAPER, frames=[replace(FRAME, text=long), replace(FRAME, author="brume.test")])
    with pypdfium2.PdfDocument(report_file(paper, "fr")) as opened:
        pages = [page.get_textpage().get_text_range() for page in opened]
    (stands,) = [str(number) for number, text in enumerate(pages, 1) if "Pièce 2 ·" in text]
    (row,) = [line for line in pages[0].splitlines() if line.startswith("2 brume.test")]
    assert row.split()[-1] == stands != "1"
