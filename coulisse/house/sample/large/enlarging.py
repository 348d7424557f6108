"""The order in which the large sample is poured in."""

from collections.abc import Callable
from datetime import datetime
from time import monotonic

from django.db import transaction

from coulisse.foundation.accounts.models import User
from coulisse.foundation.bookings.models import Booking
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.productions.models import Production
from coulisse.house.reindexing import reindex
from coulisse.house.sample.large.agenda import add_tasks, fill_grid, take_bookings
from coulisse.house.sample.large.audience import hear_the_public
from coulisse.house.sample.large.book import fill_book
from coulisse.house.sample.large.budget import type_large_budget
from coulisse.house.sample.large.draw import Draw
from coulisse.house.sample.large.floor import shoot_films
from coulisse.house.sample.large.history import Stage, write_history
from coulisse.house.sample.large.ledger import keep_large_ledger
from coulisse.house.sample.large.shelves import fill_shelves
from coulisse.house.sample.large.staff import add_productions, add_users, is_there

Say = Callable[[str], None]


def is_large() -> bool:
    return is_there()


def enlarge(*, at: datetime, say: Say) -> None:
    """On top of the small sample, all of it or nothing."""
    draw, began = Draw.seeded(at), monotonic()

    def tell(what: str) -> None:
        say(f"  {monotonic() - began:5.1f} s  {what}")

    with transaction.atomic():
        add_users(draw)
        users = list(User.objects.order_by("pk"))
        add_productions(draw, users)
        productions = list(Production.objects.order_by("pk"))
        tell("productions")
        contacts = fill_book(draw, productions)
        tell("contacts")
        films = shoot_films(draw, users, contacts)
        productions += films
        tell("two features on the floor")
        type_large_budget(draw, films[0], users)
        tell("a budget of 5,000 lines")
        keep_large_ledger(draw, films[0], users)
        tell("a ledger of 100,000 lines")
        documents = fill_shelves(draw, users, productions, contacts)
        tell("documents")
        hear_the_public(draw, productions)
        tell("a million messages from the public")
        tasks = add_tasks(draw, users, productions, contacts)
        bookings: list[Booking] = take_bookings(draw, users, productions)
        broadcasts: list[Broadcast] = fill_grid(draw)
        tell("tasks, bookings and broadcasts")
        write_history(draw, Stage(users, productions, contacts, tasks, documents, bookings, broadcasts), say)
        tell("journal")
        count = reindex()
        tell(f"search: {count:,} objects".replace(",", " "))
