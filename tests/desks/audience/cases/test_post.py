"""Letters by post: one register without gaps, each in the language of its reader, all or none."""

from datetime import date, timedelta
from typing import Any

import pytest

from coulisse.desks.audience.cases.actions import post as actions
from coulisse.desks.audience.cases.models import PostedLetter
from coulisse.desks.audience.cases.post import AddressTooLong, NoAddress, paper_of, window_lines
from coulisse.desks.audience.cases.queries.letters import register
from coulisse.desks.audience.intake.models import Message
from coulisse.desks.audience.relations.models import WriterAddress
from coulisse.foundation.documents.models import Document
from coulisse.papers.press import page_count
from coulisse.papers.window_letter import window_letters
from tests.cast import AT, TODAY, Cast
from tests.desks.audience.cases.verdicts import a_letter
from tests.desks.audience.scene import a_conversation, a_writer

pytestmark = pytest.mark.django_db
WORDINGS = {
    "fr": actions.Wording("Votre lettre", "{salutation}\n\nDossier {reference}, reçu le {received_on}."),
    "nl": actions.Wording("Uw brief", "{salutation}\n\nDossier {reference}."),
}


def somebody(cast: Cast, name: str, language: str, number: int, **fields: Any) -> Any:
    writer = a_writer(name, f"w{number}@public.example")
    WriterAddress.objects.create(
        writer=writer, kind="postal", value=f"Rue Haute {number}\n4000 Liège", key=f"rue haute {number}"
    )
    return a_conversation(cast, writer=writer, language=language, **fields)


def write(cast: Cast, rows: Any, **values: Any) -> list[PostedLetter]:
    fields: dict[str, Any] = {"wordings": WORDINGS, "kind": "answer", "dated_on": TODAY, **values}
    return actions.write_letters(conversations=rows, by=cast.marc_olivier, at=AT, **fields)


def test_a_selection_becomes_numbered_letters(cast: Cast, django_assert_max_num_queries: Any) -> None:
    rows = [
        somebody(cast, "Hubert Lambot", "fr", 1),
        somebody(cast, "Kris Maes", "nl", 2, due_on=date(2027, 4, 27)),
    ]
    rows = [
        type(row).objects.select_related("writer", "production__company", "broadcast").get(pk=row.pk)
        for row in rows
    ]
    with django_assert_max_num_queries(16):
        letters = write(cast, rows)
    assert [one.number for one in letters] == ["S-2027-001", "S-2027-002"]
    assert letters[0].text.startswith("Bonjour Hubert Lambot,") and rows[0].reference in letters[0].text
    assert letters[1].text.startswith("Beste Kris Maes,")
    assert letters[0].address == "Hubert Lambot\nRue Haute 1\n4000 Liège"
    assert Message.objects.filter(direction="out", channel="letter").count() == 2
    rows[0].refresh_from_db()
    assert (rows[0].state, rows[0].answered_at) == ("answered", AT)
    assert page_count(window_letters([paper_of(one) for one in letters], title="x")) == 2


def test_nothing_is_written_where_one_cannot_be(cast: Cast) -> None:
    rows = [
        somebody(cast, "Hubert Lambot", "fr", 1),
        a_conversation(cast, writer=a_writer("Paul", "p@public.example")),
    ]
    with pytest.raises(actions.LettersRefused) as refusal:
        write(cast, rows)
    assert refusal.value.problems == ((rows[1].reference, "no-address"),)
    promised = {"fr": actions.Wording("x", "Réponse pour le {due_on}.")}
    with pytest.raises(actions.LettersRefused) as refusal:
        write(cast, rows[:1], wordings=promised)
    assert refusal.value.problems == ((rows[0].reference, "no-day"),)
    with pytest.raises(actions.TextMissing):
        write(cast, [somebody(cast, "Ann", "en", 3)])
    with pytest.raises(actions.UnknownField):
        write(cast, rows[:1], wordings={"fr": actions.Wording("x", "{prenom}")})
    assert not PostedLetter.objects.exists()
    assert write(cast, rows[:1])[0].number == "S-2027-001"


def test_an_acknowledgement_answers_nothing(cast: Cast) -> None:
    letter = a_letter(cast)
    letter.conversation.refresh_from_db()
    assert letter.conversation.state == "open" and letter.house["name"] == "Meuse & Fils Films"


def test_what_left_is_kept_as_it_left(cast: Cast) -> None:
    letter = a_letter(cast, is_registered=True)
    with pytest.raises(actions.LeftBeforeWritten):
        actions.mark_left(letters=[letter], sent_on=TODAY - timedelta(days=1), by=cast.marc_olivier, at=AT)
    actions.mark_left(
        letters=[letter], sent_on=TODAY, registered={letter.pk: "RR 0123 4567 8 BE"}, by=cast.marc_olivier, at=AT
    )
    letter.refresh_from_db()
    assert (letter.sent_on, letter.registered_number) == (TODAY, "RR 0123 4567 8 BE")
    assert letter.paper == Document.objects.get() and Document.objects.get().desk == "audience"
    with pytest.raises(actions.LeftAlready):
        actions.mark_left(letters=[letter], sent_on=TODAY, by=cast.marc_olivier, at=AT)


def test_the_register_is_searched_and_says_what_waits(cast: Cast) -> None:
    a_letter(cast)
    found = register(cast.marc_olivier, cast.drache, words="lambot")
    assert found.to_post == 1 and found.rows[0].town == "4000 Liège"
    assert register(cast.marc_olivier, cast.gel).rows == ()


def test_an_address_as_the_window_has_it() -> None:
    assert window_lines("Anne", "Rue X 1,\n\n4000 Liège") == "Anne\nRue X 1\n4000 Liège"
    assert window_lines("Anne", "ANNE\nRue X 1") == "ANNE\nRue X 1"
    with pytest.raises(NoAddress):
        window_lines("Anne", " \n")
    with pytest.raises(AddressTooLong):
        window_lines("Anne", "\n".join("abcdef"))
