"""The contact book: the list of the team and the suppliers through the importer, then what one notes by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from coulisse.foundation.accounts.models import User
from coulisse.foundation.people.actions.bonds import give_part, note_availability
from coulisse.foundation.people.actions.importing import choose_mapping, import_contacts, stage_file
from coulisse.foundation.people.actions.private import write_private
from coulisse.foundation.people.imports.staging import read_draft
from coulisse.foundation.people.models import Contact, Import
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments

LIST: Final = Path(__file__).parent / "files" / "contacts.csv"
NOT_ON_DRACHE: Final = ("Joke Van Damme", "Thierry Massart")
PARTS: Final = (
    ("Joke Van Damme", "drache", "Compositrice"),
    ("Mireille Collignon", "ecluses", "Metteuse en scène"),
    ("Theatertechniek Dendermonde BV", "ecluses", "Lumière"),
    ("Médiane TV", "plein-jour", "Diffuseur"),
    ("Festival Cap Sambre ASBL", "capsambre", "Organisateur"),
    ("Ateliers du Canal", "drache", "Coproducteur français, 34 %"),
    ("Alzette Images", "drache", "Coproducteur luxembourgeois, 15 %"),
    ("Caméra Sambre", "drache", "Location image"),
    ("Lux Grip Sàrl", "drache", "Location machinerie"),
    ("Cuisine Mobile Mosane", "drache", "Traiteur"),
    ("Hôtel de la Meuse", "drache", "Hébergement"),
)
VEGETARIAN, GLUTEN_FREE = "Végétarien", "Sans gluten"
TABLE: Final = (
    ("Hélène Poncelet", VEGETARIAN, ""),
    ("Fien Baert", VEGETARIAN, ""),
    ("Sarah Piette", VEGETARIAN, ""),
    ("Tom Evrard", VEGETARIAN, ""),
    ("Marc Lhoest", GLUTEN_FREE, ""),
    ("Katrien Maes", GLUTEN_FREE, ""),
    ("Zoé Henrard", "", "Arachide"),
)
"""The seven plates of the scenario: four, two and one."""
PERIODS: Final = (
    ("Aminata Sarr", "available", date(2027, 3, 18), date(2027, 3, 26), "Sous réserve du permis unique"),
    ("Yvan Grosjean", "unavailable", date(2027, 3, 29), date(2027, 3, 31), "Doublage à Paris"),
    ("Élise Thonon", "option", date(2027, 3, 22), date(2027, 3, 30), "6 jours à 650,00 €"),
    ("Coralie Wauters", "available", date(2027, 2, 25), date(2027, 4, 12), ""),
    ("Dirk Van Acker", "available", date(2027, 2, 22), date(2027, 4, 12), ""),
    ("Alain Gobert", "unavailable", date(2027, 4, 5), date(2027, 4, 9), "Contrôle technique de la navette 1"),
)


@dataclass(frozen=True, slots=True)
class Book:
    """The cards by their names, and the function that the list gives to each person of no firm."""

    cards: Mapping[str, Contact]
    functions: Mapping[str, str]


def import_list(*, by: User, moments: Moments) -> Book:
    """The file through the importer. Rows already in the book make a second card: one double is planted in it."""
    staged = stage_file(chunks=[LIST.read_bytes()], file_name=LIST.name, by=by, at=moments.ago(21, 9))
    draft = read_draft(staged.key, file=LIST.name)
    chosen = choose_mapping(imported=staged, mapping=draft.guess, twins=Import.Twins.CREATE)
    import_contacts(imported=chosen, draft=draft, by=by, at=moments.ago(21, 9, 5))
    rows = [row for row in draft.rows(draft.guess) if row.function and not row.employer]
    return Book(
        # The planted double comes last in the file: the first card of a name is the one that the story means.
        cards={card.name: card for card in Contact.objects.order_by("-pk")},
        functions={row.values["name"]: row.function for row in rows},
    )


def give_parts(*, book: Book, productions: Mapping[str, Production], by: User, moments: Moments) -> None:
    """The crew and the cast of La Drache by the function on the list, the others one by one."""
    at = moments.ago(20, 10)
    for name, card in sorted(book.cards.items(), key=lambda item: item[1].pk):
        if card.is_person and name in book.functions and name not in NOT_ON_DRACHE:
            give_part(contact=card, production=productions["drache"], function=book.functions[name], by=by, at=at)
    for name, key, function in PARTS:
        give_part(contact=book.cards[name], production=productions[key], function=function, by=by, at=at)


def note_periods(*, book: Book, by: User, moments: Moments) -> None:
    for name, state, starts_on, ends_on, note in PERIODS:
        note_availability(
            contact=book.cards[name],
            state=state,
            starts_on=starts_on,
            ends_on=ends_on,
            note=note,
            source="Solange De Backer",
            by=by,
            at=moments.ago(15, 16),
        )


def note_diets(*, book: Book, production: Production, by: User, moments: Moments) -> None:
    for name, diet, allergy in TABLE:
        write_private(
            contact=book.cards[name],
            production=production.pk,
            values={"diets": diet, "allergies": allergy},
            read_version=0,
            by=by,
            at=moments.ago(14, 9),
        )
