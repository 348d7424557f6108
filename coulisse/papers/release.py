"""Autorisation d'image / beeldtoestemming / image release: what one person agreed to, and how they signed. A4."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from coulisse.papers import press
from coulisse.papers.days import day_in_figures, day_in_words, hour_in_figures

CANVAS: Final = (600, 200)
"""Width and height of the sheet that a signature is drawn on, in its own points."""
MOST_POINTS: Final = 4000
STROKES: Final = re.compile(r"\d{1,3},\d{1,3}(?: \d{1,3},\d{1,3})*(?:;\d{1,3},\d{1,3}(?: \d{1,3},\d{1,3})*)*")

WORDS: Final[dict[str, dict[str, Any]]] = {
    "fr": {
        "kind": "Autorisation d’image",
        "between": "Donnée à {house} pour {film}",
        "person": "Personne représentée",
        "minor": "Personne mineure",
        "signed-for": "Signée par le parent ou le représentant légal",
        "second": "Avec",
        "where": "Pour",
        "every": "toutes les œuvres de cette production où la personne apparaît",
        "taking": "Prise de vues",
        "taking-text": "J’accepte d’être photographié(e), filmé(e) ou enregistré(e).",
        "using": "Utilisation des images",
        "yes": "oui",
        "no": "non",
        "networks": "Réseaux et supports",
        "lands": "Territoires",
        "period": "Durée",
        "from-to": "du {first} au {last}",
        "from": "à partir du {first}, sans terme",
        "rights": (
            "Prendre une image et l’utiliser sont deux accords distincts ; seuls les usages marqués « "
            "oui » sont permis.",
            "Cet accord peut être retiré à tout moment, par simple message à {contact} ; ce qui est en "
            "ligne est alors retiré.",
            "Le portrait d’une personne ne peut être reproduit ni communiqué au public sans son accord "
            "(Code de droit économique, art. XI.174). Les données sont traitées sur la base du "
            "consentement (RGPD, art. 6 et 7).",
        ),
        "child": "L’enfant a été consulté selon son âge et est d’accord.",
        "signature": "Signature",
        "typed": "Nom écrit par la personne qui signe, qui a coché « J’ai lu et j’accepte »",
        "drawn": "Signature tracée à l’écran ; la personne a coché « J’ai lu et j’accepte »",
        "signed": "Signée le {date} à {hour}, par un lien personnel",
        "page": "page",
    },
    "nl": {
        "kind": "Beeldtoestemming",
        "between": "Gegeven aan {house} voor {film}",
        "person": "Afgebeelde persoon",
        "minor": "Minderjarige",
        "signed-for": "Ondertekend door de ouder of wettelijke vertegenwoordiger",
        "second": "Met",
        "where": "Voor",
        "every": "alle werken van deze productie waarin de persoon te zien is",
        "taking": "Opname",
        "taking-text": "Ik aanvaard gefotografeerd, gefilmd of opgenomen te worden.",
        "using": "Gebruik van de beelden",
        "yes": "ja",
        "no": "nee",
        "networks": "Netwerken en dragers",
        "lands": "Gebieden",
        "period": "Duur",
        "from-to": "van {first} tot {last}",
        "from": "vanaf {first}, zonder einddatum",
        "rights": (
            "Een beeld maken en het gebruiken zijn twee afzonderlijke toestemmingen; alleen wat met “ja” "
            "is aangeduid, mag.",
            "Deze toestemming kan op elk ogenblik worden ingetrokken met een bericht aan {contact}; wat "
            "online staat, wordt dan verwijderd.",
            "Het portret van een persoon mag niet worden gereproduceerd of aan het publiek meegedeeld "
            "zonder diens toestemming (Wetboek van economisch recht, art. XI.174). De gegevens worden "
            "verwerkt op grond van toestemming (AVG, art. 6 en 7).",
        ),
        "child": "Het kind werd naargelang zijn leeftijd geraadpleegd en gaat akkoord.",
        "signature": "Handtekening",
        "typed": "Naam getypt door wie ondertekent en “Ik heb dit gelezen en ga akkoord” heeft aangevinkt",
        "drawn": "Op het scherm getekende handtekening; “Ik heb dit gelezen en ga akkoord” werd aangevinkt",
        "signed": "Ondertekend op {date} om {hour}, via een persoonlijke link",
        "page": "blz.",
    },
    "en": {
        "kind": "Image release",
        "between": "Given to {house} for {film}",
        "person": "Person shown",
        "minor": "Minor",
        "signed-for": "Signed by a parent or guardian",
        "second": "With",
        "where": "For",
        "every": "every work of this production in which the person is seen",
        "taking": "Taking pictures",
        "taking-text": "I agree to be photographed, filmed or recorded.",
        "using": "Using the pictures",
        "yes": "yes",
        "no": "no",
        "networks": "Networks and media",
        "lands": "Territories",
        "period": "Period",
        "from-to": "from {first} to {last}",
        "from": "from {first}, without end",
        "rights": (
            "Taking a picture and using it are two separate consents; only the uses marked “yes” are allowed.",
            "This consent may be withdrawn at any time by a message to {contact}; what is online is then "
            "taken down.",
            "Nobody’s portrait may be reproduced or shown to the public without their consent (Belgian "
            "Code of Economic Law, art. XI.174). Personal data are processed on the basis of consent "
            "(GDPR, art. 6 and 7).",
        ),
        "child": "The child was asked, as their age allows, and agrees.",
        "signature": "Signature",
        "typed": "Name typed by the person who signs, who ticked “I have read this and agree”",
        "drawn": "Signature drawn on the screen; the person ticked “I have read this and agree”",
        "signed": "Signed on {date} at {hour}, through a personal link",
        "page": "page",
    },
}


class NotASignature(ValueError):
    """What should be strokes of points isn't, or leaves the sheet."""


