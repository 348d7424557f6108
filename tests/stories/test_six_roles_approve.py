"""D8 to D10 through the door: Friday 16 April 2027, the campaign of Festival Cap Sambre is approved.

Inès hands in two publications with a poster and 640 € of paid media. Wannes (text), Sofia (brief), Malik beside
Tess (picture), Greg (money), then the festival's own person, by a link and without an account. Tess is away: at
H+4 Ilse decides in her name. A face is blurred afterwards: those who answer for the picture, and the client, look
again.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from coulisse.desks.community.approving.actions.settling import look_after_all
from coulisse.desks.community.approving.models import RoleDecision, Submission
from coulisse.desks.community.approving.standing import approval_of
from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.accounts.models import GuestLink, User
from coulisse.foundation.mailroom.models import Letter
from tests.cast import Cast
from tests.desks.community.approving.rows import CLIENT_EMAIL, Campaign, a_draft, campaign, show, wall

pytestmark = pytest.mark.django_db
HERE: Final = "/community/approving/"
LINK: Final = re.compile(r"/g/[\w-]+/")
SEAL: Final = re.compile(r'name="seal" value="([0-9a-f]{64})"')


class Clock:
    def __init__(self) -> None:
        self.at = wall("16 08:55")

    def __call__(self) -> datetime:
        return self.at

    def strikes(self, words: str) -> None:
        """The hour comes, and the worker looks after what is under approval."""
        self.at = wall(words)
        look_after_all(at=self.at)


@pytest.fixture
def clock() -> Iterator[Clock]:
    clock = Clock()
    with patch("django.utils.timezone.now", clock):
        yield clock


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(html: bytes) -> str:
    text = " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())
    return text.replace("\u202f", " ").replace("\xa0", " ").replace("&#x27;", "’")


def answers(client: Client, address: str, verdict: str, *, to: str = "", **data: str) -> str:
    """Read the page, press a button on what was read; what the screen says then."""
    page = client.get(address).content
    found = SEAL.search(page.decode())
    seal = found.group(1) if found else ""
    posted = client.post(to or address, {"verdict": verdict, "seal": seal, **data}, follow=True)
    return words(posted.content)


def hands_in(ines: Client, cast: Cast, made: Campaign) -> Submission:
    ines.post(
        f"{HERE}hand-in?production={cast.drache.pk}",
        {
            "production": cast.drache.pk,
            "title": "Cap Sambre, les passes",
            "content_type": "paid",
            "publications": [made.french.pk, made.dutch.pk],
            "paid": "640",
            "paid_plan": "Namur + 50 km, du 30/04 au 04/05",
        },
    )
    return Submission.objects.get()


def link_of_the_client() -> str:
    letter = Letter.objects.filter(recipients__address=CLIENT_EMAIL).latest("pk")
    found = LINK.search(letter.text)
    assert found is not None
    return found.group()


def roles(row: Submission, status: str, client: Client) -> list[str]:
    """The roles that the approval bar of the submission's page shows so."""
    page = client.get(f"{HERE}{row.pk}").content.decode()
    bar = page[page.index('<ol class="abar">') : page.index("</ol>", page.index('<ol class="abar">'))]
    return re.findall(rf'<li class="is-{status}">.*?<b>(.*?)</b>', bar)


