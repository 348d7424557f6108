"""The screens: written by form, led by keys, played without an account, and as many queries however many play."""

import json
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from coulisse.desks.community.animation.actions import behind, entering, running, settling
from coulisse.desks.community.animation.actions.entering import Entry
from coulisse.desks.community.animation.models import Animation, Entrant, GameQuestion, HiddenSet
from coulisse.desks.community.animation.pages import public
from coulisse.desks.community.animation.queries.places import Standpoint, place_of
from coulisse.desks.community.animation.queries.public import Stage
from coulisse.desks.community.animation.reading import read_lines, written_out
from coulisse.desks.community.facts.animation import WinnersRead
from coulisse.desks.community.strategy.models import Idea
from coulisse.foundation.accounts.limits import Limit
from coulisse.foundation.journal.models import Entry as JournalEntry
from coulisse.foundation.parameters.actions import check
from coulisse.foundation.parameters.models import Parameter
from tests.cast import Cast
from tests.desks.community.animation.scene import (
    LIVE,
    a_call,
    a_contest,
    a_player,
    a_poll,
    a_quiz,
    an_open_quiz,
    opened,
)

pytestmark = pytest.mark.django_db


SECOND = timedelta(seconds=1)


class Seen(NamedTuple):
    """What a telephone shows while the quiz is on."""

    place: Standpoint | None
    body: str


@pytest.fixture
def ines(cast: Cast) -> Browser:
    found = Browser()
    found.force_login(cast.ines, backend="django.contrib.auth.backends.ModelBackend")
    return found


@pytest.fixture(autouse=True)
def sunday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: LIVE)


def queries(browser: Browser, address: str) -> int:
    """Once warm: the first page of a session reads what later ones know."""
    browser.get(address)
    with CaptureQueriesContext(connection) as sent:
        assert browser.get(address).status_code == 200
    return len(sent)


def seen(row: Animation, name: str) -> Seen:
    telephone = Browser()
    telephone.cookies[f"play_{row.pk}"] = f"key-{name}"
    answer = telephone.get(reverse("community:play:part", args=[row.slug]))
    return Seen(answer.context["place"], answer.content.decode())


def test_lists_take_as_many_queries_however_long(cast: Cast, ines: Browser) -> None:
    row = an_open_quiz(cast)
    addresses = [
        f"{reverse('community:animation:list')}?production={cast.drache.pk}",
        reverse("community:animation:entrants", args=[row.pk]),
        reverse("community:animation:live-part", args=[row.pk]),
        reverse("community:play:page", args=[row.slug]),
    ]
    a_player(row, "Ana")
    before = [queries(ines, one) for one in addresses]
    for number in range(12):
        a_player(row, f"Joueur {number}")
        a_quiz(cast, slug=f"autre-{number}")
    assert [queries(ines, one) for one in addresses] == before


def test_the_state_is_short_and_costs_two_queries(cast: Cast) -> None:
    row = an_open_quiz(cast)
    address = reverse("community:play:state", args=[row.slug])
    telephone = Browser()
    with CaptureQueriesContext(connection) as sent:
        answer = telephone.get(address)
    own = [one for one in sent if "community_" in one["sql"]]
    assert len(own) == 2 and len(answer.content) < 100
    assert json.loads(answer.content) == {"stage": "wait", "question": 0, "of": 3, "closes": 0}
    assert telephone.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    running.release(question=GameQuestion.objects.filter(animation=row).first(), by=cast.ines, at=LIVE)  # type: ignore[arg-type]
    again = telephone.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 200 and json.loads(again.content)["stage"] == "open"


def test_right_answers_are_nobody_s_before_the_end(cast: Cast) -> None:
    row = an_open_quiz(cast)
    telephone = Browser()
    entry = {"pseudonym": "Ana", "birth_year": "1990", "guess": "2000", "accepts_rules": "on"}
    telephone.post(reverse("community:play:join", args=[row.slug]), entry)
    one = GameQuestion.objects.get(animation=row, position=1)
    running.release(question=one, by=cast.ines, at=LIVE)
    part = reverse("community:play:part", args=[row.slug])
    assert b"right" not in telephone.get(part).content
    body = telephone.get(part).content.decode()
    assert "2450" not in body and "2 450" not in body


