"""Three approvals of Festival Cap Sambre: a campaign that waits for its client, a call that is late, one that is done.

The people hold the roles by name; Tess was away, so that Ilse decided for her at H+4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any, Final

from coulisse.desks.community.approving.actions import routes
from coulisse.desks.community.approving.actions.deciding import Voice, decide
from coulisse.desks.community.approving.actions.routes import GuestPerson, Seats
from coulisse.desks.community.approving.actions.settling import look_after
from coulisse.desks.community.approving.actions.submitting import hand_in, remark
from coulisse.desks.community.approving.models import ApprovalRoute, ContentType, Submission
from coulisse.desks.community.approving.standing import Approval, approval_of
from coulisse.desks.community.publishing.actions import publications
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.office.rights.actions import people as depicted
from coulisse.desks.office.rights.actions import works
from coulisse.engines.approval import Event
from coulisse.foundation.accounts.models import GuestLink, User
from coulisse.foundation.documents.actions import attach, keep
from coulisse.foundation.mailroom.models import Recipient, State
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments

OPENING: Final = date(2027, 4, 30)
CLOSING: Final = date(2027, 5, 9)
HANDLE: Final = "festivalcapsambre"
CLIENT: Final = GuestPerson("Kobe Maes", "kobe@capsambre.example", "nl")
PASSES: Final = (
    (
        "fr",
        "Cap Sambre, du 5 au 9 mai à Namur : les passes cinq jours sont en vente, 1 200 places et pas une de plus. "
        "https://capsambre.example/passes #FestivalCapSambre",
    ),
    (
        "nl",
        "Cap Sambre, van 5 tot 9 mei in Namen: de vijfdagenpassen zijn te koop, 1200 plaatsen en geen enkele meer. "
        "https://capsambre.example/passen #FestivalCapSambre",
    ),
)
HELP: Final = (
    (
        "fr",
        "Cinq jours, cinq lieux, des péniches : Cap Sambre cherche vingt bénévoles pour l’accueil. Écrivez-nous avant "
        "le 20 avril.",
    ),
)
SCHOOLS: Final = (
    ("fr", "Les classes de Namur verront trois courts métrages le jeudi matin. Merci aux douze écoles inscrites."),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who does it, for which production, when."""

    production: Production
    account: NetworkAccount
    people: Mapping[str, User]
    moments: Moments

    @property
    def ines(self) -> User:
        return self.people["ines"]


def approve_the_campaign(
    *, productions: Mapping[str, Production], people: Mapping[str, User], moments: Moments
) -> None:
    account = NetworkAccount.objects.get(network="instagram", handle=HANDLE, production=productions["capsambre"])
    desk = Desk(productions["capsambre"], account, people, moments)
    paid, plain = _routes(desk)
    _campaign(desk, paid)
    _late(desk, plain)
    _done(desk, plain)
    _letters_left(moments)


def approve_the_closing(
    *, productions: Mapping[str, Production], people: Mapping[str, User], moments: Moments
) -> None:
    """The prize-winners on the calendar of the festival: words and account are approved, the media buyer is asked."""
    festival = productions["capsambre"]
    desk = Desk(festival, NetworkAccount.objects.get(network="facebook", production=festival), people, moments)
    route = ApprovalRoute.objects.get(production=festival, content_type=ContentType.PAID)
    start = moments.ago(2, 10)
    row = hand_in(
        route=route,
        publications=list(Publication.objects.filter(account=desk.account, due_at__gte=moments.on(CLOSING, 17))),
        values={"title": "Les lauréats", "paid_cents": 12000, "paid_plan": "Namur, 18–44 ans, le 9 mai au soir"},
        by=desk.ines,
        at=start,
    ).row
    _says(desk, row, "writer", "wannes", start + timedelta(hours=1))
    _says(desk, row, "account", "sofia", start + timedelta(hours=3))
    look_after(row, at=moments.ago(1, 18))
    _letters_left(moments)


def _letters_left(moments: Moments) -> None:
    """Those of the story left on their days."""
    told = Recipient.objects.filter(letter__about=Submission._meta.label_lower, state=State.WAITING)
    told.update(state=State.SENT, sent_at=moments.loaded_at)


def _routes(desk: Desk) -> tuple[ApprovalRoute, ApprovalRoute]:
    team, at = desk.people, desk.moments.ago(12, 10)
    paid = _route(desk, ContentType.PAID, at)
    seats = {
        "writer": Seats([team["wannes"]]),
        "account": Seats([team["sofia"]]),
        "art": Seats([team["malik"]]),
        "designer": Seats([team["tess"]], deputies=[team["ilse"]]),
        "media": Seats([team["greg"]]),
        "client": Seats(guest=CLIENT),
    }
    _seat(desk, paid, seats, at)
    plain = _route(desk, ContentType.POST, at)
    for role in ("account", "art", "designer", "media"):
        routes.remove_step(step=plain.steps.get(role=role), by=desk.ines, at=at)
    _seat(desk, plain, {role: seats[role] for role in ("writer", "client")}, at)
    return paid, plain


def _route(desk: Desk, content_type: str, at: datetime) -> ApprovalRoute:
    return routes.begin(production=desk.production, client=None, content_type=content_type, by=desk.ines, at=at)


def _seat(desk: Desk, route: ApprovalRoute, seats: Mapping[str, Seats], at: datetime) -> None:
    for step in route.steps.all():
        values: dict[str, Any] = {"stop_hours": None}
        if step.is_client:
            values |= {"due_hours": 40, "remind_hours": 20}
        routes.set_step(
            step=step, values=values, seats=seats[step.role], read_version=step.version, by=desk.ines, at=at
        )


