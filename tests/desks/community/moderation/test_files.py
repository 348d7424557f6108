"""Tables in: every column and line accounted for. Files out: bytes and hash as they were handed over."""

import io
import json
import zipfile
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import DatabaseError, transaction

from coulisse.desks.community.moderation.actions.importing import import_table
from coulisse.desks.community.moderation.actions.reporting import NothingChosen, make_report
from coulisse.desks.community.moderation.exports import report_pdf, report_zip
from coulisse.desks.community.moderation.imports import NoComments, read_comments
from coulisse.desks.community.moderation.models import Comment, CommentEvidence, ReportFile
from tests.cast import Cast
from tests.desks.community.moderation.rows import NIGHT, THREAT, by_hand, taken
from tests.papers.reading import text_of

pytestmark = pytest.mark.django_db
TABLE = b"""\
Comment ID;Username;Comment;Created time;Sentiment;Reach bucket
17;@hubert.l;Quelle drache !;2027-04-18 20:31:07;0.4;A
18;anouk;;2027-04-18 20:32:00;0.1;A
19;;Bonsoir;2027-04-18 20:32:00;0.1;A
20;wim;Goedenavond;hier soir;0.1;B
21;wim;Goedenavond;18/04/2027 20:33;0.1;B
"""


def test_a_native_table_is_read_once_and_what_is_not_known_is_named(cast: Cast) -> None:
    account = by_hand(cast.drache, network="instagram")
    made = import_table(account=account, name="instagram.csv", content=TABLE, by=cast.ines, at=NIGHT)
    assert (made.lines, made.fresh, made.refused) == (5, 2, 3)
    assert [head for head, field in made.columns if not field] == ["Sentiment", "Reach bucket"]
    assert [(one["line"], one["code"]) for one in made.problems] == [(3, "text"), (4, "author"), (5, "date")]
    first, second = Comment.objects.order_by("pk")
    assert (first.remote_id, first.author.handle, first.text) == ("17", "hubert.l", "Quelle drache !")
    assert first.said_at.isoformat() == "2027-04-18T18:31:07+00:00"
    assert second.said_at.isoformat() == "2027-04-18T18:33:00+00:00"
    again = import_table(account=account, name="instagram.csv", content=TABLE, by=cast.ines, at=NIGHT)
    assert (again.fresh, again.known) == (0, 2)


def test_a_table_without_a_text_column_is_refused_by_name() -> None:
    with pytest.raises(NoComments) as missing:
        read_comments(b"Username;Date\nanouk;2027-04-18 20:00\n")
    assert missing.value.missing == ("text",)


def test_lines_without_a_number_are_the_same_by_author_moment_and_words(cast: Cast) -> None:
    table = b"author,text,date\nanouk,Bonsoir,2027-04-18 20:31\nanouk,Bonsoir,2027-04-18 20:32\n"
    account = by_hand(cast.drache, network="tiktok")
    assert import_table(account=account, name="t.csv", content=table, by=cast.ines, at=NIGHT).fresh == 2
    assert import_table(account=account, name="t.csv", content=table, by=cast.ines, at=NIGHT).fresh == 0


def a_file(cast: Cast) -> ReportFile:
    found = taken(by_hand(cast.drache), THREAT, "Ik weet waar je woont, ik kom je te grazen nemen.")
    return make_report(
        comments=found.comment_ids,
        production=cast.drache,
        to="police",
        language="fr",
        facts="Deux menaces pendant l’émission.",
        by=cast.ines,
        at=NIGHT + timedelta(hours=1),
    )


def test_a_file_holds_the_words_the_hashes_and_who_did_what(cast: Cast) -> None:
    file = a_file(cast)
    text = text_of(bytes(file.pdf))
    hashes = list(CommentEvidence.objects.values_list("sha256", flat=True))
    wanted = ("S-0001", "Index des pièces", THREAT, "te grazen nemen", "Inès Ouali", *hashes)
    assert [words for words in wanted if words not in text] == []
    assert file.sha256 == sha256(bytes(file.pdf)).hexdigest()
    assert {row.acted_by for row in Comment.objects.all()} == {cast.ines}


def test_a_file_is_final_and_can_be_made_again_to_the_same_bytes(cast: Cast) -> None:
    made = a_file(cast)
    file = ReportFile.objects.get(pk=made.pk)
    pieces = [piece.evidence for piece in file.pieces.select_related("evidence__comment")]
    assert report_pdf(file, pieces) == bytes(file.pdf)
    with pytest.raises(DatabaseError, match="evidence"), transaction.atomic():
        ReportFile.objects.update(facts="autre")
    with pytest.raises(DatabaseError, match="evidence"), transaction.atomic():
        ReportFile.objects.filter(pk=file.pk)._raw_delete("default")


def test_the_folder_holds_the_pdf_the_evidence_and_their_sums(cast: Cast) -> None:
    file = a_file(cast)
    packed = zipfile.ZipFile(io.BytesIO(report_zip(file)))
    assert packed.namelist() == ["S-0001.pdf", "01-comment.json", "02-comment.json", "SHA256SUMS"]
    lines = packed.read("SHA256SUMS").decode().splitlines()
    sums = {name: told for told, name in (line.split("  ") for line in lines)}
    assert {name: sha256(packed.read(name)).hexdigest() for name in sums} == sums
    assert json.loads(packed.read("01-comment.json"))["text"] == THREAT
    assert packed.read("S-0001.pdf") == bytes(file.pdf)


def test_comments_of_another_production_make_no_file(cast: Cast) -> None:
    found = taken(by_hand(cast.gel), THREAT)
    told = {"to": "police", "language": "fr", "facts": "x", "by": cast.ines, "at": NIGHT}
    with pytest.raises(NothingChosen):
        make_report(comments=found.comment_ids, production=cast.drache, **told)  # type: ignore[arg-type]
