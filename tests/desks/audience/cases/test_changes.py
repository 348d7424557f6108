"""« Changed because of you »: asked, answered, done, measured, and told to each writer once."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from coulisse.desks.audience.cases.access import access_recommendation
from coulisse.desks.audience.cases.actions import changes as actions
from coulisse.desks.audience.cases.actions.post import Wording
from coulisse.desks.audience.cases.letters import closing_wording
from coulisse.desks.audience.cases.models import Closing, PostedLetter
from coulisse.desks.audience.cases.queries import changes_before
from coulisse.desks.audience.cases.queries.changes import open_asks, register_of
from coulisse.desks.audience.cases.queries.closing import to_tell
from coulisse.desks.audience.intake.models import Family, Message, Topic, TopicSet
from coulisse.desks.audience.relations.models import WriterAddress
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.mailroom.models import Recipient
from coulisse.foundation.tasks.models import Task
from tests.cast import AT, TODAY, Cast
from tests.desks.audience.cases.verdicts import a_recommendation
from tests.desks.audience.scene import a_conversation, a_writer

pytestmark = pytest.mark.django_db
SINCE = date(2027, 3, 21)
WORDINGS = {
    "fr": Wording("Ce qui a changé", "Un avertissement précède la séquence."),
    "nl": Wording("Gewijzigd", "Nu."),
}


def a_family(cast: Cast, key: str, **fields: Any) -> Family:
    return Family.objects.create(
        key=key, language="fr", production=cast.drache, text="…", first_at=AT, last_at=AT, **fields
    )


def in_force(cast: Cast, row: Any) -> Any:
    return actions.put_in_force(
        recommendation=row,
        done_on=SINCE,
        what_changed="Un avertissement précède la séquence.",
        read_version=row.version,
        by=cast.marc_olivier,
        at=AT,
    )


def test_the_owner_is_asked_and_answers(cast: Cast) -> None:
    row = a_recommendation(cast, owner=cast.solange)
    assert Task.objects.get().person == cast.solange
    access_recommendation(cast.solange, row.pk, to="answer")
    for user, refusal in ((cast.solange, PermissionDenied), (cast.bastien, Http404)):
        with pytest.raises(refusal):
            access_recommendation(user, row.pk, to="change")
    other = a_recommendation(cast)
    with pytest.raises(PermissionDenied):
        access_recommendation(cast.solange, other.pk, to="answer")
    written = actions.answer(
        recommendation=row, decision="accepted", text="Dès dimanche.", read_version=1, by=cast.solange, at=AT
    )
    assert written.decision == "accepted" and Task.objects.filter(person=cast.solange, state="done").exists()
    with pytest.raises(StaleWrite):
        actions.answer(recommendation=row, decision="refused", text="Non", read_version=1, by=cast.odile, at=AT)
    with pytest.raises(actions.CannotRead):
        a_recommendation(cast, owner=cast.bastien)


def test_a_family_in_two_languages_is_told_once_each(cast: Cast, django_assert_max_num_queries: Any) -> None:
    leader = a_family(cast, "fr")
    other = a_family(cast, "nl", joined_to=leader)
    for number in range(6):
        writer = a_writer(f"Anne {'ABCDEF'[number]}ubois", f"a{number}@public.example")
        a_conversation(cast, writer=writer, family=leader if number else other, language="fr" if number else "nl")
    a_conversation(cast, writer=a_writer("Anne 1", "a1@public.example"), family=leader)
    a_conversation(cast, writer=a_writer("Menace", "m@public.example"), family=leader, is_folded=True)
    paper = a_writer("Yvonne", "y@public.example")
    WriterAddress.objects.create(writer=paper, kind="postal", value="Rue X 1\n4000 Liège", key="rue x")
    a_conversation(cast, writer=paper, family=leader, channel="letter")
    row = in_force(cast, a_recommendation(cast, family=leader))
    with django_assert_max_num_queries(45):
        told = actions.tell_back(recommendation=row, wordings=WORDINGS, by=cast.marc_olivier, at=AT)
    assert (told.mailed, told.posted, told.unreachable) == (6, 1, ())
    assert Recipient.objects.count() == 6 and PostedLetter.objects.get().kind == "closing"
    nl = Message.objects.get(direction="out", language="nl", channel="mail")
    assert nl.subject.startswith("Gewijzigd [") and nl.text.startswith("Beste Anne")
    assert Closing.objects.count() == 7
    with pytest.raises(actions.NobodyLeftToTell):
        actions.tell_back(recommendation=row, wordings=WORDINGS, by=cast.marc_olivier, at=AT)


def test_nothing_is_told_before_anything_changed(cast: Cast) -> None:
    family = a_family(cast, "fr")
    a_conversation(cast, family=family, language="nl")
    row = a_recommendation(cast, family=family)
    with pytest.raises(actions.NothingChanged):
        actions.tell_back(recommendation=row, wordings=WORDINGS, by=cast.marc_olivier, at=AT)
    with pytest.raises(actions.WordingMissing) as refusal:
        actions.tell_back(
            recommendation=in_force(cast, row), wordings={"fr": WORDINGS["fr"]}, by=cast.marc_olivier, at=AT
        )
    assert refusal.value.language == "nl" and not Closing.objects.exists()


def test_the_proposal_in_another_language_is_translated_before_it_leaves(cast: Cast) -> None:
    family = a_family(cast, "fr")
    a_conversation(cast, family=family, language="nl")
    row = in_force(cast, a_recommendation(cast, family=family))
    proposed = closing_wording(row, ("fr", "nl"))
    assert "\n\n" + row.what_changed in proposed["text_fr"] and "{" not in proposed["text_fr"]
    outside = re.sub(r"\{[^}]*\}", "", proposed["text_nl"])
    assert row.what_changed in proposed["text_nl"] and row.what_changed not in outside
    wordings = {"nl": Wording(proposed["subject_nl"], proposed["text_nl"])}
    with pytest.raises(actions.NotTranslated) as refusal:
        actions.tell_back(recommendation=row, wordings=wordings, by=cast.marc_olivier, at=AT)
    assert refusal.value.language == "nl" and not Closing.objects.exists()
    written = {"nl": Wording("Gewijzigd", re.sub(r"\{[^}]*\}", "Nu.", proposed["text_nl"]))}
    assert actions.tell_back(recommendation=row, wordings=written, by=cast.marc_olivier, at=AT).mailed == 1


def test_a_topic_over_some_days_and_the_effect_counted(cast: Cast) -> None:
    topics = TopicSet.objects.create(code="maison-test")
    topic = Topic.objects.create(within=topics, code="sous-titres-test", labels={"fr": "Sous-titres"})
    for week in (-3, -2, -1, 1):
        at = AT + timedelta(weeks=week)
        a_conversation(cast, writer=a_writer(f"W{week}", f"w{week}@public.example"), topic=topic, at=at)
    row = a_recommendation(cast, topic=topic, from_on=TODAY - timedelta(weeks=2), to_on=TODAY + timedelta(weeks=2))
    assert len(to_tell(row).by_mail) == 3
    with pytest.raises(actions.NothingChanged):
        actions.count_weeks(recommendation=row, weeks=4, until=TODAY, by=cast.marc_olivier, at=AT)
    effect = actions.count_weeks(
        recommendation=in_force(cast, row), weeks=4, until=date(2027, 5, 1), by=cast.marc_olivier, at=AT
    )
    assert (effect.before, effect.after, effect.how) == ("3", "1", "counted")


def test_figures_have_a_source_and_the_letter_reads_what_changed(cast: Cast) -> None:
    row = a_recommendation(cast)
    with pytest.raises(actions.FigureMissing):
        actions.measure(
            recommendation=row, values={"label": "Plaintes", "before": "21", "after": "4"}, by=cast.odile, at=AT
        )
    values = {"label": "Plaintes", "before": "21", "after": "4", "source": "Registre"}
    actions.measure(recommendation=row, values=values, by=cast.odile, at=AT)
    assert changes_before(cast.drache, date(2027, 3, 28)) == ()
    assert [one.pk for one in open_asks(cast.drache, until=TODAY)] == [row.pk]
    in_force(cast, row)
    (told,) = changes_before(cast.drache, date(2027, 3, 28))
    assert (told.what_changed, told.done_on) == ("Un avertissement précède la séquence.", SINCE)
    assert [(one.before, one.after, one.source) for one in told.effects] == [("21", "4", "Registre")]
    assert changes_before(cast.drache, date(2027, 3, 14)) == ()
    (week,) = register_of(cast.drache, day=TODAY)
    assert (week.number, week.lines[0].state) == (11, "done")
