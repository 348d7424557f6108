"""The small sample, in the order in which a house would be set up."""

from datetime import datetime

from django.db import models, transaction

from coulisse.foundation.parameters.actions import load as load_parameters
from coulisse.foundation.parameters.models import Parameter
from coulisse.house.sample.audience.followed import follow_the_night
from coulisse.house.sample.audience.loading import fill_the_audience
from coulisse.house.sample.broadcasts import put_the_grid, put_the_screenings
from coulisse.house.sample.calendar import take_slots
from coulisse.house.sample.community.loading import fill_the_community
from coulisse.house.sample.contacts import Book, give_parts, import_list, note_diets, note_periods
from coulisse.house.sample.floor.loading import fill_the_floor
from coulisse.house.sample.house import WORKS, add_clients, add_the_company, begin_productions
from coulisse.house.sample.letters import post_letters
from coulisse.house.sample.locations import add_places
from coulisse.house.sample.moments import Moments
from coulisse.house.sample.office.loading import fill_the_office
from coulisse.house.sample.office.rights import fill_the_register
from coulisse.house.sample.papers import Desk, keep_papers, lend_contact_list
from coulisse.house.sample.team import found_house, invite_team
from coulisse.house.sample.todo import add_todos, hand_out_first_tasks


def load(*, at: datetime) -> None:
    """Fill an empty house, all of it or nothing."""
    moments = Moments(at)
    with transaction.atomic():
        if not Parameter.objects.exists():
            load_parameters(at=moments.ago(28, 8))
        owner = found_house(moments=moments)
        company = add_the_company(by=owner, moments=moments)
        clients = add_clients(by=owner, moments=moments)
        productions = begin_productions(company=company, clients=clients, by=owner, moments=moments)
        people = invite_team(owner=owner, productions=productions, clients=clients, moments=moments)
        works = {work.key: work.blueprint for work in WORKS}
        hand_out_first_tasks(works=works, people=people, productions=productions, owner=owner, moments=moments)
        book = import_list(by=people["solange"], moments=moments)
        give_parts(book=book, productions=productions, by=owner, moments=moments)
        note_periods(book=book, by=people["solange"], moments=moments)
        note_diets(book=book, production=productions["drache"], by=people["bastien"], moments=moments)
        places = add_places(by=people["bastien"], moments=moments)
        desk = Desk(people, productions, clients, places, book, moments)
        listed = keep_papers(desk)
        put_the_grid(plein_jour=productions["plein-jour"], by=people["marc_olivier"], moments=moments)
        put_the_screenings(festival=productions["capsambre"], by=people["ines"], moments=moments)
        take_slots(people=people, productions=productions, places=places, contacts=book.cards, moments=moments)
        fill_the_floor(
            production=productions["drache"], people=people, cards=book.cards, places=places, moments=moments
        )
        fill_the_office(production=productions["drache"], people=people, moments=moments)
        fill_the_register(productions=productions, people=people, moments=moments)
        fill_the_audience(productions=productions, people=people, moments=moments)
        follow_the_night(productions=productions, people=people, moments=moments)
        fill_the_community(productions=productions, clients=clients, people=people, moments=moments)
        subjects = _subjects(book, desk)
        add_todos(people=people, productions=productions, clients=clients, subjects=subjects, moments=moments)
        lend_contact_list(listed, desk)
        post_letters(people=people, productions=productions, book=book, moments=moments)


def _subjects(book: Book, desk: Desk) -> dict[str, models.Model]:
    cards = {f"contact:{name}": card for name, card in book.cards.items()}
    return {**cards, **{f"place:{key}": place for key, place in desk.places.items()}}
