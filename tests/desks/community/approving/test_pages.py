"""Approvals through the screens: routes, handing in, queues, and how many queries a list asks."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from coulisse.desks.community.approving.access import GUEST
from coulisse.desks.community.approving.actions import inviting
from coulisse.desks.community.approving.jobs import look_after_submissions
from coulisse.desks.community.approving.models import (
    ApprovalRoute,
    ContentRevision,
    GuestSeat,
    Nudge,
    Remark,
    RoleDecision,
    Submission,
)
from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.accounts.models import GuestLink, User
from tests.cast import Cast, give, person
from tests.desks.community.approving.rows import Campaign, a_draft, campaign, handed_in, says, show
from tests.papers.reading import text_of

pytestmark = pytest.mark.django_db
HERE = "/community/approving/"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def ines(cast: Cast) -> Client:
    return signed_in(cast.ines)


def words(html: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split()).replace("\u202f", " ").replace("\xa0", " ")


def test_a_route_is_begun_from_the_six_roles_and_gets_its_people(ines: Client, cast: Cast) -> None:
    begun = {"production": cast.drache.pk, "content_type": "film", "owner": "production"}
    ines.post(f"{HERE}routes", begun)
    route = ApprovalRoute.objects.get()
    steps = list(route.steps.values_list("role", "stage"))
    assert [role for role, _stage in steps] == ["writer", "account", "art", "designer", "media", "client"]
    assert dict(steps)["art"] == dict(steps)["designer"], "side by side"
    assert ines.post(f"{HERE}routes", begun).status_code == 422, "one route a content"
    art = route.steps.get(role="art")
    nobody = ines.post(f"{HERE}steps/{art.pk}", step_data(art.version))
    assert nobody.status_code == 422, "somebody has to hold the role"
    deputy = person("Ilse Maes", "ilse@meuse.example")
    give(deputy, "reader", production=cast.drache)
    data = step_data(art.version, holders=[cast.ines.pk], deputies=[deputy.pk], guest_name="Studio Terril")
    assert ines.post(f"{HERE}steps/{art.pk}", data).status_code == 302
    seats = [(str(seat), seat.kind) for seat in art.seats.all()]
    assert seats == [("Inès Ouali", "holder"), ("Ilse Maes", "deputy"), ("Studio Terril", "holder")]
    stale = ines.post(f"{HERE}steps/{art.pk}", data)
    assert stale.status_code == 409, "somebody saved meanwhile"
    ines.post(f"{HERE}routes/{route.pk}/steps/add", {"role": "community"})
    turns = dict(route.steps.values_list("role", "stage"))
    assert turns["media"] < turns["community"] < turns["client"], "the client stays last"


def step_data(version: int, **more: object) -> dict[str, object]:
    return {
        "version": version,
        "stage": 3,
        "answers_for": ["visual"],
        "due_hours": 8,
        "deputy_hours": 4,
        "guest_language": "fr",
        **more,
    }


def test_nobody_without_the_desk_is_offered_as_a_holder(ines: Client, cast: Cast) -> None:
    made = campaign(cast)
    page = words(ines.get(f"{HERE}steps/{made.route.steps.get(role='media').pk}").content)
    assert "Greg Dubois" in page
    assert "Pascaline" not in page
    assert "Kobe" not in page


def test_only_drafts_of_the_production_are_handed_in_and_once(ines: Client, cast: Cast) -> None:
    made = campaign(cast)
    other = a_draft(cast, made.account, "Déjà parti")
    Publication.objects.filter(pk=other.pk).update(state=Publication.State.CANCELLED)
    page = ines.get(f"{HERE}hand-in?production={cast.drache.pk}&publication={made.french.pk}").content.decode()
    assert "Déjà parti" not in page
    assert f'value="{made.french.pk}" ' in page and "checked" in page
    data = {
        "production": cast.drache.pk,
        "title": "Les passes",
        "content_type": "paid",
        "publications": [made.french.pk],
    }
    late = {**data, "team_text": "Demain", "team_at": "2027-05-01T10:00"}
    assert ines.post(f"{HERE}hand-in", late).status_code == 422, "by then it is public"
    assert ines.post(f"{HERE}hand-in", data).status_code == 302
    assert ines.post(f"{HERE}hand-in", data).status_code == 422, "under approval already"
    assert Submission.objects.count() == 1


def test_handing_in_without_anybody_for_a_role_says_which(ines: Client, cast: Cast) -> None:
    made = campaign(cast)
    made.route.steps.get(role="media").seats.all().delete()
    data = {"production": cast.drache.pk, "title": "x", "content_type": "paid", "publications": [made.french.pk]}
    answer = ines.post(f"{HERE}hand-in", data)
    assert answer.status_code == 422
    assert made.route.steps.get(role="media").get_role_display() in words(answer.content)


def test_the_queue_is_one_s_own_and_shows_only_what_one_answers_for(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made, at=timezone.now() - timedelta(hours=1))
    wannes = signed_in(made.wannes)
    assert f"{HERE}{row.pk}/as/writer" in wannes.get(f"{HERE}queue").content.decode()
    assert f"{HERE}{row.pk}/as" not in signed_in(made.greg).get(f"{HERE}queue").content.decode()
    page = wannes.get(f"{HERE}{row.pk}/as/writer").content.decode()
    main = page[page.index("<main") :]
    mine = main[: main.index('<details class="more"')]
    assert "1 200 passes" in mine
    assert "640,00" not in mine, "the money is another's to judge"
    assert signed_in(cast.pascaline).get(f"{HERE}{row.pk}/as/writer").status_code == 404
    assert wannes.get(f"{HERE}{row.pk}/as/cook").status_code == 404


def test_a_note_of_the_team_is_read_by_the_team_alone(cast: Cast, ines: Client) -> None:
    made = campaign(cast)
    row = handed_in(cast, made, at=timezone.now() - timedelta(hours=1))
    ines.post(f"{HERE}{row.pk}/remark", {"text": "Le client préfère le bleu"})
    asked = inviting.invite(submission=row, role="client", name="Kaat", by=cast.ines, at=timezone.now())
    guest = Client().get(asked.address[asked.address.index("/g/") :])
    assert "préfère le bleu" not in words(guest.content)
    assert "préfère le bleu" in words(ines.get(f"{HERE}{row.pk}").content)
    assert Remark.objects.get().by == cast.ines


def test_an_expert_reads_one_publication_and_advises(cast: Cast, ines: Client) -> None:
    made = campaign(cast)
    row = handed_in(cast, made, at=timezone.now() - timedelta(hours=1))
    data = {"role": "expert", "name": "Me Hanquet", "language": "fr", "publication": made.dutch.pk}
    refused = ines.post(f"{HERE}{row.pk}/invite", {**data, "publication": ""})
    assert refused.status_code == 422, "an expert outside the route only advises"
    page = ines.post(f"{HERE}{row.pk}/invite", data).content.decode()
    link = re.search(r"/g/[\w-]+/", page)
    assert link is not None
    token = link.group().split("/")[2]
    read = words(Client().get(link.group()).content)
    assert "1200 passen" in read and "1 200 passes" not in read
    Client().post(f"{HERE}guest/{token}/answer", {"verdict": "approved", "seal": "0" * 64})
    assert not RoleDecision.objects.exists(), "advice decides nothing"
    Client().post(f"{HERE}guest/{token}/advice", {"text": "Prix à partir de"})
    assert Remark.objects.get().by_name == "Me Hanquet"


def test_a_link_to_something_else_opens_no_approval(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made, at=timezone.now() - timedelta(hours=1))
    asked = inviting.invite(submission=row, role="client", name="Kaat", by=cast.ines, at=timezone.now())
    token = asked.address.rstrip("/").rpartition("/")[2]
    GuestLink.objects.filter(kind=GUEST).update(kind="documents.document")
    assert Client().post(f"{HERE}guest/{token}/answer", {"verdict": "approved"}).status_code == 404
    assert GuestSeat.objects.count() == 1


def test_a_link_opens_no_picture_of_another_post(cast: Cast) -> None:
    made = campaign(cast)
    lent = show(cast, made.french)
    other = show(cast, a_draft(cast, made.account, "Un autre post."), "navy")
    row = handed_in(cast, made, at=timezone.now() - timedelta(hours=1))
    asked = inviting.invite(submission=row, role="client", name="Kaat", by=cast.ines, at=timezone.now())
    token = asked.address.rstrip("/").rpartition("/")[2]
    assert Client().get(f"{HERE}guest/{token}/pictures/{lent.pk}").status_code == 200
    assert Client().get(f"{HERE}guest/{token}/pictures/{other.pk}").status_code == 404
    assert Client().get(f"{HERE}guest/{token}x/pictures/{lent.pk}").status_code == 404


def test_the_job_looks_after_everything_once(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made, at=timezone.now() - timedelta(hours=1))
    told = Nudge.objects.count()
    Publication.objects.filter(pk=made.dutch.pk).update(text="Anders")
    for _turn in range(2):
        look_after_submissions(timestamp=0)
    assert ContentRevision.objects.filter(submission=row).count() == 2
    assert Nudge.objects.count() == told, "whoever has not looked yet is asked already"


def _counted(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_lists_ask_as_many_queries_whatever_they_hold(cast: Cast, ines: Client) -> None:
    made = campaign(cast)
    give(cast.ines, "reader", production=cast.drache)
    wannes = signed_in(made.wannes)
    at = timezone.now() - timedelta(hours=5)
    handed_in(cast, made, at=at)
    pages = ((ines, f"{HERE}?production={cast.drache.pk}"), (wannes, f"{HERE}queue"), (ines, f"{HERE}routes"))
    before = [_counted(client, address) for client, address in pages]
    for number in range(5):
        more = _another(cast, made, number)
        row = handed_in(cast, more, at=at, title=f"n° {number}")
        says(row, made.wannes, "writer", at + timedelta(minutes=5), verdict="refused", reason="x")
    assert [_counted(client, address) for client, address in pages] == before


def _another(cast: Cast, made: Campaign, number: int) -> Campaign:
    texts = (a_draft(cast, made.account, f"Texte {number}"), a_draft(cast, made.account, f"Tekst {number}", "nl"))
    return Campaign(
        made.route,
        made.account,
        *texts,
        made.wannes,
        made.sofia,
        made.malik,
        made.tess,
        made.ilse,
        made.greg,
    )


def test_a_missing_right_is_told_before_anybody_tries(cast: Cast, ines: Client) -> None:
    made = campaign(cast)
    show(cast, made.french, cleared=False)
    row = handed_in(cast, made, at=timezone.now() - timedelta(hours=1))
    told = "registre des droits"
    assert told in words(ines.get(f"{HERE}{row.pk}").content)
    assert told in words(signed_in(made.wannes).get(f"{HERE}{row.pk}/as/writer").content)


def test_the_log_is_a_paper_too(cast: Cast, ines: Client) -> None:
    made = campaign(cast)
    row = handed_in(cast, made, at=timezone.now() - timedelta(hours=1))
    says(
        row,
        made.wannes,
        "writer",
        timezone.now() - timedelta(minutes=30),
        verdict="refused",
        reason="Kassa, niet kas",
    )
    paper = ines.get(f"{HERE}{row.pk}/log-nl.pdf")
    assert paper.headers["Content-Type"] == "application/pdf"
    told = text_of(paper.content)
    for expected in ("Wannes Peeters", "Kassa, niet kas", "1 200 passes", "Inès Ouali"):
        assert expected in told
    assert ines.get(f"{HERE}{row.pk}/log-de.pdf").status_code == 404


def test_the_approval_of_a_publication_is_found_from_it(cast: Cast, ines: Client) -> None:
    made = campaign(cast)
    before = ines.get(f"{HERE}of/{made.french.pk}")
    assert before.headers["Location"].startswith(f"{HERE}hand-in?publication={made.french.pk}")
    row = handed_in(cast, made, at=timezone.now() - timedelta(hours=1))
    assert ines.get(f"{HERE}of/{made.french.pk}").headers["Location"] == f"{HERE}{row.pk}"


def test_a_client_s_route_is_walled_from_those_of_the_production_alone(cast: Cast, ines: Client) -> None:
    cast.drache.client = cast.client
    cast.drache.save(update_fields=["client"])
    made = campaign(cast)
    ines.post(f"{HERE}routes", {"production": cast.drache.pk, "content_type": "contest", "owner": "client"})
    route = ApprovalRoute.objects.get(client=cast.client)
    assert f"{HERE}routes/{route.pk}" in ines.get(f"{HERE}routes?production={cast.drache.pk}").content.decode()
    wannes = signed_in(made.wannes)
    assert (
        f"{HERE}routes/{route.pk}" not in wannes.get(f"{HERE}routes?production={cast.drache.pk}").content.decode()
    )
    assert wannes.get(f"{HERE}routes/{route.pk}").status_code == 404
    offered = words(ines.get(f"{HERE}steps/{route.steps.get(role='writer').pk}").content)
    assert "Inès Ouali" in offered
    assert "Wannes" not in offered and "Kobe" not in offered


def test_what_a_client_s_account_publishes_needs_the_client_s_route(cast: Cast, ines: Client) -> None:
    made = campaign(cast)
    cast.drache.client = cast.client
    cast.drache.save(update_fields=["client"])
    account = made.account
    account.production, account.client = None, cast.client
    account.save(update_fields=["production", "client"])
    Publication.objects.update(production=None)
    data = {
        "production": cast.drache.pk,
        "title": "Les passes",
        "content_type": "paid",
        "publications": [made.french.pk],
    }
    assert ines.post(f"{HERE}hand-in", data).status_code == 422
    made.route.production, made.route.client = None, cast.client
    made.route.save(update_fields=["production", "client"])
    assert ines.post(f"{HERE}hand-in", data).status_code == 302
    row = Submission.objects.get()
    assert (row.client, row.production) == (cast.client, None)
    assert signed_in(made.wannes).get(f"{HERE}{row.pk}").status_code == 404, "walled from the production"
