"""An animation's life: written, opened under its guard-rails, played once each, settled by skill or by lot."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from coulisse.desks.community.animation.actions import entering, hearing, running, settling, writing
from coulisse.desks.community.animation.actions.entering import Entry
from coulisse.desks.community.animation.actions.forgetting import forget_due
from coulisse.desks.community.animation.actions.telling import NotNow
from coulisse.desks.community.animation.guardrails import Code
from coulisse.desks.community.animation.models import Animation, Entrant, GameQuestion, Given, LotDraw
from coulisse.desks.community.animation.queries.desk import bases_shown
from coulisse.desks.community.animation.queries.public import counted, shows_result, stage_of
from coulisse.desks.community.animation.queries.ranking import ranking_of, ties_to_decide
from coulisse.desks.community.animation.records import rules_of
from coulisse.desks.community.animation.ruling import seal_of
from coulisse.desks.community.facts.animation import OpeningRefused
from coulisse.desks.community.strategy.models import Idea
from coulisse.engines import quiz
from coulisse.foundation.journal.models import Entry as JournalEntry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.mailroom.secrets import opened as unsealed
from coulisse.foundation.parameters.actions import add_value
from coulisse.foundation.parameters.models import Parameter, Use, Value
from tests.cast import Cast
from tests.desks.community.animation import scene
from tests.desks.community.animation.scene import (
    LIVE,
    TITLES,
    a_call,
    a_contest,
    a_player,
    a_poll,
    a_quiz,
    an_open_quiz,
    asked,
    opened,
    quiz_values,
)

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def question(animation: Animation, number: int) -> GameQuestion:
    return GameQuestion.objects.select_related("animation").get(animation=animation, position=number)


def released(animation: Animation, number: int, cast: Cast, after: int = 0) -> GameQuestion:
    return running.release(question=question(animation, number), by=cast.ines, at=LIVE + after * SECOND)


def answers(player: Entrant, asked_: GameQuestion, choice: int, after: int) -> Given:
    assert asked_.opens_at is not None
    return entering.answer(entrant=player, question=asked_, choice=choice, at=asked_.opens_at + after * SECOND)


# ---- written and opened


def test_rules_are_frozen_as_it_opens_and_the_database_keeps_them(cast: Cast) -> None:
    row = an_open_quiz(cast)
    assert set(row.rules) == {"fr", "nl"} and row.rules_hash == seal_of(row.rules)
    with pytest.raises(NotNow):
        writing.write_rules(animation=row, rules={"fr": "Autre"}, read_version=row.version, by=cast.ines, at=LIVE)
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        Animation.objects.filter(pk=row.pk).update(rules={"fr": "Autre"})


def test_rules_worded_by_somebody_stay_until_emptied(cast: Cast) -> None:
    row = a_quiz(cast)
    by_record = rules_of(row)
    written = writing.write_rules(
        animation=row, rules={"fr": "Nos mots à nous.", "nl": ""}, read_version=row.version, by=cast.ines, at=LIVE
    )
    assert rules_of(written) == {"fr": "Nos mots à nous.", "nl": by_record["nl"]}
    with pytest.raises(StaleWrite):
        writing.write_rules(animation=row, rules={}, read_version=row.version, by=cast.ines, at=LIVE)
    again = writing.write_rules(animation=row, rules={}, read_version=written.version, by=cast.ines, at=LIVE)
    assert rules_of(again) == by_record


def test_a_refused_opening_is_written_down(cast: Cast) -> None:
    row = a_contest(cast, "draw")
    with pytest.raises(running.Refused) as stopped:
        opened(row, cast)
    assert [one.code for one in stopped.value.reasons] == [Code.DRAW_UNAUTHORISED]
    assert Animation.objects.get(pk=row.pk).state == Animation.State.DRAFT
    assert JournalEntry.objects.filter(kind=OpeningRefused.kind, subject_id=row.pk).count() == 1


def test_not_even_the_database_opens_a_draw_without_a_reference(cast: Cast) -> None:
    row = a_contest(cast, "draw", authorisation="Namur 2027/14")
    opened(row, cast)
    with pytest.raises(DatabaseError, match="no_draw_without_authorisation"), transaction.atomic():
        Animation.objects.filter(pk=row.pk).update(authorisation="")


def test_an_address_is_one_animation_s(cast: Cast) -> None:
    a_quiz(cast)
    with pytest.raises(writing.AddressTaken):
        a_quiz(cast)


@pytest.mark.parametrize(
    ("kind", "mechanic"), [("poll", "skill"), ("quiz", "draw"), ("contest", ""), ("call", "jury")]
)
def test_a_way_of_winning_fits_its_kind(cast: Cast, kind: str, mechanic: str) -> None:
    with pytest.raises(writing.WayDoesNotFit):
        a_quiz(cast, kind=kind, mechanic=mechanic)


def test_it_changes_while_it_is_a_draft(cast: Cast) -> None:
    row = a_quiz(cast)
    values = quiz_values(titles={**TITLES, "en": "Who stole the bell?"})
    written = writing.rewrite(
        animation=row, values=values, questions=asked()[:2], read_version=row.version, by=cast.ines, at=LIVE
    )
    assert written.languages == ["fr", "nl", "en"] and written.questions.count() == 2
    with pytest.raises(StaleWrite):
        writing.rewrite(
            animation=row, values=values, questions=asked(), read_version=row.version, by=cast.ines, at=LIVE
        )


def test_it_is_handed_to_the_calendar_once(cast: Cast) -> None:
    row = an_open_quiz(cast)
    for _again in range(2):
        writing.announce_in_calendar(animation=row, address="https://x.example/play/", by=cast.ines, at=LIVE)
    idea = Idea.objects.get()
    assert (idea.title, idea.link, idea.production) == (TITLES["fr"], "https://x.example/play/", cast.drache)


# ---- within the legal values of its day


def house_says(cast: Cast, code: str, text: str, since: date, source: str = "choix de la maison") -> Value:
    scene.bounds_are_known()
    return add_value(
        Parameter.objects.get(code=code),
        text=text,
        since=since,
        source=source,
        read_on=LIVE.date(),
        confidence="H",
        by=cast.nadia,
        at=LIVE,
    )


def test_from_its_date_an_age_of_the_house_binds_the_contests_of_that_day(cast: Cast) -> None:
    house_says(cast, "contests.least_age", "18", LIVE.date())
    day = timedelta(days=1)
    before = a_quiz(cast, slug="la-veille", starts_at=LIVE - day, ends_at=LIVE - day / 2, least_age=16)
    assert opened(before, cast).state == Animation.State.OPEN
    on_the_day = a_quiz(cast, least_age=16)
    with pytest.raises(running.Refused) as stopped:
        opened(on_the_day, cast)
    assert [(one.code, one.words) for one in stopped.value.reasons] == [(Code.UNDER_LEAST_AGE, "18")]
    assert opened(a_quiz(cast, slug="adultes"), cast).least_age == 18, "whoever gives no age gets that of the day"


def test_a_value_that_comes_later_leaves_what_is_frozen_alone(cast: Cast) -> None:
    row = an_open_quiz(cast)
    before = (row.least_age, row.rules, row.rules_hash)
    house_says(cast, "contests.least_age", "18", LIVE.date())
    row = Animation.objects.get(pk=row.pk)
    assert (row.least_age, row.rules, row.rules_hash) == before and seal_of(row.rules) == row.rules_hash
    assert a_player(row, "Ana", birth_year=2010).excluded == "", "seventeen, as its rules let them"
    shown = {one.code: one.value.text for one in bases_shown(row) if one.value}
    assert shown["contests.least_age"] == "16", "the page shows what it was opened under"
    used = Use.objects.filter(subject="community.animation", subject_id=row.pk)
    assert set(used.values_list("title", "production_id")) == {(TITLES["fr"], cast.drache.pk)}
    assert used.count() == 4


def test_who_opens_an_animation_for_a_client_is_told_by_its_kind_alone(cast: Cast) -> None:
    row = a_quiz(cast)
    Animation.objects.filter(pk=row.pk).update(production=None, client=cast.other_client)
    opened(Animation.objects.get(pk=row.pk), cast)
    assert TITLES["fr"] not in set(Use.objects.values_list("title", flat=True))


def test_where_the_law_asks_for_no_authorisation_the_draw_names_that_law(cast: Cast) -> None:
    house_says(cast, "contests.draw_authorisation", "no", LIVE.date(), source="loi du 01/02/2027, art. 4")
    row = opened(a_contest(cast, "draw"), cast)
    assert row.authorisation == "loi du 01/02/2027, art. 4" and row.authorisation in row.rules["nl"]
    earlier = {"starts_at": LIVE - timedelta(days=2), "ends_at": LIVE - timedelta(days=1), "slug": "avant"}
    with pytest.raises(running.Refused):
        opened(a_quiz(cast, kind="contest", mechanic="draw", **earlier), cast)


def test_without_a_legal_value_nothing_opens_at_which_somebody_wins(cast: Cast) -> None:
    row = a_quiz(cast)
    Parameter.objects.filter(group="contests").delete()
    with pytest.raises(running.Refused) as stopped:
        opened(row, cast)
    assert [one.code for one in stopped.value.reasons] == [Code.BOUND_UNKNOWN]
    assert opened(a_poll(cast), cast).state == Animation.State.OPEN


# ---- taking part


def test_once_for_a_browser_and_once_for_an_address(cast: Cast) -> None:
    row = an_open_quiz(cast, asks_contact=True)
    first = a_player(row, "Cloche", contact="Zoe@Public.example")
    with pytest.raises(entering.EnteredAlready):
        a_player(row, "Cloche")
    with pytest.raises(entering.AddressUsed):
        a_player(row, "Autre", contact="zoe@public.example ")
    assert "zoe" not in first.contact.lower() and unsealed(first.contact) == "Zoe@Public.example"
    assert "key-Cloche" not in first.key_hash


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"birth_year": 2012}, "under_age"),
        ({"birth_year": 2011, "declares_age": False}, "age_not_declared"),
        ({"birth_year": None, "declares_age": False}, "age_not_declared"),
    ],
)
def test_of_who_is_too_young_only_the_reason_stays(cast: Cast, told: dict[str, Any], reason: str) -> None:
    row = an_open_quiz(cast)
    with pytest.raises(entering.LeftOut) as out:
        a_player(row, "Petit", **told)
    assert out.value.reason == reason
    kept = Entrant.objects.get()
    assert (kept.excluded, kept.pseudonym, kept.birth_year, kept.guess) == (reason, "", None, None)
    with pytest.raises(entering.EnteredAlready):
        a_player(row, "Petit", birth_year=1990)
    assert ranking_of(row, at=LIVE) == ()


def test_without_the_rules_nobody_plays_and_nothing_is_kept(cast: Cast) -> None:
    row = an_open_quiz(cast)
    with pytest.raises(entering.LeftOut):
        a_player(row, "Distrait", accepts_rules=False)
    assert not Entrant.objects.exists()


def test_a_mistake_is_taken_back_by_the_desk(cast: Cast) -> None:
    row = an_open_quiz(cast)
    with pytest.raises(entering.LeftOut):
        a_player(row, "Erreur", birth_year=2019)
    settling.let_in(entrant=Entrant.objects.get(), by=cast.ines, at=LIVE)
    assert a_player(row, "Erreur").excluded == ""


@pytest.mark.parametrize("moment", [LIVE - SECOND, LIVE + timedelta(hours=1)])
def test_a_contest_has_its_hours(cast: Cast, moment: object) -> None:
    row = opened(a_contest(cast), cast)
    with pytest.raises(entering.NotOpen):
        a_player(row, "Tard", at=moment)  # type: ignore[arg-type]


def test_an_answer_counts_between_release_and_closing(cast: Cast) -> None:
    row = an_open_quiz(cast)
    player = a_player(row, "Cloche")
    one = question(row, 1)
    with pytest.raises(entering.NotOpen):
        entering.answer(entrant=player, question=one, choice=0, at=LIVE)
    one = released(row, 1, cast)
    for after in (-1, 60):
        with pytest.raises(entering.NotOpen):
            answers(player, one, 0, after)
    answers(player, one, 0, 59)
    with pytest.raises(entering.AnsweredAlready):
        answers(player, one, 1, 59)
    for wrong in (-1, 2):
        with pytest.raises(entering.NoSuchChoice):
            answers(a_player(row, f"Autre{wrong}"), one, wrong, 5)
    assert Given.objects.get().choices == [0]


def test_the_delay_of_the_broadcast_shifts_both_ends(cast: Cast) -> None:
    row = running.set_delay(animation=an_open_quiz(cast), seconds=12)
    one = released(row, 1, cast)
    assert one.opens_at == LIVE + 12 * SECOND and one.closes_at == LIVE + 72 * SECOND
    assert stage_of(row, at=LIVE + 11 * SECOND).name == "wait", "not told before the public sees it"
    assert stage_of(row, at=LIVE + 12 * SECOND).name == "open"
    closed = running.close_question(question=one, by=cast.ines, at=LIVE + 20 * SECOND)
    assert closed.closes_at == LIVE + 32 * SECOND
    assert stage_of(row, at=LIVE + 32 * SECOND).name == "closed"
    with pytest.raises(running.DelayTooLong):
        running.set_delay(animation=row, seconds=86_401)


def test_one_question_at_a_time_and_each_once(cast: Cast) -> None:
    row = an_open_quiz(cast)
    released(row, 1, cast)
    with pytest.raises(running.AnotherIsOpen):
        released(row, 2, cast, 30)
    with pytest.raises(running.ReleasedAlready):
        released(row, 1, cast, 61)
    released(row, 2, cast, 61)
    with pytest.raises(NotNow):
        running.close_question(question=question(row, 3), by=cast.ines, at=LIVE)


def test_closing_a_quiz_closes_its_question(cast: Cast) -> None:
    row = an_open_quiz(cast)
    released(row, 1, cast)
    running.close(animation=row, by=cast.ines, at=LIVE + 10 * SECOND)
    assert question(row, 1).closes_at == LIVE + 10 * SECOND
    with pytest.raises(NotNow):
        released(row, 2, cast, 11)


# ---- ranked


def played(cast: Cast) -> tuple[Animation, list[Entrant]]:
    """Ana three right; Bob and Cem two, equal in all; Dia one."""
    row = an_open_quiz(cast)
    players = [
        a_player(row, name, guess) for name, guess in (("Ana", 100), ("Bob", 2400), ("Cem", 2500), ("Dia", 2450))
    ]
    for number, right in ((1, 0), (2, 1), (3, 1)):
        one = released(row, number, cast, number * 100)
        for place, player in enumerate(players):
            is_right = number <= 3 - (place + 1) // 2
            answers(player, one, right if is_right else 1 - right, 5)
    running.close(animation=row, by=cast.ines, at=LIVE + 500 * SECOND)
    return Animation.objects.get(pk=row.pk), players


def test_by_skill_then_the_guess_then_time(cast: Cast) -> None:
    row, _players = played(cast)
    found = [(one.rank, one.name, one.points, one.is_tied) for one in ranking_of(row, at=LIVE + 600 * SECOND)]
    assert found == [(1, "Ana", 3, False), (2, "Bob", 2, True), (2, "Cem", 2, True), (4, "Dia", 1, False)]


def test_who_shares_a_prize_is_decided_by_a_person_in_writing(cast: Cast) -> None:
    row, players = played(cast)
    Animation.objects.filter(pk=row.pk).update(winners=2)
    row.winners = 2
    at = LIVE + 600 * SECOND
    assert [[one.name for one in group] for group in ties_to_decide(ranking_of(row, at=at), 2)] == [["Bob", "Cem"]]
    with pytest.raises(settling.Undecided):
        settling.publish(animation=row, by=cast.ines, at=at)
    _ana, bob, cem, dia = players
    for codes in ([bob.code], [bob.code, dia.code], [bob.code, bob.code]):
        with pytest.raises(settling.NotThose):
            settling.decide(animation=row, rank=2, codes=codes, reason="x", by=cast.ines, at=at)
    with pytest.raises(settling.NoReason):
        settling.decide(animation=row, rank=2, codes=[cem.code, bob.code], reason=" ", by=cast.ines, at=at)
    made = settling.decide(
        animation=row, rank=2, codes=[cem.code, bob.code], reason="Art. 6 : réponse motivée", by=cast.ines, at=at
    )
    assert made.decided_name == cast.ines.name
    standing = settling.publish(animation=row, by=cast.ines, at=at)
    assert [(one["rank"], one["name"], one["wins"]) for one in standing.rows] == [
        (1, "Ana", True),
        (2, "Cem", True),
        (3, "Bob", False),
        (4, "Dia", False),
    ]


def test_an_entry_ruled_out_leaves_the_ranking_with_its_reason(cast: Cast) -> None:
    row, players = played(cast)
    with pytest.raises(settling.NoReason):
        settling.rule_out(entrant=players[0], why="", by=cast.ines, at=LIVE)
    settling.rule_out(entrant=players[0], why="Deux téléphones", by=cast.ines, at=LIVE)
    assert next(one.name for one in ranking_of(row, at=LIVE + 600 * SECOND)) == "Bob"
    settling.let_in(entrant=players[0], by=cast.ines, at=LIVE)
    assert next(one.name for one in ranking_of(row, at=LIVE + 600 * SECOND)) == "Ana"


def test_a_result_is_not_counted_again(cast: Cast) -> None:
    row, players = played(cast)
    standing = settling.publish(animation=row, by=cast.ines, at=LIVE)
    with pytest.raises(NotNow):
        settling.rule_out(entrant=players[0], why="Trop tard", by=cast.ines, at=LIVE)
    assert (standing.taking_part, standing.left_out, len(standing.rows)) == (4, 0, 4)


def test_a_jury_chooses_with_its_reasons(cast: Cast) -> None:
    row = opened(a_contest(cast, "jury", criteria={"fr": "L’humour", "nl": "Humor"}), cast)
    one = a_player(row, "Ana", words="Une cloche sans battant")
    running.close(animation=row, by=cast.ines, at=LIVE + SECOND)
    with pytest.raises(settling.Undecided):
        settling.publish(animation=row, by=cast.ines, at=LIVE)
    settling.decide(animation=row, rank=1, codes=[one.code], reason="La plus drôle", by=cast.ines, at=LIVE)
    assert settling.publish(animation=row, by=cast.ines, at=LIVE).rows[0]["name"] == "Ana"


# ---- drawn


def test_seed_and_list_are_bound_before_the_closing_is_announced(cast: Cast) -> None:
    row = opened(a_contest(cast, "draw", authorisation="Namur 2027/14", winners=2), cast)
    lots = LotDraw.objects.get(animation=row)
    assert len(lots.seed_commitment) == 64 and lots.shown_seed == ""
    assert lots.seed_commitment not in lots.seed
    players = [a_player(row, name, None) for name in ("ana", "bob", "cem", "dia")]
    later = LIVE + timedelta(minutes=30)
    with pytest.raises(running.NotBound):
        running.close(animation=row, by=cast.ines, at=later)
    with pytest.raises(settling.NotAnnounced):
        settling.announce_closing(animation=row, by=cast.ines, at=later)
    bound = settling.bind_lots(animation=row, by=cast.ines, at=later)
    assert bound.entrants == sorted(one.code for one in players) and bound.shown_seed == ""
    with pytest.raises(entering.NotOpen):
        a_player(row, "tard", None, later)
    with pytest.raises(settling.BoundAlready):
        settling.rule_out(entrant=players[0], why="x", by=cast.ines, at=later)
    with pytest.raises(NotNow):
        settling.draw_lots(animation=row, by=cast.ines, at=later)
    settling.announce_closing(animation=row, by=cast.ines, at=later + SECOND)
    drawn = settling.draw_lots(animation=row, by=cast.ines, at=later + 2 * SECOND)
    seed = bytes.fromhex(drawn.shown_seed)
    assert quiz.commitment(seed) == lots.seed_commitment
    assert quiz.commitment(seed, drawn.entrants) == bound.commitment
    told = quiz.Draw(
        "Namur 2027/14", lots.seed_commitment, bound.commitment, tuple(drawn.winners), tuple(drawn.reserves)
    )
    assert quiz.verify(told, seed, drawn.entrants)
    with pytest.raises(DatabaseError, match="bound"), transaction.atomic():
        LotDraw.objects.filter(pk=drawn.pk).update(winners=["x"])
    rows = settling.publish(animation=row, by=cast.ines, at=later + 3 * SECOND).rows
    assert [one["code"] for one in rows] == drawn.winners


def test_the_database_knows_the_order_of_a_draw(cast: Cast) -> None:
    row = opened(a_contest(cast, "draw", authorisation="Namur 2027/14"), cast)
    for change in ({"announced_at": LIVE}, {"drawn_at": LIVE}, {"shown_seed": "00"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            LotDraw.objects.filter(animation=row).update(**change)


def test_fewer_people_than_prizes_are_not_drawn(cast: Cast) -> None:
    row = opened(a_contest(cast, "draw", authorisation="Namur 2027/14"), cast)
    with pytest.raises(quiz.TooManyPlaces):
        settling.bind_lots(animation=row, by=cast.ines, at=LIVE)


# ---- polls, calls, forgetting


def test_a_poll_is_counted_with_its_n(cast: Cast) -> None:
    row = opened(a_poll(cast), cast)
    first, second = row.questions.all()
    for key, choices in (("a", {first.pk: [0], second.pk: [0, 2]}), ("b", {first.pk: [0], second.pk: [2]})):
        entering.join(animation=row, entry=Entry("fr"), key=key, at=LIVE, choices=choices)
    with pytest.raises(entering.NoSuchChoice):
        entering.join(animation=row, entry=Entry("fr"), key="c", at=LIVE, choices={first.pk: [0, 1]})
    assert Entrant.objects.count() == 2, "refused as a whole"
    found = counted(row, "fr")
    assert [(one.n, [(bar.n, bar.percent) for bar in one.bars]) for one in found] == [
        (2, [(2, 100), (0, 0), (0, 0)]),
        (2, [(1, 50), (0, 0), (2, 100)]),
    ]
    assert Entrant.objects.filter(birth_year=None, pseudonym="", contact="").count() == 2


def test_the_result_of_a_poll_may_wait_for_its_end(cast: Cast) -> None:
    row = opened(a_poll(cast, shows_live=False), cast)
    assert not shows_result(row, LIVE) and shows_result(row, row.ends_at)
    assert shows_result(opened(a_poll(cast, slug="autre"), cast), LIVE)


def test_what_came_in_becomes_an_idea_once(cast: Cast) -> None:
    row = opened(a_call(cast), cast)
    entry = Entry("fr", words="Filmez l’écluse de nuit\nAvec les bateliers.")
    one = entering.join(animation=row, entry=entry, key="k", at=LIVE)
    assert one.shown_at is None
    assert hearing.show(entrant=one, at=LIVE).shown_at == LIVE
    for _again in range(2):
        hearing.keep_as_idea(entrant=one, by=cast.ines, at=LIVE)
    assert Idea.objects.get().title == "Filmez l’écluse de nuit"


def test_names_and_addresses_go_when_their_days_are_over(cast: Cast) -> None:
    row = an_open_quiz(cast, asks_contact=True, keep_days=30)
    player = a_player(row, "Ana", contact="ana@public.example")
    released(row, 1, cast)
    answers(player, question(row, 1), 0, 5)
    running.close(animation=row, by=cast.ines, at=LIVE + 100 * SECOND)
    settling.publish(animation=row, by=cast.ines, at=LIVE + 100 * SECOND)
    assert forget_due(at=row.ends_at + timedelta(days=29)) == 0
    assert forget_due(at=row.ends_at + timedelta(days=30)) == 1
    assert forget_due(at=row.ends_at + timedelta(days=31)) == 0
    player.refresh_from_db()
    assert (player.pseudonym, player.birth_year, player.contact, player.key_hash) == ("", None, "", "")
    standing = Animation.objects.get(pk=row.pk).standing
    assert standing.rows[0]["name"] == player.code and standing.rows[0]["points"] == 1
    assert Given.objects.count() == 1 and player.guess == Decimal(2400)
