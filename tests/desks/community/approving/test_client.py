"""The client's own people decide signed in: what the client is asked, as by a link, and nothing else."""

import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coulisse.desks.community.approving.actions import routes
from coulisse.desks.community.approving.actions.deciding import Objected, Voice, decide
from coulisse.desks.community.approving.actions.revising import look_again
from coulisse.desks.community.approving.actions.routes import GuestPerson, Seats
from coulisse.desks.community.approving.actions.settling import look_after_all
from coulisse.desks.community.approving.models import RoleDecision, Submission
from coulisse.desks.community.approving.standing import approval_of
from coulisse.desks.community.publishing.actions import publications
from coulisse.desks.community.publishing.models import Publication
from coulisse.engines.approval import Objection, Outcome, Status
from coulisse.foundation.accounts.models import User
from coulisse.foundation.mailroom.models import Letter
from tests.cast import Cast, give, person
from tests.desks.community.approving.rows import (
    Campaign,
    a_draft,
    all_before_the_client,
    campaign,
    handed_in,
    says,
    show,
    wall,
)
from tests.papers.reading import text_of

pytestmark = pytest.mark.django_db
HERE = "/community/approving/"
SEAL = re.compile(r'name="seal" value="([0-9a-f]{64})"')
START = datetime.fromisoformat("2026-04-16T09:00+02:00")
"""Before any clock of today."""


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(html: bytes) -> str:
    text = " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())
    return text.replace("\u202f", " ").replace("\xa0", " ").replace("&#x27;", "’")


def for_the_festival(cast: Cast) -> Campaign:
    """The production is made for Festival Cap Sambre, of whom Kobe is."""
    cast.drache.client = cast.client
    cast.drache.save(update_fields=["client"])
    return campaign(cast)


def answers(browser: Client, row: Submission, verdict: str, **data: str) -> str:
    address = f"{HERE}{row.pk}/as/client"
    seal = SEAL.search(browser.get(address).content.decode())
    posted = browser.post(
        address, {"verdict": verdict, "seal": seal.group(1) if seal else "", **data}, follow=True
    )
    return words(posted.content)


@pytest.fixture
def lotte(cast: Cast) -> User:
    """Of another client."""
    user = person("Lotte Claes", "lotte@lamby.example", language="nl")
    give(user, "reader", client=cast.other_client)
    return user


def test_the_client_s_person_decides_signed_in_and_the_log_says_so(cast: Cast) -> None:
    made = for_the_festival(cast)
    row = handed_in(cast, made, at=START)
    kobe = signed_in(cast.kobe)
    address = f"{HERE}{row.pk}/as/client"
    assert address not in kobe.get(f"{HERE}queue").content.decode(), "others look first"
    assert kobe.get(address).status_code == 404
    all_before_the_client(row, made)
    assert kobe.get("/community/", follow=True).redirect_chain[-1][0] == f"{HERE}queue"
    assert address in kobe.get(f"{HERE}queue").content.decode()
    page = words(kobe.get(address).content)
    assert "1 200 passes" in page and "640,00" in page
    told = answers(kobe, row, "approved")
    row.refresh_from_db()
    assert row.agreed_at is not None
    word = RoleDecision.objects.get(role="client")
    assert (word.by, word.by_name, word.link, word.is_guest) == (cast.kobe, "Kobe Maes", None, True)
    assert "1 200 passes" in told, "it stays to be read, and to be taken back"
    assert address not in kobe.get(f"{HERE}queue").content.decode()
    ines = signed_in(cast.ines)
    cast.ines.language = "en"
    cast.ines.save(update_fields=["language"])
    assert "signed in as Kobe Maes" in words(ines.get(f"{HERE}{row.pk}/log").content)
    assert "signed in as Kobe Maes" in text_of(ines.get(f"{HERE}{row.pk}/log-en.pdf").content)
    answers(kobe, row, "withdrawn")
    row.refresh_from_db()
    assert row.agreed_at is None and approval_of(row, at=START).state.role("client").is_asked


