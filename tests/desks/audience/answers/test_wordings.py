"""Wordings: versions, approval of the exact text by seats, what fits a conversation, what contradicts what."""

from datetime import timedelta
from typing import Any

import pytest

from coulisse.desks.audience.answers.actions.seats import (
    CannotRead,
    SeatAsked,
    SeatTaken,
    archive_seat,
    make_seat,
    set_holders,
)
from coulisse.desks.audience.answers.actions.wordings import (
    DecidedAlready,
    LineAlready,
    NotASeatHolder,
    NothingWritten,
    SeatEmpty,
    TextChanged,
    WordsMissing,
    approve,
    archive,
    ask_approval,
    refuse,
    restore,
    rewrite,
)
from coulisse.desks.audience.answers.addressing import envelope
from coulisse.desks.audience.answers.fields import UnknownFields
from coulisse.desks.audience.answers.lines import line_of_family
from coulisse.desks.audience.answers.models import Decision, Seat, Wording
from coulisse.desks.audience.answers.queries.desk import count_for, desk
from coulisse.desks.audience.answers.queries.library import library, suggested
from coulisse.desks.audience.answers.queries.wording import wording_page
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.tasks.models import Task
from tests.cast import AT, TODAY, Cast
from tests.desks.audience.answers.rows import a_box, a_family, a_locked_line, a_seat, a_wording
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db


def test_a_text_is_written_and_its_fields_are_known(cast: Cast) -> None:
    with pytest.raises(NothingWritten):
        a_wording(cast, {"fr": "  "})
    with pytest.raises(UnknownFields) as refused:
        a_wording(cast, {"fr": "Bonjour {prénom}, {nom}"})
    assert refused.value.names == ("prénom",)
    assert not Wording.objects.exists()


def test_all_seats_lock_version_one_and_the_next_change_makes_version_two(cast: Cast) -> None:
    family = a_family(cast)
    version = a_locked_line(cast, family)
    assert (version.number, version.state, version.approved_at) == (1, "approved", AT)
    line = line_of_family(family, today=TODAY)
    assert (
        line is not None
        and line.is_locked
        and [seat.by for seat in line.seats]
        == [
            "Solange De Backer",
            "Odile Renard",
        ]
    )
    changed = rewrite(
        wording=version.wording,
        texts={"fr": "{salutation} Autre."},
        why="plus court",
        read=version,
        read_version=version.version,
        by=cast.marc_olivier,
        at=AT,
    )
    assert (changed.number, changed.state) == (2, "draft")
    version.refresh_from_db()
    assert version.state == "approved" and "prévenir" in version.texts["fr"]
    line = line_of_family(family, today=TODAY)
    assert line is not None and line.number == 1 and line.version_id == version.pk
    kinds = list(Entry.objects.filter(kind__startswith="audience.answers.").values_list("kind", flat=True))
    assert kinds.count("audience.answers.approved") == 2 and kinds.count("audience.answers.locked") == 1


def test_a_decision_holds_for_the_exact_words_and_an_edit_voids_it(cast: Cast) -> None:
    version = a_wording(cast)
    seats = [a_seat("redaction", cast.solange, production=cast.drache), a_seat("direction", cast.odile)]
    version = ask_approval(version=version, seats=seats, by=cast.marc_olivier, at=AT)
    first, second = Decision.objects.order_by("pk")
    assert Task.objects.filter(person=cast.solange, state="todo").count() == 1
    with pytest.raises(NotASeatHolder):
        approve(decision=first, sha256=version.sha256, by=cast.marc_olivier, at=AT)
    with pytest.raises(TextChanged):
        approve(decision=first, sha256="0" * 64, by=cast.solange, at=AT)
    version = approve(decision=first, sha256=version.sha256, by=cast.solange, at=AT)
    assert Task.objects.filter(person=cast.solange, state="done").count() == 1
    with pytest.raises(DecidedAlready):
        approve(decision=first, sha256=version.sha256, by=cast.solange, at=AT)
    rewrite(
        wording=version.wording,
        texts={"fr": "Autre texte."},
        why="",
        read=version,
        read_version=version.version,
        by=cast.marc_olivier,
        at=AT,
    )
    first.refresh_from_db()
    second.refresh_from_db()
    version.refresh_from_db()
    assert (first.state, first.answered, second.state, version.number, version.state) == (
        "void",
        "approved",
        "void",
        1,
        "draft",
    )
    assert not Task.objects.exclude(state="done").exists()
    with pytest.raises(TextChanged):
        approve(decision=second, sha256=version.sha256, by=cast.odile, at=AT)


