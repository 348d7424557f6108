"""A recourse: the text told comes from a dated table, each condition has its verdict and source."""

from datetime import UTC, date, datetime

import pytest

from coulisse.desks.audience.cases.actions import recourse as actions
from coulisse.desks.audience.cases.addressees import addressee_on, history_of, shipped, table_on
from coulisse.desks.audience.cases.models import Recourse
from coulisse.desks.audience.cases.queries.checks import check
from coulisse.desks.audience.relations.models import WriterAddress
from coulisse.foundation.journal.versions import StaleWrite
from tests.cast import AT, TODAY, Cast
from tests.desks.audience.cases.verdicts import a_recourse
from tests.desks.audience.scene import a_conversation, a_writer

pytestmark = pytest.mark.django_db
ON_AIR = datetime(2027, 3, 14, 19, 52, tzinfo=UTC)


def test_every_body_is_told_in_three_languages_with_its_source() -> None:
    assert {(one.body, one.language) for one in shipped()} == {
        (body, language) for body in ("mediator", "csa", "cdj", "vrm", "reply") for language in ("fr", "nl", "en")
    }
    assert all(one.source and one.text and one.address == "" for one in shipped())
    assert all(one.to_be_checked for one in shipped() if one.body == "vrm")


@pytest.mark.parametrize(("language", "word"), [("fr", "porter plainte"), ("nl", "klacht"), ("und", "porter")])
def test_the_complainant_reads_their_language_and_the_state_is_announced(
    cast: Cast, language: str, word: str
) -> None:
    row = a_recourse(cast, "csa", language=language)
    assert row.state == "announced" and word in row.told["text"] and row.told["source"]
    assert row.due_on == date(2027, 4, 16)
    with pytest.raises(actions.AnnouncedAlready):
        actions.announce(conversation=row.conversation, body="csa", asked_on=TODAY, by=cast.marc_olivier, at=AT)


def test_the_vrm_has_no_known_day(cast: Cast) -> None:
    row = a_recourse(cast, "vrm")
    found = check(row)
    assert row.due_on is None and not found.has_rules and found.lines == () and found.admissible is None


def test_the_house_writes_its_own_text_and_the_earlier_ones_stay(cast: Cast) -> None:
    values = {
        "name": "CSA",
        "address": "Rue X 1\n1000 Bruxelles",
        "site": "",
        "text": "Notre texte",
        "source": "csa.be",
        "read_on": TODAY,
        "confidence": "H",
    }
    actions.write_addressee(
        body="csa", language="fr", from_day=date(2027, 3, 20), values=values, by=cast.odile, at=AT
    )
    assert addressee_on("csa", "fr", TODAY).is_ours is False
    assert addressee_on("csa", "fr", date(2027, 3, 20)).text == "Notre texte"
    assert [one.is_ours for one in history_of("csa", "fr")] == [True, False]
    assert sum(one.is_ours for one in table_on(date(2027, 4, 1))) == 1


def test_what_is_known_is_checked_condition_by_condition(cast: Cast) -> None:
    writer = a_writer()
    WriterAddress.objects.create(writer=writer, kind="postal", value="Rue Haute 3\n4000 Liège", key="rue haute 3")
    row = a_recourse(cast, "cdj", writer=writer, on_air_at=ON_AIR)
    assert (row.published_on, row.address) == (date(2027, 3, 14), "Rue Haute 3\n4000 Liège")
    found = {line.code: line for line in check(row).lines}
    assert {code: line.verdict for code, line in found.items()} == {
        "cdj.delay": "met",
        "cdj.length": "met",
        "cdj.identity": "met",
        "cdj.reference": "unmet",
        "cdj.motives": "unmet",
        "cdj.mediation": "met",
    }
    assert (
        found["cdj.delay"].limit == "14/05/2027" and found["cdj.delay"].source == "lecdj.be/fr/plaintes/procedure"
    )
    values = {"programme": "Plein Jour, 14/03/2027", "motives": ["vérité"], "text": "é " * 5001}
    written = actions.complete(recourse=row, values=values, read_version=1, by=cast.marc_olivier, at=AT)
    assert [line.code for line in check(written).lines if line.verdict == "unmet"] == ["cdj.length"]
    with pytest.raises(StaleWrite):
        actions.complete(recourse=row, values=values, read_version=1, by=cast.marc_olivier, at=AT)


def test_a_decision_says_what_was_decided(cast: Cast) -> None:
    row = a_recourse(cast)
    with pytest.raises(actions.OutcomeMissing):
        actions.move(recourse=row, to="decided", by=cast.marc_olivier, at=AT)
    actions.move(recourse=row, to="dropped", by=cast.marc_olivier, at=AT)
    assert Recourse.objects.get().state == "dropped"
    actions.announce(conversation=row.conversation, body="cdj", asked_on=TODAY, by=cast.marc_olivier, at=AT)


def test_a_right_of_reply_counts_thirty_days_from_the_broadcast(cast: Cast) -> None:
    row = a_recourse(cast, "reply", on_air_at=datetime(2027, 2, 1, 19, tzinfo=UTC))
    found = {line.code: line.verdict for line in check(row).lines}
    assert found["reply.delay"] == "unmet" and found["reply.registered"] == "unknown"


def test_nothing_known_is_said_as_unknown(cast: Cast) -> None:
    row = actions.announce(
        conversation=a_conversation(cast), body="cdj", asked_on=TODAY, by=cast.marc_olivier, at=AT
    )
    assert {line.verdict for line in check(row).lines if line.code == "cdj.delay"} == {"unknown"}
