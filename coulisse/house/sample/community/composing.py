"""The composer of the sample: D6's poster in six posts, D7's teaser in two, pictures in every state, saved replies.

The register of the office holds the works (`sample/office/rights.py`); here are their files, attached to them. Nobody
can arm the eight drafts: the volunteer of 2026 never signed, and the music ends on 30 April.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, Final

from coulisse.desks.community.composing.actions import media, snippets, variants
from coulisse.desks.community.composing.actions.removals import ask_removal
from coulisse.desks.community.publishing.actions import accounts, publications
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.publishing.networks.contract import Credentials
from coulisse.desks.community.strategy.actions import add_idea
from coulisse.desks.community.strategy.models import Idea
from coulisse.desks.office.rights.models import Work
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.actions import attach, keep
from coulisse.foundation.documents.models import Document
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments

Box = tuple[int, int, int, int]
POSTER: Final = (1080, 1350)
SQUARE: Final[Box] = (0, 200, 1080, 1280)
STORY: Final[Box] = (200, 0, 960, 1350)
LINK: Final = "https://capsambre.example/passes"
FILM: Final = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom\x00\x00\x00\x08free"
"""The head of a film and nothing behind it: enough to be one in the list."""
ALTS: Final = {
    "fr": "L’affiche de Cap Sambre : cinq visages au-dessus du fleuve, une péniche, « du 5 au 9 mai ».",
    "nl": "De affiche van Cap Sambre: vijf gezichten boven de rivier, een aak, « van 5 tot 9 mei ».",
}
REPLIES: Final = (
    (
        "Horaires",
        "fr",
        "Tous les horaires sont sur la page du festival ; les portes ouvrent trente minutes avant.",
    ),
    (
        "Horaires",
        "nl",
        "Alle uren staan op de pagina van het festival; de deuren gaan dertig minuten vooraf open.",
    ),
    (
        "Accessibilité",
        "fr",
        "Les cinq lieux sont accessibles ; écrivez-nous pour une boucle magnétique ou une aide.",
    ),
)


@dataclass(frozen=True, slots=True)
class Planned:
    """One post with a picture: which file, day of May, hour, language, text."""

    file: str
    day: int
    hour: int
    minute: int
    language: str
    text: str


POSTS: Final = (
    Planned("whole", 3, 10, 0, "fr", "L’affiche de Cap Sambre en grand : cinq visages, un fleuve. #CapSambre"),
    Planned("whole", 4, 19, 0, "nl", "De affiche van Cap Sambre: vijf gezichten, één rivier. #CapSambre"),
    Planned("square", 4, 14, 0, "fr", "Qui sont les cinq visages de l’affiche ? Un indice : ils seront là."),
    Planned("square", 6, 19, 30, "nl", "Avant-première vanavond, en de affiche met handtekening na de film."),
    Planned("story", 7, 18, 0, "fr", "Ce soir, les courts métrages, et l’affiche à emporter."),
    Planned("story", 8, 18, 45, "nl", "Laatste avond: neem de affiche mee naar huis."),
)
TEASERS: Final = (
    Planned("teaser", 5, 12, 15, "fr", "Une minute de festival, avec la musique de l’ouverture. #CapSambre"),
    Planned("teaser", 5, 12, 30, "nl", "Eén minuut festival, met de muziek van de opening. #CapSambre"),
)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who writes, for which production, when."""

    production: Production
    by: User
    office: User
    moments: Moments

    def file(self, work: str, content: bytes, name: str, alts: Mapping[str, str] | None = None) -> Document:
        """A file of the work of that title, handed in by whoever holds the register."""
        at = self.moments.ago(8, 10)
        kept = keep(content, name=name, title=work, by=self.office, at=at, production=self.production.pk)
        held = Work.objects.get(production=self.production, title=work)
        attach(document=kept, row=held, by=self.office, at=at)
        media.say(document=kept, texts=alts or {})
        return kept

    def idea(self, title: str, **values: Any) -> Idea:
        return add_idea(
            title=title, production=self.production, by=self.by, at=self.moments.ago(3, 11), link=LINK, **values
        )


def write_the_variants(
    *, productions: Mapping[str, Production], people: Mapping[str, User], moments: Moments
) -> None:
    desk = Desk(productions["capsambre"], people["ines"], people["nadia"], moments)
    files = _files(desk)
    account = _account(desk.production)
    _plan(desk, desk.idea("L’affiche, cinq visages"), account, POSTS, files)
    _plan(desk, desk.idea("Teaser, une minute de festival"), account, TEASERS, files)
    _still_out(desk, account)
    for name, language, text in REPLIES:
        values = {"name": name, "language": language, "text": text, "production": desk.production}
        snippets.add(values=values)