def test_a_refusal_says_why_and_an_empty_seat_is_told(cast: Cast) -> None:
    version = a_wording(cast)
    with pytest.raises(SeatEmpty):
        ask_approval(version=version, seats=[Seat.objects.create(code="legal")], by=cast.marc_olivier, at=AT)
    seat = a_seat("direction", cast.odile)
    version = ask_approval(version=version, seats=[seat], by=cast.marc_olivier, at=AT)
    decision = Decision.objects.get()
    with pytest.raises(WordsMissing):
        refuse(decision=decision, sha256=version.sha256, words=" ", by=cast.odile, at=AT)
    assert count_for(cast.odile) == 1
    assert [one.title for one in desk(cast.drache, user=cast.odile).decisions] == ["Accusé"]
    refused = refuse(decision=decision, sha256=version.sha256, words="trop long", by=cast.odile, at=AT)
    assert (refused.state, count_for(cast.odile)) == ("refused", 0)


def test_one_line_in_force_a_family(cast: Cast) -> None:
    family = a_family(cast)
    version = a_wording(cast, title="Ligne", family=family)
    with pytest.raises(LineAlready):
        a_wording(cast, title="Ligne", family=family)
    archive(wording=version.wording, by=cast.marc_olivier, at=AT)
    a_wording(cast, title="Ligne 2", family=family)
    with pytest.raises(LineAlready):
        restore(wording=version.wording, by=cast.marc_olivier, at=AT)


def test_two_hands_on_one_text(cast: Cast) -> None:
    version = a_wording(cast)
    values: dict[str, Any] = {"wording": version.wording, "why": "", "read": version, "read_version": 1, "at": AT}
    rewrite(texts={"fr": "Un"}, by=cast.odile, **values)
    with pytest.raises(StaleWrite):
        rewrite(texts={"fr": "Deux"}, by=cast.marc_olivier, **values)


def test_what_fits_a_conversation(cast: Cast) -> None:
    found = a_conversation(cast, kind="question", mailbox=a_box())
    a_wording(cast, title="Question", kinds=["question"], languages=["fr"])
    a_wording(cast, title="Plainte", kinds=["complaint"])
    a_wording(cast, title="Néerlandais", texts={"nl": "Beste"})
    a_wording(cast, title="Passé", valid_until=TODAY - timedelta(days=1))
    a_wording(cast, title="Toujours", production=None)
    fitting = suggested(envelope(found), user=cast.marc_olivier, today=TODAY)
    assert [one.title for one in fitting] == ["Question", "Toujours"]
    assert fitting[0].text.startswith("Bonjour Hubert Lambot,")


def test_the_library_tells_what_expires_and_what_contradicts(
    cast: Cast, django_assert_max_num_queries: object
) -> None:
    one = a_wording(cast, {"fr": "Le replay de l’émission reste 30 jours en ligne."}, title="Replay")
    a_wording(cast, {"fr": "Le replay de l’émission reste 7 jours en ligne."}, title="Replay bis")
    a_wording(cast, title="Bientôt fini", valid_until=TODAY + timedelta(days=7))
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        lines = {line.title: line for line in library(cast.drache, user=cast.marc_olivier, today=TODAY)}
    assert lines["Replay"].conflicts[0].code == "figures"
    assert lines["Bientôt fini"].expires_soon and not lines["Bientôt fini"].conflicts
    assert [
        line.title for line in library(cast.drache, user=cast.marc_olivier, today=TODAY, find="replay bis")
    ] == ["Replay bis"]
    page = wording_page(one.wording, user=cast.marc_olivier, today=TODAY)
    assert page.conflicts[0].other == "Replay bis"


def test_who_sits_must_be_able_to_read(cast: Cast) -> None:
    values: dict[str, Any] = {"production": cast.drache, "labels": {"fr": "Rédaction"}, "by": cast.odile, "at": AT}
    with pytest.raises(CannotRead):
        make_seat(code="redaction", people=[cast.bastien], **values)
    seat = make_seat(code="redaction", people=[cast.solange], **values)
    with pytest.raises(SeatTaken):
        make_seat(code="redaction", people=[], **values)
    ask_approval(version=a_wording(cast), seats=[seat], by=cast.marc_olivier, at=AT)
    with pytest.raises(SeatAsked):
        archive_seat(seat=seat, by=cast.odile, at=AT)
    set_holders(seat=seat, people=[cast.odile], by=cast.odile, at=AT)
    assert [row.person for row in seat.holders.all()] == [cast.odile]