def _campaign(desk: Desk, route: ApprovalRoute) -> None:
    """D8 and D9: everybody but the client, who was asked yesterday."""
    start = desk.moments.ago(4, 9)
    written = _write(desk, PASSES, 12, start - timedelta(hours=16), poster=True)
    values = {
        "title": "Les passes de Cap Sambre",
        "paid_cents": 64000,
        "paid_plan": "Namur + 50 km, 18–44 ans, du 30 avril au 4 mai",
        "team_text": "Les passes sont en vente dès le 30 avril à midi : la billetterie ouvre une heure plus tôt.",
        "team_at": desk.moments.on(OPENING, 9),
    }
    row = hand_in(route=route, publications=written, values=values, by=desk.ines, at=start).row
    note = "Kassa of ticketbalie? De klant zegt kassa."
    _says(desk, row, "writer", "wannes", start + timedelta(minutes=30), note=note)
    _says(desk, row, "account", "sofia", start + timedelta(hours=1))
    _says(desk, row, "art", "malik", start + timedelta(hours=2))
    last = desk.moments.ago(1, 16, 30)
    takes_over = _deputy_at(row, last) + timedelta(minutes=20)
    if takes_over < last:
        _says(desk, row, "designer", "ilse", takes_over)
    else:
        _says(desk, row, "designer", "tess", last - timedelta(minutes=10))
    _says(desk, row, "media", "greg", last)
    remark(submission=row, text="Kobe répond vite au téléphone, moins par courriel.", by=desk.ines, at=last)


def _deputy_at(row: Submission, until: datetime) -> datetime:
    """When the deputy of the designer may decide, or `until` if that is later."""
    reached = approval_of(row, at=until).state.reached
    return next((one.at for one in reached if one.event is Event.DEPUTY), until)


def _late(desk: Desk, route: ApprovalRoute) -> None:
    """Nobody has answered for the text, and silence approves nothing."""
    start = desk.moments.ago(5, 10)
    written = _write(desk, HELP, 18, start)
    values = {"title": "On cherche vingt bénévoles"}
    row = hand_in(route=route, publications=written, values=values, by=desk.ines, at=start).row
    look_after(row, at=desk.moments.ago(1, 18))


def _done(desk: Desk, route: ApprovalRoute) -> None:
    start = desk.moments.ago(8, 11)
    written = _write(desk, SCHOOLS, 10, start)
    row = hand_in(
        route=route, publications=written, values={"title": "Merci aux écoles"}, by=desk.ines, at=start
    ).row
    _says(desk, row, "writer", "wannes", start + timedelta(hours=1))
    seat = row.guests.get(role="client")
    link = GuestLink.objects.filter(object_id=seat.pk, lent_to=CLIENT.name).latest("pk")
    _decide(row, "client", Voice.of_guest(seat, link), start + timedelta(hours=3))


def _write(
    desk: Desk, texts: Sequence[tuple[str, str]], hour: int, at: datetime, *, poster: bool = False
) -> list[Publication]:
    files = [_poster(desk, at)] if poster else []
    return [
        publications.write(
            account=desk.account,
            values={
                "text": text,
                "language": language,
                "warning": "",
                "due_at": desk.moments.on(OPENING, hour, 15 * number),
                "production": desk.production,
            },
            files=files,
            by=desk.ines,
            at=at,
        )
        for number, (language, text) in enumerate(texts)
    ]


def _poster(desk: Desk, at: datetime) -> publications.File:
    """A picture without anybody in it, entered in the register of rights: it may be published."""
    nadia, production = desk.people["nadia"], desk.production
    work = works.enter(
        production=production,
        values={"kind": "visual", "title": "Visuel des passes", "holding": "own"},
        by=nadia,
        at=at,
    )
    depicted.list_is_complete(work=work, by=nadia, at=at)
    document = keep(
        _drawn(),
        name="passes-cap-sambre.png",
        title="Visuel des passes",
        by=nadia,
        at=at,
        production=production.pk,
    )
    attach(document=document, row=work, by=nadia, at=at)
    assert document.current is not None  # just kept
    return publications.File(document.current, "Une péniche bleue sur la Sambre, et les dates du 5 au 9 mai 2027")


def _drawn() -> bytes:
    # Only the loading of a sample draws; the web process, which imports this room, starts without Pillow.
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (1080, 1080), (29, 58, 82))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 700, 1080, 1080), fill=(47, 109, 106))
    draw.polygon(((180, 640), (900, 640), (820, 760), (260, 760)), fill=(232, 222, 200))
    draw.rectangle((560, 560, 740, 640), fill=(176, 66, 52))
    draw.text((90, 120), "Cap Sambre", fill=(246, 242, 232), font_size=120)
    draw.text((90, 280), "Du 5 au 9 mai 2027, Namur", fill=(246, 242, 232), font_size=56)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _says(desk: Desk, row: Submission, role: str, who: str, at: datetime, *, note: str = "") -> None:
    look_after(row, at=at)
    _decide(row, role, Voice.of(desk.people[who]), at, note=note)


def _decide(row: Submission, role: str, voice: Voice, at: datetime, *, note: str = "") -> Approval:
    seal = approval_of(row, at=at).seal(role)
    return decide(
        submission=row,
        role=role,
        verdict="approved",
        voice=voice,
        seal=seal,
        note=note,
        is_private=bool(note),
        at=at,
    )