def test_a_refusal_signed_in_carries_its_words_to_the_author(cast: Cast) -> None:
    made = for_the_festival(cast)
    row = handed_in(cast, made, at=START)
    all_before_the_client(row, made)
    kobe = signed_in(cast.kobe)
    unsaid = kobe.post(f"{HERE}{row.pk}/as/client", {"verdict": "refused", "seal": "0" * 64})
    assert unsaid.status_code == 422 and not RoleDecision.objects.filter(role="client").exists()
    read = answers(kobe, row, "refused", reason="Het logo van de sponsor ontbreekt")
    assert "Het logo van de sponsor ontbreekt" in read, "one's own words are one's own to read"
    row.refresh_from_db()
    assert approval_of(row, at=START).state.outcome is Outcome.REFUSED
    letter = Letter.objects.filter(recipients__address="ines@meuse.example").latest("pk")
    assert "Het logo van de sponsor ontbreekt" in letter.text and "Kobe Maes" in letter.text


def test_what_the_team_says_to_itself_stays_hidden_from_the_client(cast: Cast) -> None:
    made = for_the_festival(cast)
    row = handed_in(cast, made, at=START)
    says(row, made.wannes, "writer", START + timedelta(minutes=5), verdict="refused", reason="Niet naar Kobe zo")
    says(row, made.wannes, "writer", START + timedelta(minutes=10))
    signed_in(cast.ines).post(f"{HERE}{row.pk}/remark", {"text": "Kobe préfère le bleu"})
    at = START + timedelta(minutes=20)
    decide(
        submission=row,
        role="account",
        verdict="approved",
        voice=Voice.of(made.sofia),
        seal=approval_of(row, at=at).seal("account"),
        note="Budget à surveiller",
        is_private=True,
        at=at,
    )
    says(row, made.greg, "media", START + timedelta(minutes=30))
    kobe = signed_in(cast.kobe)
    page = words(kobe.get(f"{HERE}{row.pk}/as/client").content)
    assert "1 200 passes" in page
    for private in ("Niet naar Kobe zo", "préfère le bleu", "Budget à surveiller"):
        assert private not in page
    for closed in ("as/writer", "log", "log-fr.pdf", "change", ""):
        assert kobe.get(f"{HERE}{row.pk}/{closed}".rstrip("/")).status_code in {403, 404}, closed
    assert kobe.post(f"{HERE}{row.pk}/remark", {"text": "x"}).status_code == 403


def test_nothing_of_another_client_or_to_a_stranger(cast: Cast, lotte: User) -> None:
    made = for_the_festival(cast)
    version = show(cast, made.french)
    row = handed_in(cast, made, at=START)
    all_before_the_client(row, made)
    hidden = show(cast, a_draft(cast, made.account, "Secret de tournage"), "red")
    kobe, other = signed_in(cast.kobe), signed_in(lotte)
    assert kobe.get(f"{HERE}{row.pk}/pictures/{version.pk}").status_code == 200
    assert kobe.get(f"{HERE}{row.pk}/pictures/{hidden.pk}").status_code == 404
    assert "passes" not in words(other.get(f"{HERE}queue").content)
    for address in (f"{HERE}{row.pk}/as/client", f"{HERE}{row.pk}/pictures/{version.pk}"):
        assert other.get(address).status_code == 404
        assert signed_in(cast.achille).get(address).status_code == 403
    assert other.post(f"{HERE}{row.pk}/as/client", {"verdict": "approved", "seal": "0" * 64}).status_code == 404
    assert not RoleDecision.objects.filter(role="client").exists()


def test_whoever_writes_for_the_client_does_not_approve_in_its_name(cast: Cast) -> None:
    made = for_the_festival(cast)
    row = handed_in(cast, made, at=START)
    all_before_the_client(row, made)
    freelance = person("Renaud Piette", "renaud@ailleurs.example")
    give(freelance, "community_manager", client=cast.client)
    browser = signed_in(freelance)
    assert browser.get(f"{HERE}{row.pk}/as/client").status_code == 404
    assert f"{row.pk}/as/client" not in browser.get(f"{HERE}queue").content.decode()
    ines = signed_in(cast.ines)
    assert 'name="verdict"' not in ines.get(f"{HERE}{row.pk}/as/client").content.decode(), "nor does the house"


