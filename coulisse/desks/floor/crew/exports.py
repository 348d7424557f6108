"""The crew lists out: a table for a spreadsheet, and the paper that hangs in the office."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from coulisse.desks.floor.crew.queries.lists import Lists, Part, Post
from coulisse.formats.tabular import Cell, Column, Table, write_csv, write_xlsx
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import to_brussels
from coulisse.papers.contact_list import ContactList, Group, Line, contact_list

FORMATS: Final = {
    "csv": ("csv", "text/csv; charset=utf-8"),
    "xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
"""Extension and content type of each way out."""


def write_lists(lists: Lists, *, form: str, at: datetime) -> bytes:
    """Both lists in one of `FORMATS`; a CSV has one table, a workbook a sheet a list. No rate ever leaves here."""
    if form == "csv":
        rows = (*_crew_rows(lists), *_cast_rows(lists))
        return write_csv(Table(_("Crew"), _columns(), rows))
    crew = Table(_("Crew"), _columns(), tuple(_crew_rows(lists)))
    cast = Table(_("Cast"), _columns(), tuple(_cast_rows(lists)))
    return write_xlsx([crew, cast], created=at)


def _columns() -> tuple[Column, ...]:
    heads = (
        _("Department"),
        _("Function"),
        _("Name"),
        _("Telephone"),
        _("E-mail address"),
        _("Agent"),
        _("Telephone of the agent"),
    )
    return tuple(Column(head) for head in heads)


def _crew_rows(lists: Lists) -> Iterator[tuple[Cell, ...]]:
    for team in lists.teams:
        for post in team.posts:
            yield (team.name, post.function, post.name, post.phone_shown, post.email, "", "")


def _cast_rows(lists: Lists) -> Iterator[tuple[Cell, ...]]:
    for part in lists.parts:
        yield (
            _("Cast"),
            _numbered(part),
            part.actor,
            part.phone_shown,
            part.email,
            part.agent,
            part.agent_phone_shown,
        )


def _numbered(part: Part) -> str:
    return part.role if part.number is None else f"{part.number} · {part.role}"


def contact_list_of(lists: Lists, production: Production, *, at: datetime, language: str) -> bytes:
    """The contact list of the production as a PDF, by department, the cast at the end."""
    groups = [Group(team.name, [_line(post) for post in team.posts]) for team in lists.teams]
    actors = [
        Line(part.actor, role=_numbered(part), phone=part.phone_shown, email=part.email, organisation=part.agent)
        for part in lists.parts
        if part.contact_id is not None
    ]
    if actors:
        groups.append(Group(_("Cast"), actors))
    record = ContactList(title=production.title, house=production.company.name, groups=groups, at=to_brussels(at))
    return contact_list(record, language)


def _line(post: Post) -> Line:
    return Line(post.name, role=post.function, phone=post.phone_shown, email=post.email)
