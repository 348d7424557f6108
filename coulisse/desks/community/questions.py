"""What the community desk asks of the others before something is public for good."""

from dataclasses import dataclass
from datetime import date, datetime

from coulisse.foundation.journal.links import Question


@dataclass(frozen=True, slots=True)
class MayPublish(Question):
    """May these files be shown, played or quoted there, on that day?

    Asked when a publication is armed and again at the second of sending. `documents` are rows of
    `documents.Document`; a text alone shows nothing. `made_from` are pairs: a crop, and what it was cut out of (0
    where that is gone). A reason names its `document`, and where it can the `work`, its `title`, its `production`,
    the `person` or licensor (`who`), the `day`, and `minor` where a minor is shown.
    """

    publication: int
    network: str
    production: int | None
    client: int | None
    on: date
    documents: tuple[int, ...] = ()
    made_from: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class WhereFilesStand(Question):
    """The same before anything is written: where each of these files stands.

    What is allowed is told too: a reason `rights.cleared` a document, with its last `day` where it has one.
    """

    network: str
    on: date
    documents: tuple[int, ...] = ()
    made_from: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class WhoIsShown(Question):
    """Who is seen in these files: a reason `rights.shown` each, with `document`, `who`, `person`, `production`."""

    documents: tuple[int, ...] = ()
    made_from: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class WhatShows(Question):
    """Which files show or play these works, or what is made of them: `documents.document:12` in `sources`."""

    works: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MayBeShown(Question):
    """Which of these people may be shown and named to promote a production, on those networks, on that day?

    `contacts` are rows of `people.Contact`. A reason against one of them names it (`contact`); a reason that names
    nobody is against all.
    """

    production: int
    contacts: tuple[int, ...]
    networks: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True)
class HowFarApproved(Question):
    """How far is each of these publications approved? Approvals stand above the calendar that shows them.

    A reason `approval.role` for each role of its route, in that order: `publication`, then in the reader's words
    the `role` and where it stands (`words`), and its `dot`: `y` for approved, `h` for being looked at, `n` for
    refused, empty for who waits.
    """

    publications: tuple[int, ...]
    at: datetime
