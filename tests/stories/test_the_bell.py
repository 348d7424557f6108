"""D16, Sunday 18 April 2027: « Qui a volé la cloche ? » during the live of Plein Jour, on the public's telephones.

Three questions released by whoever leads, ranking by skill and the bell's weight; rules in French and Dutch; under
sixteen excluded; a draw by lot refused without a reference, and where it has one, provable.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from coulisse.desks.community.animation.models import Animation, Entrant, LotDraw
from coulisse.engines import quiz
from coulisse.foundation.accounts.models import User
from coulisse.foundation.parameters.actions import load as load_parameters
from tests.cast import Cast
from tests.stories.plein_jour import Clock, story_clock

pytestmark = pytest.mark.django_db
SUNDAY = datetime.fromisoformat("2027-04-18T20:25:00+02:00")
TEXTS = {
    "titles_fr": "Qui a volé la cloche ?",
    "titles_nl": "Wie stal de klok?",
    "ways_fr": "On répond sur son téléphone pendant l’émission.",
    "ways_nl": "U antwoordt op uw telefoon tijdens de uitzending.",
    "prizes_fr": "Une visite du clocher.",
    "prizes_nl": "Een bezoek aan de klokkentoren.",
}
QUESTIONS = {
    "tie_labels_fr": "Combien pèse la cloche ?",
    "tie_labels_nl": "Hoeveel weegt de klok?",
    "tie_answer": "2 450",
    "tie_unit": "kg",
    "questions_fr": "Où pendait-elle ? | *À l’église | Au beffroi\nQui l’a vue ? | Le maire | *Le sacristain\n"
    "Qui l’a volée ? | Le curé | *Le sacristain",
    "questions_nl": "Waar hing ze? | *In de kerk | In het belfort\nWie zag haar? | De burgemeester | *De koster\n"
    "Wie stal haar? | De pastoor | *De koster",
    "seconds": "60",
}
FORM = {
    "starts_at": "2027-04-18T20:25",
    "ends_at": "2027-04-18T21:25",
    "organiser": "Médiane TV, boulevard Reyers, Bruxelles",
    "complaints": "jeux@mediane.example",
    "winners": "1",
    "least_age": "16",
    "keep_days": "90",
    **TEXTS,
}


@pytest.fixture
def clock(db: None) -> Iterator[Clock]:
    with story_clock() as found:
        found.now = SUNDAY - timedelta(days=2)
        load_parameters(at=found.now)
        yield found


def signed_in(user: User) -> Browser:
    found = Browser()
    found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


def written(host: Browser, cast: Cast, **fields: str) -> Animation:
    address = f"{reverse('community:animation:add')}?production={cast.drache.pk}"
    answer = host.post(address, {**FORM, **fields})
    assert answer.status_code == 302, re.findall(r"problems.*?</", answer.content.decode(), re.S)
    return Animation.objects.get(slug=fields["slug"])


def act(host: Browser, row: Animation, what: str) -> Animation:
    host.post(reverse("community:animation:act", args=[row.pk]), {"act": what})
    return Animation.objects.get(pk=row.pk)


def play(row: Animation, name: str, guess: str, year: str = "1990", **fields: str) -> Browser:
    telephone = Browser(REMOTE_ADDR=f"192.0.2.{Entrant.objects.count() + 1}")
    told = {"pseudonym": name, "birth_year": year, "guess": guess, "accepts_rules": "on", **fields}
    answer = telephone.post(reverse("community:play:join", args=[row.slug]), told)
    assert answer.status_code == 302, answer.content.decode()
    return telephone


def state(telephone: Browser, row: Animation, tag: str = "") -> tuple[int, dict[str, object], str]:
    headers = {"If-None-Match": tag} if tag else {}
    answer = telephone.get(reverse("community:play:state", args=[row.slug]), headers=headers)
    body = json.loads(answer.content) if answer.content else {}
    return answer.status_code, body, answer.headers["ETag"]


def words(answer: object) -> str:
    content: bytes = getattr(answer, "content", b"")
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content.decode()))
    return text.replace("&#x27;", "'").replace("\u202f", " ")


def test_the_quiz_of_the_bell(cast: Cast, clock: Clock) -> None:
    inès = signed_in(cast.ines)
    row = written(inès, cast, kind="quiz", mechanic="skill", slug="qui-a-vole-la-cloche", **QUESTIONS)
    page = reverse("community:play:page", args=[row.slug])
    assert Browser().get(page).status_code == 404, "a draft is nobody's"
    row = act(inès, row, "open")
    assert row.state == "open" and len(row.rules_hash) == 64
    for language, said in (("fr", "dès 16 ans"), ("nl", "vanaf 16 jaar")):
        rules = words(Browser().get(reverse("community:play:rules", args=[row.slug]), {"lang": language}))
        assert said in rules and row.rules_hash in rules and "2450" not in rules and "2 450" not in rules

    clock.now = SUNDAY
    ana, bob = play(row, "Ana", "2000"), play(row, "Bob", "2 400")
    cem, dia = play(row, "Cem", "2500"), play(row, "Dia", "2450")
    child = play(row, "Petit", "1", year="2012")
    assert "16" in words(child.get(page)) and Entrant.objects.get(excluded="under_age").pseudonym == ""
    assert "Petit" not in words(inès.get(reverse("community:animation:entrants", args=[row.pk])))
    again = ana.post(
        reverse("community:play:join", args=[row.slug]),
        {"pseudonym": "Ana2", "birth_year": "1990", "accepts_rules": "on"},
    )
    assert again.status_code == 302 and not Entrant.objects.filter(pseudonym="Ana2").exists()

    status, told, tag = state(ana, row)
    assert (status, told["stage"]) == (200, "wait")
    assert state(ana, row, tag)[:2] == (304, {}), "nothing happened: nothing is sent"
    live = reverse("community:animation:live-act", args=[row.pk])
    inès.post(live, {"act": "delay", "seconds": "5"})
    right = {1: "0", 2: "1", 3: "1"}
    plays = {1: (ana, bob, cem, dia), 2: (ana, bob, cem), 3: (ana,)}
    for number, asked in enumerate(row.questions.all(), 1):
        clock.now = SUNDAY + timedelta(minutes=10 * number)
        inès.post(live, {"act": "release", "question": str(asked.pk)})
        clock.now += timedelta(seconds=4)
        assert state(ana, row)[1]["stage"] != "open", "the public has not seen it yet"
        early = bob.post(
            reverse("community:play:answer", args=[row.slug]), {"question": str(number), "choice": "0"}
        )
        assert early.status_code == 302 and not asked.given.exists()
        clock.now += timedelta(seconds=6)
        assert state(ana, row)[1]["question"] == number
        for telephone in plays[number]:
            chosen = {"question": str(number), "choice": right[number]}
            telephone.post(reverse("community:play:answer", args=[row.slug]), chosen)
        clock.now += timedelta(seconds=10)
        inès.post(live, {"act": "close", "question": str(asked.pk)})
        clock.now += timedelta(seconds=6)
        late = cem.post(
            reverse("community:play:answer", args=[row.slug]), {"question": str(number), "choice": "0"}
        )
        assert late.status_code == 302 and state(ana, row)[1]["stage"] == "closed"
    assert "Ana" in words(inès.get(reverse("community:animation:live-part", args=[row.pk])))

    act(inès, row, "close")
    over = state(ana, row)
    row = act(inès, row, "publish")
    published = state(ana, row, over[2])
    assert (over[1]["stage"], published[0], published[1]["stage"]) == ("over", 200, "published")
    ranked = sorted((one["rank"], one["name"], one["points"]) for one in row.standing.rows)
    # Bob and Cem: two points each, both 50 kg off, both after five seconds twice: equal in all, no prize at stake.
    assert ranked == [(1, "Ana", 3), (2, "Bob", 2), (2, "Cem", 2), (4, "Dia", 1)]
    shown = words(Browser().get(page))
    assert "Ana" in shown and "2450" in shown.replace(" ", "").replace("\u00a0", "")
    assert dia.get(page).content.count(b'aria-current="true"') >= 1


def test_a_draw_is_refused_without_a_reference_and_proved_with_one(cast: Cast, clock: Clock) -> None:
    inès = signed_in(cast.ines)
    row = written(inès, cast, kind="contest", mechanic="draw", slug="tirage")
    row = act(inès, row, "open")
    assert row.state == "draft"
    refused = words(inès.get(reverse("community:animation:one", args=[row.pk])))
    assert (
        "31/12/1851" in refused
        and Browser().get(reverse("community:play:page", args=[row.slug])).status_code == 404
    )

    edit = reverse("community:animation:edit", args=[row.pk])
    sent = {**FORM, "kind": "contest", "mechanic": "draw", "slug": "tirage", "version": str(row.version)}
    inès.post(edit, {**sent, "authorisation": "Ville de Namur 2027/14"})
    row = act(inès, row, "open")
    assert row.state == "open"
    bound = LotDraw.objects.get(animation=row)
    page = reverse("community:play:page", args=[row.slug])
    clock.now = SUNDAY + timedelta(minutes=1)
    for name in ("ana", "bob", "cem"):
        play(row, name, "")
    assert bound.seed_commitment in words(Browser().get(page))

    assert act(inès, row, "close").state == "open", "nobody announces a closing before seed and list are bound"
    clock.now += timedelta(minutes=1)
    act(inès, row, "bind")
    frozen = LotDraw.objects.get(animation=row)
    before = words(Browser().get(page))
    assert (
        frozen.commitment in before
        and frozen.shown_seed == ""
        and Animation.objects.get(pk=row.pk).closed_at is None
    )
    clock.now += timedelta(minutes=1)
    act(inès, row, "announce")
    act(inès, row, "draw")
    drawn = LotDraw.objects.get(animation=row)
    assert drawn.frozen_at and drawn.announced_at and drawn.frozen_at < drawn.announced_at
    seed = bytes.fromhex(drawn.shown_seed)
    assert (
        quiz.commitment(seed) == bound.seed_commitment
        and quiz.commitment(seed, drawn.entrants) == frozen.commitment
    )
    proof = words(Browser().get(reverse("community:play:proof", args=[row.slug])))
    for part in (drawn.shown_seed, frozen.commitment, bound.seed_commitment, drawn.winners[0], "HMAC-SHA256"):
        assert part in proof
