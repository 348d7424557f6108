"""The people who write, by the screen: found, shown whole, corrected by two at once, never out of reach."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from coulisse.desks.audience.relations.actions import merging, recognise, writer_for, writers_for
from coulisse.desks.audience.relations.models import MergeProposal, Writer
from coulisse.desks.audience.relations.queries import card
from coulisse.desks.audience.relations.queries.people import PAGE, people, suggestions
from coulisse.desks.audience.relations.somebody import Somebody
from tests.cast import AT, Cast, give
from tests.desks.audience.relations.people_scene import a_person, a_proposal
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(cast: Cast) -> Browser:
    signed_in = Browser()
    signed_in.force_login(cast.marc_olivier, backend="django.contrib.auth.backends.ModelBackend")
    return signed_in


def test_the_card_says_in_words_who_may_be_the_same(cast: Cast) -> None:
    mail = writer_for(name="Hubert Lambot", email="hubert@public.example", at=AT)
    a_conversation(cast, "On me voit à l’image", writer=mail)
    caller = writer_for(phone="0470 12 34 56", at=AT)
    a_conversation(cast, "Un appel", writer=caller, channel="call")
    recognise([(mail, "Rappelez-moi au 0470 12 34 56"), (caller, "")], at=AT)
    with override("fr"):
        shown = card(mail.pk, user=cast.marc_olivier)
        assert [one.sentence for one in shown.proposals] == ["Un appel du 16/03, 07:10, porte le même numéro."]
        assert shown.summary.startswith("Premier contact")
    merging.merge_two(one=mail, other=caller, by=cast.marc_olivier, at=AT)
    whole = card(mail.pk, user=cast.marc_olivier)
    assert (whole.conversations, {one.code for one in whole.channels}) == (2, {"mail", "call"})
    assert whole.proposals == ()


def test_the_card_costs_few_queries(cast: Cast) -> None:
    writer = a_person(cast)
    cast.marc_olivier.scope()
    with CaptureQueriesContext(connection) as asked:
        card(writer.pk, user=cast.marc_olivier)
    assert len(asked) <= 6


@pytest.mark.parametrize(
    "words",
    [
        "marchal",
        "Colette M",
        "COLETTE",
        "colette@public",
        "0470112233",
        "+32470112233",
        "facebook:colette",
        "rue haute",
    ],
)
def test_somebody_is_found_by_name_address_or_number(cast: Cast, words: str) -> None:
    wanted = writer_for(
        name="Colette Marchal",
        email="colette@public.example",
        phone="0470 11 22 33",
        handle="facebook:colette.m",
        postal="Rue Haute 12, 1000 Bruxelles",
        at=AT,
    )
    writer_for(name="Jean Petit", email="jean@public.example", phone="0471 99 99 99", at=AT)
    words = words if words != "rue haute" else "rue haute 12"
    assert [line.pk for line in people(cast.marc_olivier, words=words).lines] == [wanted.pk]
    assert wanted.pk in {one.pk for one in suggestions(cast.marc_olivier, words)}


@pytest.mark.parametrize("words", ["'", "%", "_", "\x00", "x" * 5_000, "(((", "*", "@", ":", "ab"])
def test_hostile_words_find_nobody_and_break_nothing(browser: Browser, cast: Cast, words: str) -> None:
    a_person(cast)
    page = browser.get(reverse("audience:relations:list"), {"q": words})
    assert page.status_code in {200, 400}


def test_the_list_goes_on_where_it_stopped(cast: Cast) -> None:
    writers_for(
        [
            Somebody(name=f"Personne {n}", email=f"p{n}@public.example", at=AT + timedelta(minutes=n // 3))
            for n in range(PAGE * 2 + 7)
        ],
        at=AT,
    )
    seen: list[int] = []
    after = ""
    for _page in range(3):
        found = people(cast.marc_olivier, after=after)
        seen += [line.pk for line in found.lines]
        after = found.after
    assert after == ""
    assert len(seen) == len(set(seen)) == PAGE * 2 + 7
    assert people(cast.marc_olivier, after="nonsense~x").lines[0].pk == seen[0]


def test_the_list_costs_the_same_few_queries(cast: Cast) -> None:
    a_person(cast)
    cast.marc_olivier.scope()
    with CaptureQueriesContext(connection) as few:
        people(cast.marc_olivier)
    for number in range(20):
        a_person(cast, f"Personne {number}", f"p{number}@public.example")
    with CaptureQueriesContext(connection) as many:
        people(cast.marc_olivier)
    assert len(many) == len(few) <= 4


def test_a_person_shows_everything_but_what_is_folded(browser: Browser, cast: Cast) -> None:
    writer = a_person(cast)
    a_conversation(cast, "Je vais vous retrouver", writer=writer, is_folded=True, kind="threat")
    page = browser.get(reverse("audience:relations:person", args=[writer.pk])).content.decode()
    assert "Ma place était vendue à un autre." in page
    assert "Je vais vous retrouver" not in page


def test_whoever_holds_one_production_sees_its_people_only(cast: Cast) -> None:
    ours = a_person(cast)
    theirs = writer_for(name="Ailleurs", email="ailleurs@public.example", at=AT)
    a_conversation(cast, "Le Gel", writer=theirs, production=cast.gel)
    nobody = writer_for(name="Maison", email="maison@public.example", at=AT)
    a_conversation(cast, "Pour la maison", writer=nobody, production=cast.gel)
    give(cast.bastien, "audience_officer", production=cast.drache)
    signed_in = Browser()
    signed_in.force_login(cast.bastien, backend="django.contrib.auth.backends.ModelBackend")
    assert [line.pk for line in people(cast.bastien).lines] == [ours.pk]
    assert signed_in.get(reverse("audience:relations:person", args=[ours.pk])).status_code == 200
    assert signed_in.get(reverse("audience:relations:person", args=[theirs.pk])).status_code == 404
    assert signed_in.get(reverse("audience:relations:merges")).status_code == 404
    proposal = MergeProposal.objects.create(kept=ours, other=theirs, proposed_at=AT)
    assert signed_in.post(reverse("audience:relations:merge", args=[proposal.pk])).status_code == 404


def test_two_who_correct_at_once_see_both_values(browser: Browser, cast: Cast) -> None:
    writer = a_person(cast)
    data = {"version": writer.version, "name": "Colette M.", "language": "fr", "note": ""}
    assert browser.post(reverse("audience:relations:edit", args=[writer.pk]), data).status_code == 302
    stale = browser.post(reverse("audience:relations:edit", args=[writer.pk]), data | {"name": "C. Marchal"})
    assert stale.status_code == 409
    assert Writer.objects.get(pk=writer.pk).name_key == "colette"


def test_addresses_and_consents_come_and_go(browser: Browser, cast: Cast) -> None:
    writer = a_person(cast)
    other = a_person(cast, "Jean Petit", "jean@public.example")
    add = reverse("audience:relations:add-address", args=[writer.pk])
    assert browser.post(add, {"kind": "phone", "value": "0470 11 22 33"}).status_code == 302
    assert browser.post(add, {"kind": "phone", "value": "rien"}).status_code == 422
    taken = browser.post(add, {"kind": "email", "value": "jean@public.example"})
    assert taken.status_code == 422
    assert other.name in taken.content.decode()
    browser.post(
        reverse("audience:relations:consent", args=[writer.pk]), {"purpose": "panel", "how": "au téléphone"}
    )
    consent = writer.consents.get()
    browser.post(reverse("audience:relations:withdraw", args=[consent.pk]))
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None


def test_a_merged_card_leads_to_the_one_that_stays(browser: Browser, cast: Cast) -> None:
    proposal = a_proposal(cast)
    back = "/audience/people/merges/"
    answer = browser.post(reverse("audience:relations:merge", args=[proposal.pk]), {"next": back})
    assert answer.headers["Location"] == back
    gone = browser.get(reverse("audience:relations:person", args=[proposal.other_id]))
    assert gone.headers["Location"] == reverse("audience:relations:person", args=[proposal.kept_id])
    for evil in ("https://evil.example", "//evil.example", "/audience/\\evil.example"):
        answer = browser.post(reverse("audience:relations:part", args=[proposal.pk]), {"next": evil})
        assert answer.headers["Location"].startswith("/audience/")


def test_several_ticked_at_once(browser: Browser, cast: Cast) -> None:
    proposal = a_proposal(cast)
    browser.post(reverse("audience:relations:merge-ticked"), {"proposal": [proposal.pk, "x", "9" * 40]})
    proposal.refresh_from_db()
    assert proposal.state == "merged"
