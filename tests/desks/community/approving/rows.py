"""The campaign of Festival Cap Sambre for tests: the route with its people by name, and what is handed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image

from coulisse.desks.community.approving.actions import routes
from coulisse.desks.community.approving.actions.deciding import Voice, decide
from coulisse.desks.community.approving.actions.routes import GuestPerson, Seats
from coulisse.desks.community.approving.actions.submitting import hand_in
from coulisse.desks.community.approving.models import ApprovalRoute, ContentType, Submission
from coulisse.desks.community.approving.standing import Approval, approval_of
from coulisse.desks.community.publishing.models import NetworkAccount, Publication, PublicationFile
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.actions import attach, keep
from coulisse.foundation.documents.models import Version
from coulisse.foundation.grid.models import Broadcast, Channel, Programme
from tests.cast import Cast, give, person
from tests.desks.community.publishing.rows import an_account
from tests.desks.office.rights.rows import work

FR = "Cap Sambre : 1 200 passes, cinq jours. https://capsambre.example/passes #CapSambre"
NL = "Cap Sambre: 1200 passen, vijf dagen."
CLIENT_EMAIL = "kaat@capsambre.example"


def wall(words: str) -> datetime:
    """`16 14:00` is that hour of the day of April 2027, in Brussels."""
    day, hour = words.split()
    return datetime.fromisoformat(f"2027-04-{day}T{hour}:00+02:00")


@dataclass(frozen=True, slots=True)
class Campaign:
    """Everybody of the route, and two publications of one campaign."""

    route: ApprovalRoute
    account: NetworkAccount
    french: Publication
    dutch: Publication
    wannes: User
    sofia: User
    malik: User
    tess: User
    ilse: User
    greg: User

    def holder(self, role: str) -> User:
        return {
            "writer": self.wannes,
            "account": self.sofia,
            "art": self.malik,
            "designer": self.tess,
            "media": self.greg,
        }[role]


def campaign(cast: Cast) -> Campaign:
    """On *La Drache*, which stands here for the festival."""
    people = {}
    for name in ("Wannes Peeters", "Sofia Lemmens", "Malik Benali", "Tess Claes", "Ilse Maes", "Greg Dubois"):
        first = name.split()[0].lower()
        people[first] = person(name, f"{first}@meuse.example")
        give(people[first], "reader", production=cast.drache)
    route = a_route(cast, people)
    account = an_account(production=cast.drache, way=NetworkAccount.Way.BY_HAND, network="instagram", handle="cap")
    french, dutch = (a_draft(cast, account, text, language) for text, language in ((FR, "fr"), (NL, "nl")))
    return Campaign(route=route, account=account, french=french, dutch=dutch, **people)


def a_route(cast: Cast, people: dict[str, User]) -> ApprovalRoute:
    at = wall("12 09:00")
    route = routes.begin(production=cast.drache, client=None, content_type=ContentType.PAID, by=cast.ines, at=at)
    seats = {
        "writer": Seats([people["wannes"]]),
        "account": Seats([people["sofia"]]),
        "art": Seats([people["malik"]]),
        "designer": Seats([people["tess"]], deputies=[people["ilse"]]),
        "media": Seats([people["greg"]]),
        "client": Seats(guest=GuestPerson("Kaat Vermeulen", CLIENT_EMAIL)),
    }
    for step in route.steps.all():
        routes.set_step(
            step=step, values={}, seats=seats[step.role], read_version=step.version, by=cast.ines, at=at
        )
    return route


def a_draft(cast: Cast, account: NetworkAccount, text: str, language: str = "fr") -> Publication:
    at = wall("15 17:00")
    return Publication.objects.create(
        account=account,
        production=cast.drache,
        text=text,
        language=language,
        due_at=wall("30 12:00"),
        created_at=at,
        created_by=cast.ines,
    )


def a_broadcast(starts_at: datetime) -> Broadcast:
    channel = Channel.objects.create(code="mediane.example", name="Médiane TV")
    programme = Programme.objects.create(key="plein jour", titles={"fr": "Plein Jour"})
    return Broadcast.objects.create(
        channel=channel, programme=programme, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1)
    )


def handed_in(cast: Cast, made: Campaign, *, at: datetime | None = None, **values: object) -> Submission:
    told = {"title": "Cap Sambre, les passes", "paid_cents": 64000, "paid_plan": "Namur + 50 km", **values}
    return hand_in(
        route=made.route,
        publications=[made.french, made.dutch],
        values=told,
        by=cast.ines,
        at=at or wall("16 09:00"),
    ).row


def says(
    row: Submission,
    who: User,
    role: str,
    at: str | datetime,
    *,
    verdict: str = "approved",
    name: str = "",
    reason: str = "",
) -> Approval:
    """`at` is an instant, or words that `wall` reads."""
    moment = wall(at) if isinstance(at, str) else at
    return decide(
        submission=row,
        role=role,
        verdict=verdict,
        voice=Voice.of(who),
        seal=approval_of(row, at=moment).seal(role),
        in_the_name_of=name,
        reason=reason,
        at=moment,
    )


def all_before_the_client(row: Submission, made: Campaign) -> None:
    """Whoever is asked, five minutes apart from the moment of handing in."""
    at = row.asked_at
    for role in ("writer", "account", "art", "designer", "media"):
        at += timedelta(minutes=5)
        if approval_of(row, at=at).state.role(role).is_asked:
            says(row, made.holder(role), role, at)


def picture(colour: str = "teal") -> bytes:
    """A true picture, that a browser draws."""
    out = BytesIO()
    Image.new("RGB", (640, 360), colour).save(out, "PNG")
    return out.getvalue()


def show(cast: Cast, publication: Publication, colour: str = "teal", *, cleared: bool = True) -> Version:
    """The poster goes along; `cleared`: it stands in the register of rights."""
    document = keep(
        picture(colour),
        name=f"affiche-{colour}.png",
        by=cast.nadia,
        at=wall("12 09:00"),
        production=cast.drache.pk,
    )
    if cleared:
        attach(document=document, row=work(cast, f"Affiche {colour}"), by=cast.nadia, at=wall("12 09:00"))
    version = document.current
    assert version is not None  # just kept
    PublicationFile.objects.create(publication=publication, content=version, alt="Cinq visages devant la Meuse")
    return version