def test_after_each_question_players_see_their_own_place_and_nobody_else_s(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = an_open_quiz(cast)
    players = {name: a_player(row, name) for name in ("Ana", "Bob", "Cem")}
    one = GameQuestion.objects.get(animation=row, position=1)
    running.release(question=one, by=cast.ines, at=LIVE)
    for after, (name, choice) in enumerate((("Ana", 0), ("Bob", 0), ("Cem", 1)), 1):
        entering.answer(entrant=players[name], question=one, choice=choice, at=LIVE + after * SECOND)
    assert seen(row, "Ana").place is None, "the question is open"
    monkeypatch.setattr(timezone, "now", lambda: LIVE + 61 * SECOND)
    late = a_player(row, "Tard", at=LIVE + 61 * SECOND)
    mine = {name: seen(row, name) for name in (*players, "Tard")}
    assert [(one.place.rank, one.place.of) for one in mine.values() if one.place] == [(1, 3), (2, 3), (3, 3)]
    assert mine["Tard"].place is None and late.excluded == ""
    assert "Vous êtes 2e sur\u00a03" in mine["Bob"].body and "Ana" not in mine["Bob"].body

    settling.rule_out(entrant=players["Ana"], why="Deux téléphones", by=cast.ines, at=LIVE + 62 * SECOND)
    assert seen(row, "Ana").place is None
    assert seen(row, "Bob").place == Standpoint(1, 2, is_tied=False), "counted anew"
    running.close(animation=row, by=cast.ines, at=LIVE + 63 * SECOND)
    assert seen(row, "Bob").place is None, "a person may still decide: the result is published"


def test_a_place_costs_one_query_once_it_was_counted(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = an_open_quiz(cast)
    players = [a_player(row, f"Joueur {number}") for number in range(30)]
    one = GameQuestion.objects.get(animation=row, position=1)
    running.release(question=one, by=cast.ines, at=LIVE)
    for player in players:
        entering.answer(entrant=player, question=one, choice=0, at=LIVE + SECOND)
    one.refresh_from_db()
    stage = Stage("closed", one, 3)
    with CaptureQueriesContext(connection) as first:
        place_of(row, stage, players[0])
    with CaptureQueriesContext(connection) as then:
        assert place_of(row, stage, players[29]) == Standpoint(1, 30, is_tied=True)
    assert (len(first), len(then)) == (4, 1)


def test_a_contact_and_a_key_stay_out_of_every_page(cast: Cast, ines: Browser) -> None:
    row = an_open_quiz(cast, asks_contact=True)
    a_player(row, "Ana", contact="ana@public.example")
    for name in ("one", "entrants", "live"):
        body = ines.get(reverse(f"community:animation:{name}", args=[row.pk])).content.decode()
        assert "ana@public.example" not in body and "key-Ana" not in body


def test_the_cookie_is_of_this_page_alone(cast: Cast) -> None:
    row = an_open_quiz(cast)
    telephone = Browser()
    address = reverse("community:play:join", args=[row.slug])
    answer = telephone.post(
        address, {"pseudonym": "Ana", "birth_year": "1990", "guess": "", "accepts_rules": "on"}
    )
    cookie = answer.cookies[f"play_{row.pk}"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == f"/community/play/{row.slug}/"
    assert cookie.value not in str(list(Entrant.objects.values()))


def test_a_form_from_elsewhere_is_refused(cast: Cast) -> None:
    row = an_open_quiz(cast)
    strict = Browser(enforce_csrf_checks=True)
    entry = {"pseudonym": "Ana", "birth_year": "1990", "accepts_rules": "on"}
    assert strict.post(reverse("community:play:join", args=[row.slug]), entry).status_code == 403
    assert not Entrant.objects.exists()


def test_whoever_tries_too_often_waits(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(isinstance(one, Limit) for one in (public.PAGES, public.ENTRIES, public.ANSWERS, public.STATES))
    row = an_open_quiz(cast)
    address = reverse("community:play:join", args=[row.slug])
    telephone = Browser(REMOTE_ADDR="192.0.2.77")
    statuses = {telephone.post(address, {}).status_code for _each in range(public.ENTRIES.amount + 1)}
    assert statuses == {422, 429}


def test_a_machine_enters_nothing(cast: Cast) -> None:
    row = an_open_quiz(cast)
    entry = {"pseudonym": "Ana", "birth_year": "1990", "accepts_rules": "on", "website": "https://spam.example"}
    assert Browser().post(reverse("community:play:join", args=[row.slug]), entry).status_code == 302
    assert not Entrant.objects.exists()


def test_what_is_typed_wrongly_is_kept_and_named(cast: Cast) -> None:
    row = an_open_quiz(cast)
    address = reverse("community:play:join", args=[row.slug])
    answer = Browser().post(address, {"pseudonym": "Ana", "birth_year": "1990", "guess": "lourd"})
    body = answer.content.decode()
    assert answer.status_code == 422 and "lourd" in body and 'value="Ana"' in body


def test_a_vote_counts_once_and_shows_its_n(cast: Cast) -> None:
    row = opened(a_poll(cast), cast)
    first, second = row.questions.all()
    telephone = Browser()
    vote = {f"q{first.pk}": "1", f"q{second.pk}": ["0", "2"]}
    address = reverse("community:play:join", args=[row.slug])
    for _again in range(2):
        assert telephone.post(address, vote).status_code == 302
    assert Entrant.objects.count() == 1
    body = telephone.get(reverse("community:play:page", args=[row.slug])).content.decode()
    assert "1 · 100" in body.replace("\u00a0", " ")


def test_what_comes_in_on_a_call_is_shown_once_it_was_read(cast: Cast, ines: Browser) -> None:
    row = opened(a_call(cast), cast)
    Browser().post(
        reverse("community:play:join", args=[row.slug]), {"words": "<b>Filmez</b> la nuit", "pseudonym": ""}
    )
    page = reverse("community:play:page", args=[row.slug])
    assert "Filmez" not in Browser().get(page).content.decode()
    act = reverse("community:animation:entrant-act", args=[Entrant.objects.get().pk])
    ines.post(act, {"act": "show"})
    body = Browser().get(page).content.decode()
    assert "&lt;b&gt;Filmez" in body and "<b>Filmez" not in body
    ines.post(act, {"act": "idea"})
    assert Idea.objects.count() == 1


def test_a_client_s_animation_is_nobody_else_s(cast: Cast) -> None:
    row = an_open_quiz(cast)
    Animation.objects.filter(pk=row.pk).update(production=None, client=cast.other_client)
    kobe = Browser()
    kobe.force_login(cast.kobe, backend="django.contrib.auth.backends.ModelBackend")
    assert kobe.get(reverse("community:animation:one", args=[row.pk])).status_code in (403, 404)


def test_rules_are_worded_and_then_frozen(cast: Cast, ines: Browser) -> None:
    row = a_quiz(cast)
    address = reverse("community:animation:rules", args=[row.pk])
    ines.post(address, {"version": str(row.version), "rules_fr": "Nos mots.", "rules_nl": ""})
    ines.post(reverse("community:animation:act", args=[row.pk]), {"act": "open"})
    row.refresh_from_db()
    assert row.rules["fr"] == "Nos mots." and "vanaf 16 jaar" in row.rules["nl"]
    ines.post(address, {"version": str(row.version), "rules_fr": "Autre chose"})
    assert Animation.objects.get(pk=row.pk).rules["fr"] == "Nos mots."


def test_a_share_to_enter_is_refused_with_its_rule(cast: Cast, ines: Browser) -> None:
    row = a_quiz(cast, ways={"fr": "Partagez la publication pour jouer.", "nl": "Tag een vriend."})
    ines.post(reverse("community:animation:act", args=[row.pk]), {"act": "open"})
    body = ines.get(reverse("community:animation:one", args=[row.pk])).content.decode()
    assert "Partagez la publication pour jouer." in body and "Tag een vriend." in body and "Meta" in body
    assert Animation.objects.get(pk=row.pk).state == "draft"


def test_the_legal_values_are_shown_with_source_day_and_confidence(cast: Cast, ines: Browser) -> None:
    row = a_contest(cast, "draw")
    lots = Parameter.objects.get(code="contests.draw_authorisation")
    for name in ("one", "rules"):
        body = ines.get(reverse(f"community:animation:{name}", args=[row.pk])).content.decode()
        assert "31/12/1851" in body and "22/11/2026" in body and "à confirmer" in body
        assert f'href="{reverse("parameters:parameter", args=[lots.pk])}"' in body
    check(lots.values.get(), by=cast.nadia, at=LIVE)
    body = ines.get(reverse("community:animation:one", args=[row.pk])).content.decode()
    assert cast.nadia.name in body


def test_the_form_takes_no_age_under_that_of_its_day(cast: Cast, ines: Browser) -> None:
    row = a_quiz(cast)
    address = reverse("community:animation:edit", args=[row.pk])
    form = ines.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: "on" if value is True else value for name, value in sent.items() if value not in (None, False)}
    refused = ines.post(address, {**sent, "least_age": "15"})
    assert refused.status_code == 422 and "least_age" in refused.context["form"].errors
    assert ines.post(address, {**sent, "least_age": ""}).status_code == 302
    assert Animation.objects.get(pk=row.pk).least_age == 16


def test_the_result_leaves_as_a_table_without_formulas(cast: Cast, ines: Browser) -> None:
    row = an_open_quiz(cast)
    a_player(row, "=SOMME(A1)")
    running.close(animation=row, by=cast.ines, at=LIVE)
    settling.publish(animation=row, by=cast.ines, at=LIVE)
    table = ines.get(reverse("community:animation:export", args=[row.pk])).content.decode("utf-8-sig")
    assert "SOMME" in table and ";=SOMME" not in table


def test_questions_are_read_as_they_are_written_out(cast: Cast) -> None:
    row = a_quiz(cast)
    lines = read_lines(written_out(row.questions.all(), "nl"))
    assert next((one.label, one.right) for one in lines) == ("Waar hing de klok?", (0,))
    assert written_out(opened(a_poll(cast), cast).questions.all(), "fr").splitlines()[1].startswith("x Quand ?")


def test_a_day_behind_the_scenes_takes_as_many_queries_however_full(cast: Cast, ines: Browser) -> None:
    def day(count: int, on: int) -> behind.ShootDay:
        scenes = tuple(
            behind.ShotScene(str(one), "INT", "day", "Loges", (behind.Called(one + 1, f"P{one}", "R"),))
            for one in range(count)
        )
        return behind.ShootDay("", LIVE.date().replace(day=on), 15, 32, on, 0, LIVE, scenes)

    small, full = (
        behind.propose(production_id=cast.drache.pk, shoot=day(count, on), at=LIVE)
        for count, on in ((1, 1), (20, 2))
    )
    counts = [queries(ines, reverse("community:animation:plan", args=[one.pk])) for one in (small, full)]
    assert counts[0] == counts[1]


def test_a_set_wrongly_hidden_is_shown_again_and_that_is_taken_back(cast: Cast, ines: Browser) -> None:
    scene = behind.ShotScene("12", "INT", "day", "Loges", ())
    shoot = behind.ShootDay("", LIVE.date(), 15, 32, 15, 0, LIVE, (scene,))
    plan = behind.propose(production_id=cast.drache.pk, shoot=shoot, at=LIVE)
    listing = f"{reverse('community:animation:behind')}?production={cast.drache.pk}"
    proposed = reverse("community:animation:plan", args=[plan.pk])

    def said(address: str) -> str:
        return ines.get(address).content.decode()

    assert "Loges" in said(proposed)
    ines.post(
        f"{reverse('community:animation:hide-set')}?production={cast.drache.pk}",
        {"name": "Loges", "why": "Voisins"},
    )
    hidden = HiddenSet.objects.get()
    assert "Loges" not in said(proposed)
    show = reverse("community:animation:show-set", args=[hidden.pk])
    mute = ines.post(show, {"why": " "})
    assert mute.status_code == 422 and "Loges" not in said(proposed), "whoever shows it again says why"
    shown = ines.post(show, {"why": "C’était l’autre décor"}, follow=True).content.decode()
    assert "C’était l’autre décor" in shown and cast.ines.name in shown and "Voisins" in shown
    assert "Loges" in said(proposed), "the plan names it again"
    again = reverse("community:animation:hide-set-again", args=[hidden.pk])
    assert again in shown
    back = ines.post(again, follow=True).content.decode()
    assert "Loges" not in said(proposed) and "C’était l’autre décor" in back, "both times stay told"
    assert again not in said(listing)
    ines.post(again)
    assert HiddenSet.objects.filter(ended_at__isnull=True).count() == 1


def test_whoever_only_reads_shows_no_set_again(cast: Cast) -> None:
    hidden = behind.hide_set(production=cast.drache, name="Loges", until=None, why="", by=cast.ines, at=LIVE)
    kobe = Browser()
    kobe.force_login(cast.kobe, backend="django.contrib.auth.backends.ModelBackend")
    for name in ("show-set", "hide-set-again"):
        answer = kobe.post(reverse(f"community:animation:{name}", args=[hidden.pk]), {"why": "x"})
        assert answer.status_code in (403, 404)
    assert HiddenSet.objects.get().ended_at is None


def test_the_list_of_sets_takes_as_many_queries_however_long(cast: Cast, ines: Browser) -> None:
    listing = f"{reverse('community:animation:behind')}?production={cast.drache.pk}"

    def hide(number: int) -> HiddenSet:
        name = f"Décor {number}"
        return behind.hide_set(production=cast.drache, name=name, until=None, why="", by=cast.ines, at=LIVE)

    behind.show_set(hidden=hide(0), why="x", by=cast.ines, at=LIVE)
    hide(1)
    few = queries(ines, listing)
    for number in range(2, 12):
        behind.show_set(hidden=hide(number), why="x", by=cast.ines, at=LIVE)
        hide(number)
    assert queries(ines, listing) == few


def test_an_answer_by_script_brings_the_part_back(cast: Cast) -> None:
    row = an_open_quiz(cast)
    one = GameQuestion.objects.get(animation=row, position=1)
    address = reverse("community:play:answer", args=[row.slug])
    telephone = Browser()
    telephone.cookies[f"play_{row.pk}"] = "key-Ana"
    a_player(row, "Ana")
    said = {"question": "1", "choice": "0"}
    early = telephone.post(address, said, headers={"X-Requested-With": "fetch"})
    assert early.status_code == 200 and not one.given.exists()
    running.release(question=one, by=cast.ines, at=LIVE)
    answer = telephone.post(address, said, headers={"X-Requested-With": "fetch"})
    assert b'aria-pressed="true"' in answer.content and one.given.count() == 1
    assert entering.join(animation=row, entry=Entry("fr", "Bob", 1990, True, True), key="b", at=LIVE).code


def test_only_who_won_is_reached_and_the_journal_knows(cast: Cast, ines: Browser) -> None:
    row = an_open_quiz(cast, asks_contact=True)
    a_player(row, "Ana", 2450, contact="ana@public.example")
    a_player(row, "Bob", 1, contact="bob@public.example")
    address = reverse("community:animation:winners", args=[row.pk])
    assert ines.post(address).status_code == 302, "there is no result yet"
    running.close(animation=row, by=cast.ines, at=LIVE)
    settling.publish(animation=row, by=cast.ines, at=LIVE)
    answer = ines.post(address)
    body = answer.content.decode()
    assert "ana@public.example" in body and "bob@public.example" not in body
    assert answer.headers["Cache-Control"] == "no-store"
    assert JournalEntry.objects.filter(kind=WinnersRead.kind, subject_id=row.pk).count() == 1