@dataclass(frozen=True, slots=True)
class ReleasePaper:
    """`uses`: each purpose in the paper's language with whether it was agreed to; `drawn`: strokes, or empty."""

    number: str
    house: str
    film: str
    person: str
    works: str
    """Empty: every work of the production."""
    taking: bool | None
    """None where it was not asked."""
    uses: Sequence[tuple[str, bool]]
    networks: str
    lands: str
    first: date
    last: date | None
    contact: str
    is_minor: bool
    signed_by: str
    second: str
    drawn: str
    at: datetime


def strokes_of(drawn: str) -> list[list[tuple[int, int]]]:
    """« 12,40 13,42;80,10 90,12 » as points, each stroke apart. Raises `NotASignature`."""
    if not drawn:
        return []
    if STROKES.fullmatch(drawn) is None:
        raise NotASignature(drawn[:40])
    strokes = [
        [(int(x), int(y)) for x, y in (point.split(",") for point in stroke.split(" "))]
        for stroke in drawn.split(";")
    ]
    points = [point for stroke in strokes for point in stroke]
    if len(points) > MOST_POINTS or any(x > CANVAS[0] or y > CANVAS[1] for x, y in points):
        raise NotASignature(f"{len(points)} points")
    return strokes


def release_paper(record: ReleasePaper, language: str) -> bytes:
    """The signed paper as a PDF in `language` (fr, nl or en). Raises `NotASignature`."""
    words = WORDS[language]
    date_, hour = day_in_figures(record.at), hour_in_figures(record.at)
    first = day_in_words(record.first, language)
    period = (
        words["from"].format(first=first)
        if record.last is None
        else words["from-to"].format(first=first, last=day_in_words(record.last, language))
    )
    return press.pdf(
        "release",
        {
            "doc": press.document(
                title=f"{words['kind']}, {record.person}",
                author=record.house,
                at=record.at,
                left=f"{record.house} · {words['signed'].format(date=date_, hour=hour)}",
                middle=record.number,
                page=words["page"],
            ),
            "language": language,
            "name": record.person,
            "kind": words["kind"],
            "between": words["between"].format(house=record.house, film=record.film),
            "facts": [
                [words["person"], record.person + (f" ({words['minor'].lower()})" if record.is_minor else "")],
                [words["where"], record.works or words["every"]],
                [words["networks"], record.networks],
                [words["lands"], record.lands],
                [words["period"], period],
            ],
            "uses-title": words["using"],
            "uses": [
                *(
                    [[words["taking"], words["taking-text"], _answer(record.taking, words)]]
                    * (record.taking is not None)
                ),
                *([words["using"], purpose, _answer(agreed, words)] for purpose, agreed in record.uses),
            ],
            "rights": [text.format(contact=record.contact) for text in words["rights"]]
            + [words["child"]] * record.is_minor,
            "signature": words["signature"],
            "signed-for": words["signed-for"] if record.is_minor else "",
            "signed-by": record.signed_by,
            "second": f"{words['second']} {record.second}" if record.second else "",
            "how": words["drawn" if record.drawn else "typed"],
            "signed": words["signed"].format(date=date_, hour=hour),
            "strokes": strokes_of(record.drawn),
        },
    )


def _answer(agreed: bool | None, words: dict[str, Any]) -> str:
    return str(words["yes" if agreed else "no"])
