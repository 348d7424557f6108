"""The tasks of the story, dated around the day of loading, and those that the templates put on the table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Final

from django.db import models

from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.productions.blueprints import blueprint
from coulisse.foundation.productions.models import Production
from coulisse.foundation.tasks import actions
from coulisse.foundation.tasks.models import Task
from coulisse.house.sample.moments import Moments

HIGH, NORMAL, LOW = Task.Priority.HIGH, Task.Priority.NORMAL, Task.Priority.LOW
DOING, WAITING, DONE = Task.State.DOING, Task.State.WAITING, Task.State.DONE


@dataclass(frozen=True, slots=True)
class Todo:
    """One task: `day` counts from the day of loading; `about` is `contact:<name>` or `place:<key>`."""

    title: str
    person: str
    production: str
    day: int
    hour: time | None = None
    priority: int = NORMAL
    about: str = ""
    checks: tuple[str, ...] = ()
    state: str = ""
    client: str = ""


TODOS: Final = (
    Todo(
        "Négocier le devis Caméra Sambre : 18 450,00 €, viser −12 %",
        "nadia",
        "drache",
        -1,
        None,
        NORMAL,
        "contact:Caméra Sambre",
    ),
    Todo(
        "Permis unique d’Aminata Sarr : sans lui, la feuille de service J16 ne part pas",
        "nadia",
        "drache",
        0,
        time(9, 50),
        HIGH,
        "contact:Aminata Sarr",
        (
            "Échanger les scènes 41–43 avec le jour 21",
            "Appeler le contact d’urgence de l’Office des étrangers",
            "Prévenir la distribution artistique",
        ),
    ),
    Todo(
        "Valider les six dépenses d’hier : 1 284,37 €",
        "nadia",
        "drache",
        0,
        time(9),
        NORMAL,
        "contact:Brico Marche",
    ),
    Todo(
        "Répartir la facture Lux Grip de 120,05 € : 51/34/15",
        "nadia",
        "drache",
        0,
        None,
        NORMAL,
        "contact:Lux Grip Sàrl",
    ),
    Todo(
        "Lot SEPA de 23 paiements : corriger l’IBAN refusé, obtenir la seconde signature",
        "nadia",
        "drache",
        0,
        time(16, 40),
        NORMAL,
        "",
        ("Demander l’IBAN exact au fournisseur", "Seconde signature au-delà de 10 000 €"),
    ),
    Todo(
        "Déclarer le sinistre du jour 14 à l’assureur, police BE-TRP-2701",
        "nadia",
        "drache",
        2,
        time(7, 25),
        HIGH,
        "",
        ("Attestation météo", "Rapport journalier signé", "Feuille de service n° 14 v2"),
        DOING,
    ),
    Todo(
        "Contrat d’Élise Thonon : six jours à 650,00 €, copie en néerlandais",
        "nadia",
        "drache",
        1,
        None,
        NORMAL,
        "contact:Élise Thonon",
    ),
    Todo(
        "Comparer les statuts possibles pour Joke Van Damme",
        "nadia",
        "drache",
        3,
        None,
        LOW,
        "contact:Joke Van Damme",
    ),
    Todo("Rapport de suivi VAF, en néerlandais", "nadia", "drache", 4),
    Todo(
        "Tax Shelter : faire facturer les trois dépenses éligibles restantes, 86 412,00 €",
        "nadia",
        "drache",
        14,
        None,
        HIGH,
    ),
    Todo(
        "Convention de prêt de la réplique : Musée de poche, Bastogne",
        "bastien",
        "drache",
        -2,
        None,
        NORMAL,
        "contact:Musée de poche",
    ),
    Todo("Retrouver le talkie n° 17", "bastien", "drache", -1, None, LOW),
    Todo(
        "Ramener la rooming list de 22 à 19 chambres",
        "bastien",
        "drache",
        0,
        time(16),
        NORMAL,
        "contact:Hôtel de la Meuse",
    ),
    Todo("Confirmer les sept réservations de la semaine prochaine", "bastien", "drache", 0, time(16, 40)),
    Todo(
        "Commander les repas : 61, dont 4 végétariens, 2 sans gluten, 1 sans arachide",
        "bastien",
        "drache",
        0,
        time(10),
        HIGH,
        "contact:Cuisine Mobile Mosane",
    ),
    Todo(
        "Demande de tournage à Etterbeek, rue Aviateur Thieffry",
        "bastien",
        "drache",
        1,
        None,
        NORMAL,
        "place:etterbeek",
    ),
    Todo(
        "Lettre aux riverains d’Etterbeek, en français et en néerlandais",
        "bastien",
        "drache",
        2,
        None,
        NORMAL,
        "place:etterbeek",
        (),
        WAITING,
    ),
    Todo("Second Ronin du 22/03 : trancher avec la Pub Charleroi", "bastien", "drache", 1),
    Todo("Figurante de 15 ans : obtenir l’autorisation enfants", "bastien", "drache", 1, None, HIGH),
    Todo("Faire réparer la porte de la loge 3", "bastien", "drache", 3, None, LOW, "place:loges"),
    Todo("Valider la feuille de service n° 16", "solange", "drache", 0, time(17), HIGH),
    Todo(
        "Plan de travail, version 9 : échanger les scènes 41–43",
        "solange",
        "drache",
        0,
        None,
        NORMAL,
        "",
        (),
        DOING,
    ),
    Todo(
        "Plainte de Hubert L. : retrouver son autorisation d’image",
        "marc_olivier",
        "plein-jour",
        0,
        time(11),
        HIGH,
    ),
    Todo("Synthèse de midi pour l’équipe de Plein Jour", "marc_olivier", "plein-jour", 0, time(12)),
    Todo(
        "Place de fauteuil roulant vendue deux fois : proposer un geste",
        "marc_olivier",
        "ecluses",
        0,
        time(14),
        HIGH,
        "place:theatre",
    ),
    Todo(
        "Rencontre avec le public : formulaire et liste d’attente",
        "marc_olivier",
        "ecluses",
        5,
        None,
        NORMAL,
        "place:foyer",
    ),
    Todo("Répondre à la lettre sur papier reçue au sujet de Plein Jour", "marc_olivier", "plein-jour", 30),
    Todo("Affiche : autorisation d’image du bénévole de 2026", "ines", "capsambre", -1, None, HIGH),
    Todo("Musique du teaser : prolonger la licence au-delà du 30/04", "ines", "capsambre", 2, None, HIGH),
    Todo("Calendrier du 30/04 au 09/05 : 34 publications", "ines", "capsambre", 4, None, NORMAL, "", (), DOING),
    Todo("Lire le brief du client", "ines", "capsambre", -3, None, NORMAL, "", (), DONE),
    Todo("34 posts naar het Nederlands vertalen", "wannes", "capsambre", 3),
    Todo("De campagne goedkeuren", "kobe", "", 2, time(18), NORMAL, "", (), "", "capsambre"),
    Todo("Surtitres néerlandais de L’Éclusière : bon à projeter", "pascaline", "ecluses", 1),
    Todo("Renouveler l’assurance du matériel de la maison", "odile", "", 6),
)


def add_todos(
    *,
    people: Mapping[str, User],
    productions: Mapping[str, Production],
    clients: Mapping[str, Client],
    subjects: Mapping[str, models.Model],
    moments: Moments,
) -> None:
    """Each task by the person who does it."""
    for number, todo in enumerate(TODOS):
        by = people["ines"] if todo.client else people[todo.person]
        task = actions.add(
            title=todo.title,
            person=people[todo.person],
            production=productions.get(todo.production),
            client=clients.get(todo.client),
            due_on=moments.in_days(todo.day),
            due_time=todo.hour,
            priority=todo.priority,
            about=subjects[todo.about] if todo.about else None,
            checks=todo.checks,
            by=by,
            at=moments.ago(6, 9, number),
        )
        if todo.state:
            actions.move(task=task, to=todo.state, by=by, at=moments.ago(2, 15, number))


def hand_out_first_tasks(
    *,
    works: Mapping[str, str],
    people: Mapping[str, User],
    productions: Mapping[str, Production],
    owner: User,
    moments: Moments,
) -> None:
    """The templates' tasks to whoever holds their role; what the calendar has overtaken is done."""
    holders = {
        "production_manager": "solange",
        "production_administrator": "nadia",
        "production_assistant": "bastien",
    }
    holders |= {"audience_officer": "marc_olivier", "community_manager": "ines", "writer": "wannes"}
    for key, code in works.items():
        production = productions[key]
        for number, first in enumerate(blueprint(code).tasks):
            task = Task.objects.get(source=f"blueprint:{production.pk}:{code}:{number}")
            person = people.get(holders.get(first.role, ""))
            if person is not None and person.may("read", production=production.pk):
                (task,) = actions.assign(tasks=[task], person=person, by=owner, at=moments.ago(22, 11))
            if task.due_on is not None and task.due_on < moments.today:
                actions.finish(task=task, by=person or owner, at=moments.ago(4, 17))
