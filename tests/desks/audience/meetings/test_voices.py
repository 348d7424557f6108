"""Questionnaires, panels and ideas: asked in two languages, answered once, told with their n."""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from coulisse.desks.audience.meetings.actions import ideas as idea_actions
from coulisse.desks.audience.meetings.actions import panels as panel_actions
from coulisse.desks.audience.meetings.actions import questionnaires as actions
from coulisse.desks.audience.meetings.actions.questionnaires import Asked, Said
from coulisse.desks.audience.meetings.forms import read_lines
from coulisse.desks.audience.meetings.models import Idea, PanelInvitation, Questionnaire
from coulisse.desks.audience.meetings.queries.voices import results_of
from coulisse.desks.audience.relations.models import Consent
from coulisse.foundation.mailroom.models import Letter
from tests.cast import AT, Cast, give, person
from tests.desks.audience.meetings.verdicts import a_panel, a_questionnaire
from tests.desks.audience.scene import a_conversation, a_writer

pytestmark = pytest.mark.django_db
QUESTIONS = [
    Asked("scale", {"fr": "Content ?", "nl": "Tevreden?"}, is_required=True),
    Asked(
        "several",
        {"fr": "Quoi ?", "nl": "Wat?"},
        ({"fr": "Le son", "nl": "Geluid"}, {"fr": "L’image", "nl": "Beeld"}),
    ),
    Asked("text", {"fr": "Un mot ?", "nl": "Een woord?"}),
]


def written(cast: Cast) -> Questionnaire:
    values = {"slug": "avis", "titles": {"fr": "Avis", "nl": "Mening"}, "notices": {"fr": "…", "nl": "…"}}
    made = actions.write(production=cast.drache, values=values, questions=QUESTIONS, by=cast.marc_olivier, at=AT)
    actions.open_up(questionnaire=made, by=cast.marc_olivier, at=AT)
    made.refresh_from_db()
    return made


def test_the_figures_count_those_who_answered_each_question(cast: Cast) -> None:
    made = written(cast)
    scale, several, text = made.questions.all()
    for degree, chosen in ((5, (0, 1)), (4, (1,)), (4, ())):
        said = [
            Said(scale.pk, (degree,)),
            Said(several.pk, chosen),
            Said(text.pk, words="Bien" if degree == 5 else ""),
        ]
        actions.reply(questionnaire=made, said=said, language="fr", at=AT)
    first, second, third = results_of(made, language="nl")
    assert (first.label, first.n, first.mean) == ("Tevreden?", 3, "4.3")
    assert [bar.count for bar in first.bars] == [0, 0, 0, 2, 1]
    assert (second.n, [(bar.label, bar.count, bar.share) for bar in second.bars]) == (
        2,
        [("Geluid", 1, 50), ("Beeld", 2, 100)],
    )
    assert (third.n, third.words) == (1, ("Bien",))


def test_questions_stand_once_somebody_answered(cast: Cast) -> None:
    made = written(cast)
    actions.reply(questionnaire=made, said=[], language="fr", at=AT)
    values = {"slug": "avis", "titles": {"fr": "Autre titre"}}
    again = actions.rewrite(
        questionnaire=made,
        values=values,
        questions=QUESTIONS,
        read_version=made.version,
        by=cast.marc_olivier,
        at=AT,
    )
    assert str(again) == "Autre titre"
    with pytest.raises(actions.AnsweredAlready):
        actions.rewrite(
            questionnaire=again,
            values=values,
            questions=QUESTIONS[:1],
            read_version=again.version,
            by=cast.marc_olivier,
            at=AT,
        )


def test_what_is_closed_takes_no_answer(cast: Cast) -> None:
    made = a_questionnaire(cast, is_open=False)
    with pytest.raises(actions.NotOpen):
        actions.reply(questionnaire=made, said=[], language="fr", at=AT)
    assert Browser().get("/audience/meetings/opinion/apres-la-soiree/").status_code == 404


def test_questions_are_typed_a_line_each() -> None:
    lines = read_lines("1-5 * Content ?\n\no D’où ? | Télé | Radio\n? Un mot")
    assert lines == [
        ("scale", "Content ?", True, []),
        ("choice", "D’où ?", False, ["Télé", "Radio"]),
        ("text", "Un mot", False, []),
    ]


@pytest.mark.parametrize("typed", ["Content ?", "o Sans choix", "x Un | seul", "1-5"])
def test_a_wrong_line_is_named(typed: str) -> None:
    with pytest.raises(Exception, match="1"):
        read_lines(typed)


