"""What a contest may not ask, and what its rules must say."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coulisse.desks.community.animation.guardrails import Asked, Bounds, Checked, Code, conditions_in, refusals
from coulisse.desks.community.animation.ruling import WORDS, Record, notice, rules_text, seal_of
from tests.desks.community.animation.scene import LIVE

WHOLE = Checked(
    kind="quiz",
    mechanic="skill",
    authorisation="",
    least_age=16,
    organiser="Médiane TV",
    complaints="jeux@mediane.example",
    titles={"fr": "Qui ?", "nl": "Wie?"},
    prizes={"fr": "Une visite", "nl": "Een bezoek"},
    criteria={},
    tie_labels={"fr": "Combien ?", "nl": "Hoeveel?"},
    has_tie_answer=True,
    written=(("fr", "On répond pendant l’émission."),),
    questions=(Asked(frozenset({"fr", "nl"}), 3, 1),),
)
BOUNDS = Bounds(draw_needs_reference=True, skill_may_win=True, may_ask_to_share=False, least_age=16)
RECORD = Record(
    title="Qui a volé la cloche ?",
    kind="quiz",
    mechanic="skill",
    organiser="Médiane TV, Bruxelles.",
    starts_at=LIVE,
    ends_at=LIVE + timedelta(hours=1),
    ways="On répond sur son téléphone.",
    prize="Une visite du clocher",
    criteria="",
    tie_label="Combien pèse la cloche ?",
    tie_unit="kg",
    winners=1,
    questions=3,
    least_age=16,
    keep_days=90,
    asks_contact=True,
    complaints="jeux@mediane.example",
    authorisation="Namur 2027/14",
)


def codes(checked: Checked, bounds: Bounds = BOUNDS) -> set[Code]:
    return {one.code for one in refusals(checked, bounds)}


def test_a_whole_quiz_opens() -> None:
    assert refusals(WHOLE, BOUNDS) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Pour participer, partagez cette publication.", Code.SHARE),
        ("N’oubliez pas de partager la vidéo !", Code.SHARE),
        ("Repostez et gagnez.", Code.SHARE),
        ("Deel dit bericht en win.", Code.SHARE),
        ("Share this post to enter.", Code.SHARE),
        ("Identifiez deux amis en commentaire.", Code.TAG),
        ("Taguez un ami.", Code.TAG),
        ("Tag een vriend onder dit bericht.", Code.TAG),
        ("Tag a friend below.", Code.TAG),
        ("Invitez vos amis à jouer.", Code.TAG),
        ("Un gagnant sera tiré au sort.", Code.DRAW_IN_WORDS),
        ("De winnaar wordt door loting aangewezen.", Code.DRAW_IN_WORDS),
        ("Winners are drawn at random.", Code.DRAW_IN_WORDS),
    ],
)
def test_conditions_that_are_refused(text: str, code: Code) -> None:
    assert code in codes(replace(WHOLE, written=(("fr", text),)))


@pytest.mark.parametrize(
    "text",
    [
        "Aucun partage de la publication n’est demandé.",
        "On participe sans identifier un ami.",
        "Partagez vos idées avec nous.",
        "Il n’y a pas de tirage au sort.",
        "Er wordt geen bericht gevraagd om te delen.",
        "Neem deel met één antwoord.",
        "No draw: nobody is drawn by lot, never at random.",
        "Le gagnant reçoit le prix en deux parties.",
    ],
)
def test_what_says_no_or_something_else_passes(text: str) -> None:
    assert list(conditions_in(text)) == []


def test_a_draw_needs_its_reference() -> None:
    draw = replace(WHOLE, kind="contest", mechanic="draw", questions=(), written=(("fr", "Tiré au sort."),))
    assert codes(draw) == {Code.DRAW_UNAUTHORISED}
    assert codes(replace(draw, authorisation="  ")) == {Code.DRAW_UNAUTHORISED}
    assert codes(replace(draw, authorisation="Namur 2027/14")) == set()


def test_a_draw_that_needs_no_reference_opens_without_one() -> None:
    draw = replace(WHOLE, kind="contest", mechanic="draw", questions=())
    assert codes(draw, replace(BOUNDS, draw_needs_reference=False)) == set()


def test_the_age_of_the_day_binds_whoever_can_win_something() -> None:
    older = replace(BOUNDS, least_age=18)
    assert codes(WHOLE, older) == {Code.UNDER_LEAST_AGE}
    assert codes(replace(WHOLE, least_age=18), older) == set()
    assert codes(replace(WHOLE, kind="poll", mechanic="", least_age=0), older) == set()


def test_skill_and_sharing_follow_their_value() -> None:
    assert codes(WHOLE, replace(BOUNDS, skill_may_win=False)) == {Code.SKILL_FORBIDDEN}
    asks = replace(WHOLE, written=(("fr", "Identifiez deux amis, puis repostez."),))
    assert codes(asks, replace(BOUNDS, may_ask_to_share=True)) == set()


@pytest.mark.parametrize("bound", ["skill_may_win", "may_ask_to_share", "least_age"])
def test_a_bound_that_nobody_knows_lets_nothing_through(bound: str) -> None:
    assert Code.BOUND_UNKNOWN in codes(WHOLE, replace(BOUNDS, **{bound: None}))
    draw = replace(WHOLE, kind="contest", mechanic="draw", questions=())
    unknown = replace(BOUNDS, draw_needs_reference=None)
    assert codes(draw, unknown) == {Code.BOUND_UNKNOWN}
    assert codes(replace(draw, authorisation="Namur 2027/14"), unknown) == set()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"titles": {}}, Code.NO_TITLE),
        ({"titles": {"fr": "Qui ?"}}, Code.LANGUAGE_MISSING),
        ({"organiser": " "}, Code.NO_ORGANISER),
        ({"complaints": ""}, Code.NO_COMPLAINTS),
        ({"prizes": {"fr": "Une visite"}}, Code.NO_PRIZE),
        ({"tie_labels": {"fr": "Combien ?"}}, Code.NO_TIE_BREAK),
        ({"has_tie_answer": False}, Code.NO_TIE_BREAK),
        ({"questions": ()}, Code.NO_QUESTION),
        ({"questions": (Asked(frozenset({"fr", "nl"}), 1, 1),)}, Code.NO_QUESTION),
        ({"questions": (Asked(frozenset({"fr"}), 3, 1),)}, Code.LANGUAGE_MISSING),
        ({"questions": (Asked(frozenset({"fr", "nl"}), 3, 0),)}, Code.NO_RIGHT_ANSWER),
        ({"mechanic": "jury", "questions": ()}, Code.NO_CRITERIA),
    ],
)
def test_what_is_missing_is_named(change: dict[str, object], code: Code) -> None:
    assert code in codes(replace(WHOLE, **change))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_a_draw_names_what_permits_it(language: str) -> None:
    draw = replace(RECORD, mechanic="draw")
    freed = replace(draw, authorisation="", freed_by="loi du 01/02/2027")
    assert "Namur 2027/14" in rules_text(draw, language)
    assert "loi du 01/02/2027" in rules_text(freed, language)
    assert "{" not in rules_text(freed, language)


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
@pytest.mark.parametrize("mechanic", ["", "skill", "jury", "draw"])
def test_rules_in_their_own_words_pass_their_own_check(language: str, mechanic: str) -> None:
    record = replace(RECORD, mechanic=mechanic, criteria="L’originalité")
    text = rules_text(record, language)
    found = {code for code, _words in conditions_in(text)} - (
        {Code.DRAW_IN_WORDS} if mechanic == "draw" else set()
    )
    assert found == set()
    assert "{" not in text + notice(record, language)
    assert ("16" in text) is bool(mechanic)


def test_rules_say_all_that_they_must() -> None:
    french = rules_text(RECORD, "fr")
    for words in (
        "organisé par Médiane TV, Bruxelles.",
        "dimanche 18 avril 2027 à 20",
        "Une visite du clocher. Nombre de gagnants",
        "dès 16 ans",
        "Combien pèse la cloche",
        "(en kg)",
        "jeux@mediane.example",
        "effacé 90 jours après la fin",
        "ni organisée, ni parrainée",
    ):
        assert words in french.replace("\u00a0", " ").replace("\u202f", " "), words
    assert "zondag 18 april 2027 om 20:30 uur" in rules_text(RECORD, "nl")


def test_the_languages_have_the_same_words() -> None:
    assert WORDS["fr"].keys() == WORDS["nl"].keys() == WORDS["en"].keys()


def test_the_seal_changes_with_a_comma() -> None:
    assert seal_of({"fr": "a", "nl": "b"}) == seal_of({"nl": "b", "fr": "a"})
    assert seal_of({"fr": "a"}) != seal_of({"fr": "a,"})