def test_an_edit_voids_it_as_it_voids_the_link_s_decision(cast: Cast) -> None:
    made = for_the_festival(cast)
    row = handed_in(cast, made)
    all_before_the_client(row, made)
    at = wall("16 16:00")
    decide(
        submission=row,
        role="client",
        verdict="approved",
        voice=Voice.of_client(cast.kobe),
        seal=approval_of(row, at=at).seal("client"),
        at=at,
    )
    row.refresh_from_db()
    assert row.agreed_at == at
    fresh = Publication.objects.get(pk=made.dutch.pk)
    publications.rewrite(
        publication=fresh,
        values={"text": "Cap Sambre: 1200 passen!"},
        files=(),
        read_version=fresh.version,
        by=cast.ines,
        at=wall("16 16:30"),
    )
    look_again(row, at=wall("16 16:31"))
    state = approval_of(row, at=wall("16 16:31")).state
    assert [role.role for role in state.roles if role.status is Status.VOID] == ["writer", "account", "client"]
    assert not state.role("client").is_asked, "the others look again first"


def test_the_client_s_person_is_named_in_the_route_and_gets_a_letter(cast: Cast) -> None:
    made = for_the_festival(cast)
    ines = signed_in(cast.ines)
    step = made.route.steps.get(role="client")
    assert "Kobe Maes" in words(ines.get(f"{HERE}steps/{step.pk}").content)
    assert "Kobe" not in words(ines.get(f"{HERE}steps/{made.route.steps.get(role='media').pk}").content)
    seats = Seats([cast.kobe])
    routes.set_step(step=step, values={}, seats=seats, read_version=step.version, by=cast.ines, at=START)
    row = handed_in(cast, made, at=START)
    assert not Letter.objects.filter(recipients__address=cast.kobe.email).exists()
    all_before_the_client(row, made)
    letter = Letter.objects.get(recipients__address=cast.kobe.email)
    assert f"{HERE}{row.pk}/as/client" in letter.text and "/g/" not in letter.text
    answers(signed_in(cast.kobe), row, "approved")
    row.refresh_from_db()
    assert approval_of(row, at=START).state.outcome is Outcome.APPROVED


def test_a_deputy_of_the_client_waits_for_the_deputy_s_hour(cast: Cast) -> None:
    made = for_the_festival(cast)
    step = made.route.steps.get(role="client")
    seats = Seats(deputies=[cast.kobe], guest=GuestPerson("Kaat Vermeulen", "kaat@capsambre.example"))
    routes.set_step(
        step=step, values={}, seats=seats, read_version=step.version, by=cast.ines, at=wall("12 09:00")
    )
    row = handed_in(cast, made)
    all_before_the_client(row, made)

    def speaks(words: str) -> None:
        at = wall(words)
        decide(
            submission=row,
            role="client",
            verdict="approved",
            voice=Voice.of_client(cast.kobe),
            seal=approval_of(row, at=at).seal("client"),
            at=at,
        )

    with pytest.raises(Objected) as stopped:
        speaks("16 10:00")
    assert stopped.value.objection is Objection.TOO_EARLY
    look_after_all(at=wall("16 14:00"))
    speaks("16 14:00")
    word = RoleDecision.objects.get(role="client")
    assert word.by == cast.kobe and word.in_the_name_of.startswith("s"), "in the name of Kaat"


def test_the_client_s_queue_asks_as_many_queries_whatever_it_holds(cast: Cast) -> None:
    made = for_the_festival(cast)
    kobe = signed_in(cast.kobe)
    counts = []
    for number in range(3):
        texts = (
            a_draft(cast, made.account, f"Texte {number}"),
            a_draft(cast, made.account, f"Tekst {number}", "nl"),
        )
        people = (made.wannes, made.sofia, made.malik, made.tess, made.ilse, made.greg)
        more = Campaign(made.route, made.account, *texts, *people)
        all_before_the_client(handed_in(cast, more, at=START, title=f"n° {number}"), more)
        kobe.get(f"{HERE}queue")
        with CaptureQueriesContext(connection) as asked:
            page = kobe.get(f"{HERE}queue").content.decode()
        assert page.count("/as/client") == number + 1
        counts.append(len(asked))
    assert len(set(counts)) == 1