def test_the_public_answers_and_reads_published_figures_without_words(cast: Cast) -> None:
    made, browser = written(cast), Browser()
    scale, several, text = made.questions.all()
    address = "/audience/meetings/opinion/avis/"
    assert browser.post(address, {}).status_code == 422, "the first question must be answered"
    sent = browser.post(address, {f"q{scale.pk}": "5", f"q{several.pk}": ["1"], f"q{text.pk}": "Un mot à nous"})
    assert sent.status_code == 302 and made.replies.count() == 1
    actions.publish(questionnaire=made, by=cast.marc_olivier, at=AT)
    page = browser.get(address).content.decode()
    assert "n = 1" in page and "Un mot à nous" not in page


def test_csv_is_no_formula(cast: Cast) -> None:
    made = written(cast)
    text = made.questions.all()[2]
    actions.reply(questionnaire=made, said=[Said(text.pk, words="=HYPERLINK(1)")], language="fr", at=AT)
    browser = Browser()
    browser.force_login(cast.marc_olivier, backend="django.contrib.auth.backends.ModelBackend")
    sheet = browser.get(f"/audience/meetings/questionnaires/{made.pk}/replies.csv").content.decode()
    assert "'=HYPERLINK" in sheet and ";=HYPERLINK" not in sheet


def test_a_panel_is_asked_once_and_only_while_the_consent_holds(cast: Cast) -> None:
    panel, made = a_panel(cast), written(cast)
    for number in range(3):
        writer = a_writer(f"W{number}", f"w{number}@public.example")
        Consent.objects.create(writer=writer, purpose="panel", given_at=AT, how="carte")
    assert panel_actions.fill(panel=panel, by=cast.marc_olivier, at=AT) == 3
    assert panel_actions.fill(panel=panel, by=cast.marc_olivier, at=AT) == 0
    Consent.objects.filter(writer__name="W0").update(withdrawn_at=AT)
    root = "https://maison.example/audience/meetings/opinion-panel/"
    asked = panel_actions.ask(panel=panel, questionnaire=made, root=root, by=cast.marc_olivier, at=AT)
    assert asked == 2 == PanelInvitation.objects.count()
    with pytest.raises(panel_actions.NobodyToAsk):
        panel_actions.ask(panel=panel, questionnaire=made, root=root, by=cast.marc_olivier, at=AT)
    letter = Letter.objects.first()
    assert letter is not None
    address = letter.text[letter.text.index("/audience/meetings/opinion-panel/") :].split()[0]
    scale = made.questions.all()[0]
    assert Browser().post(address, {f"q{scale.pk}": "3"}).status_code == 302
    assert Browser().post(address, {f"q{scale.pk}": "5"}).status_code == 422
    assert made.replies.count() == 1


def test_an_idea_is_shown_with_its_answer_and_without_a_name(cast: Cast) -> None:
    browser, address = Browser(), "/audience/meetings/box/drache/"
    browser.post(address, {"text": "Plus de fanfare", "name": "Élise Noël", "email": "elise@public.example"})
    idea = Idea.objects.get()
    assert idea.writer is not None and idea.writer.name == "Élise Noël"
    with pytest.raises(idea_actions.NothingToShow):
        idea_actions.answer(
            idea=idea, state="kept", text=" ", is_shown=True, read_version=1, by=cast.marc_olivier, at=AT
        )
    assert "Plus de fanfare" not in browser.get(address).content.decode()
    idea_actions.answer(
        idea=idea,
        state="done",
        text="Elle revient en mai.",
        is_shown=True,
        read_version=1,
        by=cast.marc_olivier,
        at=AT,
    )
    page = browser.get(address).content.decode()
    assert "Plus de fanfare" in page and "Elle revient en mai." in page and "Élise" not in page


def test_whoever_answers_for_one_production_takes_in_nobody_of_another(cast: Cast) -> None:
    here, there = a_writer("Ici", "ici@public.example"), a_writer("Ailleurs", "ailleurs@public.example")
    for number, (writer, production) in enumerate(((here, cast.drache), (there, cast.gel))):
        a_conversation(cast, writer=writer, production=production, at=AT + timedelta(days=number))
        Consent.objects.create(writer=writer, purpose="panel", given_at=AT, how="carte")
    officer = person("Lise Officière", "lise@meuse.example")
    give(officer, "audience_officer", production=cast.drache)
    panel = a_panel(cast)
    assert panel_actions.fill(panel=panel, by=officer, at=AT) == 1
    assert panel.panelists.get().writer == here