def _files(desk: Desk) -> dict[str, Document]:
    """The poster, its two crops as the office entered them, the teaser; and photos in other states."""
    short = {code: text.partition(" : ")[0] or text for code, text in ALTS.items()}
    found = {
        "whole": desk.file("Affiche 2027", _poster(), "affiche-2027.jpg", ALTS),
        "square": desk.file("Affiche 2027, format carré", _poster(SQUARE), "affiche-2027-carre.jpg", ALTS),
        "story": desk.file("Affiche 2027, format story", _poster(STORY), "affiche-2027-story.jpg", short | ALTS),
        "teaser": desk.file(
            "Teaser 2027", FILM, "teaser-2027.mp4", {"fr": "Une minute de festival.", "nl": "Eén minuut festival."}
        ),
    }
    desk.file("Concert sur la péniche", _photo(18), "concert-peniche.jpg", {"fr": "Un trio joue sur une péniche."})
    desk.file("Portrait de la programmatrice", _photo(90), "programmatrice.jpg")
    return found


def _account(production: Production) -> NetworkAccount:
    known = NetworkAccount.objects.filter(network="instagram", production=production, closed_at__isnull=True)
    return known.first() or accounts.add(
        values={
            "network": "instagram",
            "handle": "festivalcapsambre",
            "server": "",
            "production": production,
            "way": NetworkAccount.Way.BY_HAND,
        },
        credentials=Credentials(),
    )


def _plan(
    desk: Desk,
    idea: Idea,
    account: NetworkAccount,
    planned: tuple[Planned, ...],
    files: Mapping[str, Document],
) -> None:
    for one in planned:
        at = desk.moments.ago(3, 12)
        due_at = desk.moments.on(date(2027, 5, one.day), one.hour, one.minute)
        row = variants.add(idea=idea, account=account, language=one.language, due_at=due_at, by=desk.by, at=at)
        content = files[one.file].current
        assert content is not None  # just kept
        alt = ALTS[one.language] if one.file != "teaser" else one.text.partition(",")[0]
        values = {"text": one.text, "language": one.language, "warning": ""}
        file = publications.File(content, alt)
        variants.write(publication=row, values=values, files=[file], read_version=row.version, by=desk.by, at=at)


def _still_out(desk: Desk, account: NetworkAccount) -> None:
    """A volunteer took the consent back after the post was out: it waits to be removed."""
    photo = desk.file("Bénévoles au montage", _photo(140), "montage.jpg", {"fr": "On monte un chapiteau."})
    due_at = desk.moments.ago(12, 17)
    values = {
        "text": "Le montage des chapiteaux, édition 2026 : merci aux bénévoles. #CapSambre",
        "language": "fr",
        "warning": "",
        "due_at": due_at,
        "production": desk.production,
    }
    assert photo.current is not None  # just kept
    files = [publications.File(photo.current, "On monte un chapiteau.")]
    row = publications.write(account=account, values=values, files=files, by=desk.by, at=desk.moments.ago(13, 9))
    # Out before the withdrawal: what is armed today would be refused.
    Publication.objects.filter(pk=row.pk).update(
        state=Publication.State.CONFIRMED,
        address="https://instagram.example/p/C5montage26",
        confirmed_at=due_at,
        armed_at=desk.moments.ago(13, 9),
        armed_by=desk.by,
        proved_by=desk.by,
    )
    held = Work.objects.get(production=desk.production, title="Bénévoles au montage")
    ask_removal(works=[held.pk], source="sample:withdrawn", at=desk.moments.ago(9, 15))


def _poster(box: Box | None = None) -> bytes:
    """Five faces above a river; or a piece of it."""
    # Only the loading of a sample draws; the web process, which imports this room, starts without Pillow.
    from PIL import Image, ImageDraw

    image = Image.new("RGB", POSTER, (28, 52, 74))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 900, 1080, 1350), fill=(58, 104, 122))
    for number, tone in enumerate(
        ((231, 196, 160), (160, 112, 80), (214, 170, 136), (120, 82, 60), (236, 206, 178))
    ):
        middle = 140 + number * 200
        draw.ellipse((middle - 85, 420, middle + 85, 640), fill=tone)
        draw.rectangle((middle - 95, 640, middle + 95, 900), fill=(190 - number * 25, 60 + number * 20, 70))
    draw.polygon(((180, 1010), (900, 1010), (820, 1090), (260, 1090)), fill=(150, 34, 60))
    draw.text((90, 120), "CAP SAMBRE", fill=(250, 246, 236), font_size=140)
    draw.text((90, 1210), "Namur, du 5 au 9 mai 2027", fill=(250, 246, 236), font_size=64)
    return _jpeg(image.crop(box) if box else image)


def _photo(tone: int) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (1600, 1067), (90, 110, 60 + tone))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 720, 1600, 1067), fill=(60, tone, 90))
    draw.ellipse((660, 360, 940, 760), fill=(220, 180, 150))
    return _jpeg(image)


def _jpeg(image: Any) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=86)
    return out.getvalue()
