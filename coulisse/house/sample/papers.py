"""The documents of the story: real files, made when the house is loaded, on the objects that they are about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from coulisse.foundation.accounts.actions.guest_links import acknowledge, lend, record_opened
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.documents.actions import add_version, attach, keep
from coulisse.foundation.documents.guests import KIND
from coulisse.foundation.documents.models import Document
from coulisse.foundation.people.models import Part
from coulisse.foundation.places.models import Place
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.contacts import Book
from coulisse.house.sample.moments import STORY_DAY, Moments
from coulisse.house.sample.photos import Scene, photo
from coulisse.house.sample.written import docx
from coulisse.papers.contact_list import ContactList, Group, Line, contact_list

HOUSE: Final = "Meuse & Fils Films"
SKY, ROCK, TOWN, WATER, GRASS = (126, 142, 158), (108, 104, 96), (150, 116, 92), (74, 92, 98), (88, 108, 72)
SCENES: Final = (
    (
        "croisette",
        Scene("La Croisette, côté pont", (SKY, ROCK, TOWN, WATER), 50.2586, 4.9139, Moments.on(STORY_DAY, 15, 4)),
    ),
    (
        "croisette",
        Scene("La Croisette, vers l’amont", (SKY, ROCK, WATER), 50.2579, 4.9143, Moments.on(STORY_DAY, 15, 11)),
    ),
    (
        "citadelle",
        Scene("Esplanade, depuis la régie", (SKY, TOWN, GRASS), 50.4585, 4.8567, Moments.on(STORY_DAY, 10, 32)),
    ),
    ("loges", Scene("Porte de la loge 3", (TOWN, ROCK, TOWN), 50.2646, 4.9088, Moments.on(STORY_DAY, 6, 7))),
)
SPENT: Final = (
    "Date;Fournisseur;Objet;Montant\r\n"
    "15/03/2027;Brico Marche;Visserie et bâches;182,40\r\n"
    "15/03/2027;Traiteur La Cense;Repas de l’équipe de préparation;312,00\r\n"
    "15/03/2027;Station-service Marche-en-Famenne;Carburant;61,40\r\n"
    "15/03/2027;Locason Namur;Piles et câbles;98,57\r\n"
    "15/03/2027;Hôtel de la Meuse;Deux nuits de repérage;336,00\r\n"
)
SPENT_LATER: Final = SPENT + "15/03/2027;Cuisine Mobile Mosane;Acompte de la cantine;294,00\r\n"
SYNOPSIS: Final = (
    "LA DRACHE – synopsis\n\n"
    "Victor dirige la fanfare de Freÿr depuis trente ans. Quand la Meuse monte, le bourgmestre fait jouer la fête "
    "du village coûte que coûte. Noémie, sa fille, hydrologue, rentre avec des chiffres dont personne ne veut.\n"
)
LOAN: Final = (
    "Convention de prêt",
    "Entre Meuse & Fils Films SRL et le Musée de poche, place McAuliffe 2, 6600 Bastogne.",
    "Objet : une réplique de mitraillette des années 1940, valeur déclarée 450,00 €.",
    "Retour le lundi qui suit le tournage de la scène 33A. Mention au générique : « Merci au Musée de poche ».",
    "L’accessoire est transporté et gardé par l’accessoiriste, sous clé, avec l’autorisation requise.",
)
RELEASE: Final = (
    "Autorisation d’image / Toestemming voor het gebruik van beelden",
    "Je soussigné·e autorise Meuse & Fils Films SRL à utiliser mon image pour la promotion de l’œuvre.",
    "Ondergetekende staat Meuse & Fils Films SRL toe zijn of haar beeld te gebruiken voor de promotie van het werk.",
)
BRIEF: Final = (
    "Brief – Festival Cap Sambre 2027",
    "But : 1 200 passes vendus. Publics : familles de Namur, étudiants, visiteurs flamands de la vallée.",
    "Mots à éviter : « gratuit », « exclusif ». Budget payé : 640,00 €.",
)
CERTIFICATE: Final = "Certificat médical d’aptitude, figurante mineure : à joindre à la demande d’autorisation.\n"


@dataclass(frozen=True, slots=True)
class Desk:
    """What the documents hang on, and who keeps them."""

    people: Mapping[str, User]
    productions: Mapping[str, Production]
    clients: Mapping[str, Client]
    places: Mapping[str, Place]
    book: Book
    moments: Moments


def keep_papers(desk: Desk) -> Document:
    """Returns the contact list of La Drache, which the story lends to a guest."""
    listed = _contact_list(desk)
    _expenses(desk)
    _photos(desk)
    _texts(desk)
    return listed


def lend_contact_list(listed: Document, desk: Desk) -> None:
    """To the coproducer in Lille, who opened it and said « Bien reçu »."""
    at = desk.moments.ago(2, 11)
    lent = lend(
        KIND,
        listed.pk,
        "Ateliers du Canal",
        expires_at=at + timedelta(days=30),
        email="contact@ateliers4.example",
        production=listed.production_id,
        by=desk.people["nadia"],
        at=at,
    )
    record_opened(link=lent.link, at=at + timedelta(minutes=42))
    acknowledge(link=lent.link, at=at + timedelta(minutes=44))


def _contact_list(desk: Desk) -> Document:
    """Two versions: the crew alone, then the cast and the suppliers with it."""
    drache, nadia, moments = desk.productions["drache"], desk.people["nadia"], desk.moments
    parts = Part.objects.filter(production=drache).select_related("contact").order_by("contact__sort_key")
    people = [part for part in parts if part.contact.is_person]
    firms = [part for part in parts if not part.contact.is_person]
    cast = [part for part in people if part.function.startswith("Comédien")]
    crew = [part for part in people if not part.function.startswith("Comédien")]
    first = _as_list("La Drache", {"Équipe": crew}, moments, days=12)
    document = keep(
        first,
        name="Liste de contacts La Drache.pdf",
        about=drache,
        tags=["contacts", "diffusion"],
        language="fr",
        by=nadia,
        at=moments.ago(12, 9),
    )
    whole = _as_list("La Drache", {"Équipe": crew, "Distribution": cast, "Fournisseurs": firms}, moments, days=5)
    add_version(
        whole,
        document=document,
        name="Liste de contacts La Drache.pdf",
        note="Avec la distribution et les fournisseurs",
        by=nadia,
        at=moments.ago(5, 9),
    )
    document.refresh_from_db()
    return document


def _as_list(title: str, groups: Mapping[str, Sequence[Part]], moments: Moments, *, days: int) -> bytes:
    record = ContactList(
        title=title,
        house=HOUSE,
        groups=[Group(name, [_line(part) for part in parts]) for name, parts in groups.items()],
        at=moments.ago(days, 9),
    )
    return contact_list(record, "fr")


def _line(part: Part) -> Line:
    card = part.contact
    return Line(
        name=card.name,
        role=part.function,
        phone=card.phones[0]["value"] if card.phones else "",
        email=card.emails[0]["value"] if card.emails else "",
    )


def _expenses(desk: Desk) -> None:
    document = keep(
        SPENT.encode("utf-8-sig"),
        name="dépenses du 15 mars.csv",
        title="Dépenses du 15/03/2027",
        about=desk.productions["drache"],
        tags=["dépenses", "à valider"],
        by=desk.people["bastien"],
        at=desk.moments.ago(3, 18),
    )
    add_version(
        SPENT_LATER.encode("utf-8-sig"),
        document=document,
        name="dépenses du 15 mars.csv",
        note="L’acompte de la cantine manquait",
        by=desk.people["bastien"],
        at=desk.moments.ago(2, 8),
    )


def _photos(desk: Desk) -> None:
    for number, (key, scene) in enumerate(SCENES):
        document = keep(
            photo(scene),
            name=f"IMG_{2041 + number}.jpg",
            title=scene.caption,
            production=desk.productions["capsambre" if key == "citadelle" else "drache"].pk,
            about=desk.places[key],
            tags=["repérage"],
            by=desk.people["ines" if key == "citadelle" else "bastien"],
            at=desk.moments.ago(8, 15, number),
        )
        if key == "croisette":
            attach(
                document=document,
                row=desk.productions["drache"],
                by=desk.people["bastien"],
                at=desk.moments.ago(8, 16),
            )


def _texts(desk: Desk) -> None:
    people, moments = desk.people, desk.moments
    drache = desk.productions["drache"]
    keep(
        SYNOPSIS.encode(),
        name="synopsis.txt",
        title="Synopsis de La Drache",
        about=drache,
        tags=["dossier"],
        language="fr",
        by=people["nadia"],
        at=moments.ago(16, 9),
    )
    loan = keep(
        docx(LOAN),
        name="Convention de prêt – réplique.docx",
        about=desk.book.cards["Musée de poche"],
        production=drache.pk,
        tags=["convention", "accessoires"],
        language="fr",
        by=people["bastien"],
        at=moments.ago(4, 10),
    )
    attach(document=loan, row=drache, by=people["bastien"], at=moments.ago(4, 10, 2))
    keep(
        docx(RELEASE),
        name="Modèle d’autorisation d’image FR-NL.docx",
        tags=["modèle", "image"],
        by=people["odile"],
        at=moments.ago(17, 11),
    )
    keep(
        docx(BRIEF),
        name="Brief Cap Sambre 2027.docx",
        client=desk.clients["capsambre"].pk,
        tags=["brief"],
        language="fr",
        by=people["ines"],
        at=moments.ago(7, 9),
    )
    keep(
        CERTIFICATE.encode(),
        name="certificat figurante mineure.txt",
        title="Certificat médical, figurante de 15 ans",
        about=drache,
        private=True,
        by=people["bastien"],
        at=moments.ago(3, 12),
    )