def test_the_campaign_is_approved_by_six_roles_the_client_last(cast: Cast, clock: Clock) -> None:
    made = campaign(cast)
    show(cast, made.french)
    ines = signed_in(cast.ines)
    clock.strikes("16 09:00")
    row = hands_in(ines, cast, made)
    assert (row.paid_cents, row.title) == (64000, "Cap Sambre, les passes")
    assert Letter.objects.filter(recipients__address="wannes@meuse.example").count() == 1
    here = f"{HERE}{row.pk}/as/"

    # Before the end nothing leaves, and nobody decides out of turn.
    refused = words(ines.post(f"/community/publishing/{made.french.pk}/act", {"act": "arm"}, follow=True).content)
    assert "doit d’abord être" in refused or "must be approved" in refused
    sofia = signed_in(made.sofia)
    assert 'name="verdict"' not in sofia.get(f"{here}account").content.decode()

    clock.strikes("16 09:30")
    wannes = signed_in(made.wannes)
    assert f"/community/approving/{row.pk}/as/writer" in wannes.get(f"{HERE}queue").content.decode()
    answers(wannes, f"{here}writer", "approved", note="Kassa en kas: gecontroleerd")
    clock.strikes("16 10:00")
    answers(sofia, f"{here}account", "approved")
    # The art director and the designer are asked side by side.
    assert [one.role for one in approval_of(row, at=clock.at).state.queue] == ["art", "designer"]

    # D9: Tess is away. Ilse may not decide before H+4; then she does, in the name of Tess.
    clock.strikes("16 11:00")
    answers(signed_in(made.malik), f"{here}art", "approved")
    ilse = signed_in(made.ilse)
    clock.strikes("16 13:59")
    assert 'name="verdict"' not in ilse.get(f"{here}designer").content.decode()
    assert not Letter.objects.filter(recipients__address="ilse@meuse.example").exists()
    clock.strikes("16 14:00")
    clock.strikes("16 14:01")
    assert Letter.objects.filter(recipients__address="ilse@meuse.example").count() == 1
    clock.strikes("16 14:20")
    assert str(row.pk) in ilse.get(f"{HERE}queue").content.decode()
    answers(ilse, f"{here}designer", "approved", in_the_name_of=f"u{made.tess.pk}")
    deputy = RoleDecision.objects.get(role="designer")
    assert (deputy.by, deputy.in_the_name_of) == (made.ilse, f"u{made.tess.pk}")

    clock.strikes("16 15:00")
    assert not Letter.objects.filter(recipients__address=CLIENT_EMAIL).exists(), "the client comes last"
    answers(signed_in(made.greg), f"{here}media", "approved")

    # D10: by telephone, without an account.
    clock.strikes("16 16:00")
    phone, link = Client(), link_of_the_client()
    token = link.split("/")[2]
    page = words(phone.get(link).content)
    assert "Cap Sambre : 1 200 passes" in page and "640,00" in page
    assert "gecontroleerd" not in page, "the team's note is the team's"
    answers(phone, link, "approved", to=f"{HERE}guest/{token}/answer")
    row.refresh_from_db()
    assert row.agreed_at == wall("16 16:00")
    by_guest = RoleDecision.objects.get(role="client")
    assert (by_guest.by, by_guest.by_name, by_guest.is_guest) == (None, "Kaat Vermeulen", True)
    ines.post(f"/community/publishing/{made.dutch.pk}/act", {"act": "arm"})
    assert Publication.objects.get(pk=made.dutch.pk).state == "armed"

    # A face is blurred: only the picture's people and the client look again, and the log says whose edit it was.
    clock.strikes("16 16:30")
    made.french.files.all().delete()
    show(cast, made.french, "navy")
    clock.strikes("16 16:31")
    assert len(roles(row, "void", ines)) == 3
    assert len(roles(row, "approved", ines)) == 3
    log = words(ines.get(f"{HERE}{row.pk}/log").content)
    assert "Ilse Maes" in log and "Tess Claes" in log and "affiche-navy.png" in log
    held = words(ines.post(f"/community/publishing/{made.french.pk}/act", {"act": "arm"}, follow=True).content)
    assert Publication.objects.get(pk=made.french.pk).state == "draft", held


def test_the_client_s_link_opens_their_posts_and_nothing_else(cast: Cast, clock: Clock) -> None:
    """D10: only his posts; a refusal with its reason; the link ends when it is taken back."""
    made = campaign(cast)
    version = show(cast, made.french)
    elsewhere = a_draft(cast, made.account, "Secret de tournage")
    hidden = show(cast, elsewhere, "red")
    ines = signed_in(cast.ines)
    clock.strikes("16 09:00")
    row = hands_in(ines, cast, made)
    invited = ines.post(
        f"{HERE}{row.pk}/invite",
        {"role": "client", "name": "Kaat V.", "email": "kaat.v@capsambre.example", "language": "nl"},
    )
    found = LINK.search(invited.content.decode())
    assert found is not None
    link = found.group()
    token = link.split("/")[2]
    phone = Client()
    page = phone.get(link)
    assert (
        page.status_code == 200
        and page.headers["Cache-Control"]
        and "Secret de tournage" not in words(page.content)
    )
    assert 'name="verdict"' not in page.content.decode(), "others look first"
    early = phone.post(f"{HERE}guest/{token}/answer", {"verdict": "approved", "seal": "0" * 64})
    assert early.status_code == 422 and not RoleDecision.objects.exists()
    assert phone.get(f"{HERE}guest/{token}/pictures/{version.pk}").headers["Content-Type"] == "image/webp"
    assert phone.get(f"{HERE}guest/{token}/pictures/{hidden.pk}").status_code == 404
    assert phone.get(f"{HERE}{row.pk}").status_code == 302, "no account, no room"

    for hour, (who, role) in enumerate(
        (
            (made.wannes, "writer"),
            (made.sofia, "account"),
            (made.malik, "art"),
            (made.tess, "designer"),
            (made.greg, "media"),
        )
    ):
        clock.strikes(f"16 {10 + hour}:00")
        answers(signed_in(who), f"{HERE}{row.pk}/as/{role}", "approved")
    clock.strikes("16 15:00")
    unsaid = phone.post(f"{HERE}guest/{token}/answer", {"verdict": "refused", "seal": "0" * 64, "reason": ""})
    assert unsaid.status_code == 422, "whoever refuses says why"
    answers(phone, link, "refused", to=f"{HERE}guest/{token}/answer", reason="Le logo du sponsor manque")
    refusal = RoleDecision.objects.get(verdict="refused")
    assert (refusal.reason, refusal.is_guest) == ("Le logo du sponsor manque", True)
    told = Letter.objects.filter(recipients__address="ines@meuse.example").latest("pk")
    assert "Le logo du sponsor manque" in told.text

    revoke = reverse("community:approving:shut-out", args=[row.guests.get(name="Kaat V.").pk])
    assert GuestLink.objects.filter(lent_to="Kaat V.").count() > 1, "the letter of their turn brought another"
    assert revoke in ines.get(f"{HERE}{row.pk}").content.decode()
    ines.post(revoke)
    assert phone.get(link).status_code == 410
    assert phone.get(f"{HERE}guest/{token}/pictures/{version.pk}").status_code == 404
