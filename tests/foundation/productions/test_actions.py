from collections.abc import Iterator
from datetime import date, datetime

import pytest

from coulisse.foundation.accounts.models import Grant, User
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions import actions, annexes
from coulisse.foundation.productions.annexes import Annex, Unfinished
from coulisse.foundation.productions.blueprints import Blueprint, blueprint
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.models import Item
from tests.cast import AT, Cast, give

pytestmark = pytest.mark.django_db


def begun(cast: Cast, by: User, **values: object) -> Production:
    asked: dict[str, object] = {"title": "Le Canal", "code": "canal", "language": "fr", **values}
    return actions.begin(blueprint=blueprint("short"), company=cast.company, by=by, at=AT, **asked)  # type: ignore[arg-type]


def kinds(production: Production) -> list[str]:
    rows = Entry.objects.filter(subject="productions.production", subject_id=production.pk).order_by("id")
    return [row.kind.rpartition(".")[2] for row in rows]


def test_a_production_begins_from_its_template(cast: Cast) -> None:
    production = begun(cast, cast.odile, starts_on=date(2027, 6, 1))
    assert (production.type, production.state) == ("short", "development")
    assert kinds(production) == ["begun"]
    assert Item.objects.filter(kind="productions.production", object_id=production.pk).exists()


def test_who_begins_keeps_it_in_sight(cast: Cast) -> None:
    production = begun(cast, cast.pascaline)
    assert cast.pascaline.may("change", production=production.pk)
    assert not cast.nadia.may("read", production=production.pk)
    assert not Grant.objects.filter(production=begun(cast, cast.odile, code="autre"), user=cast.odile).exists()


def test_two_productions_have_two_codes(cast: Cast) -> None:
    with pytest.raises(actions.CodeTaken):
        begun(cast, cast.odile, code="drache")
    assert Production.objects.count() == 2


def test_edit_writes_and_says_what_changed(cast: Cast) -> None:
    values = {"title": "La Drache", "ends_on": date(2027, 4, 9)}
    written = actions.edit(production=cast.drache, values=values, read_version=1, by=cast.nadia, at=AT)
    assert (written.ends_on, written.version) == (date(2027, 4, 9), 2)
    assert kinds(cast.drache) == ["edited", "dates-moved"]
    edited, moved = Entry.objects.filter(subject_id=cast.drache.pk).order_by("id")
    assert edited.payload["fields"] == ["ends_on"]
    assert (moved.payload["ends_on"], moved.payload["ended_on"]) == ("2027-04-09", None)


def test_a_stale_write_is_refused_with_both_values(cast: Cast) -> None:
    actions.edit(production=cast.drache, values={"title": "Drache"}, read_version=1, by=cast.nadia, at=AT)
    with pytest.raises(StaleWrite) as refusal:
        actions.edit(production=cast.drache, values={"title": "L’Averse"}, read_version=1, by=cast.bastien, at=AT)
    assert [(each.stored, each.refused) for each in refusal.value.differences] == [("Drache", "L’Averse")]
    assert Production.objects.get(pk=cast.drache.pk).title == "Drache"


def test_edit_refuses_the_code_of_another(cast: Cast) -> None:
    with pytest.raises(actions.CodeTaken):
        actions.edit(production=cast.drache, values={"code": "gel"}, read_version=1, by=cast.nadia, at=AT)


def test_a_copy_takes_along_what_one_chose(cast: Cast) -> None:
    cast.drache.details, cast.drache.summary = {"shooting_days": 32}, "Il pleut."
    cast.drache.starts_on, cast.drache.ends_on = date(2027, 2, 25), date(2027, 4, 9)
    cast.drache.save()
    whole = actions.duplicate(
        source=cast.drache,
        title="La Drache 2",
        code="drache-2",
        parts={"details", "team"},
        starts_on=date(2028, 2, 24),
        by=cast.nadia,
        at=AT,
    )
    assert (whole.details, whole.summary, whole.ends_on) == (
        {"shooting_days": 32},
        "Il pleut.",
        date(2028, 4, 7),
    )
    held = Grant.objects.filter(production=whole).order_by("user__name").values_list("user__name", "role")
    assert list(held) == [
        ("Bastien Crahay", "production_assistant"),
        ("Nadia Verhaeghen", "production_administrator"),
        ("Solange De Backer", "production_manager"),
    ]
    bare = actions.duplicate(source=cast.drache, title="Bis", code="bis", parts=(), by=cast.odile, at=AT)
    assert (bare.details, bare.summary, bare.ends_on, bare.grants.count()) == ({}, "", None, 0)
    assert (bare.type, bare.duplicated_from) == ("feature", cast.drache)


def test_close_reopen_archive(cast: Cast) -> None:
    closed = actions.close(production=cast.drache, reason="Copie zéro livrée", by=cast.nadia, at=AT)
    assert (closed.state, closed.closed_by, closed.closed_at) == ("closed", cast.nadia, AT)
    assert closed.closing_reason == "Copie zéro livrée"
    with pytest.raises(actions.NotOpen):
        actions.close(production=cast.drache, reason="Encore", by=cast.nadia, at=AT)
    with pytest.raises(actions.NotOpen):
        actions.edit(production=closed, values={"title": "X"}, read_version=2, by=cast.nadia, at=AT)
    actions.archive(production=closed, by=cast.nadia, at=AT)
    with pytest.raises(actions.NotClosed):
        actions.reopen(production=closed, reason="Retakes", by=cast.nadia, at=AT)
    actions.unarchive(production=closed, by=cast.nadia, at=AT)
    with pytest.raises(actions.NotArchived):
        actions.unarchive(production=closed, by=cast.nadia, at=AT)
    opened = actions.reopen(production=closed, reason="Retakes", by=cast.nadia, at=AT)
    assert (opened.state, opened.closed_at, opened.closing_reason) == ("active", None, "")
    assert kinds(cast.drache) == ["closed", "archived", "unarchived", "reopened"]


@pytest.fixture
def a_room_above(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """A room that notes what it is asked to do."""
    asked: list[tuple[str, str]] = []

    def begin(production: Production, template: Blueprint, by: User, at: datetime) -> None:
        asked.append(("begin", template.code))

    def duplicate(source: Production, copy: Production, by: User, at: datetime) -> None:
        asked.append(("duplicate", source.code))

    room = Annex(
        "room",
        "Room",  # type: ignore[arg-type]
        begin=begin,
        duplicate=duplicate,
        unfinished=lambda production: [Unfinished("Two papers", "/papers")],
    )
    monkeypatch.setattr(annexes, "_ANNEXES", {"room": room})
    yield asked


def test_rooms_above_take_part(cast: Cast, a_room_above: list[tuple[str, str]]) -> None:
    production = begun(cast, cast.odile)
    actions.duplicate(source=production, title="A", code="a", parts={"room"}, by=cast.odile, at=AT)
    actions.duplicate(source=production, title="B", code="b", parts={"details"}, by=cast.odile, at=AT)
    assert a_room_above == [("begin", "short"), ("duplicate", "canal")]
    actions.close(production=production, reason="Fini", by=cast.odile, at=AT)
    closing = Entry.objects.get(kind="foundation.productions.closed")
    assert closing.payload["unfinished"] == 1


def test_two_rooms_cannot_share_a_code(a_room_above: list[tuple[str, str]]) -> None:
    with pytest.raises(annexes.TwoAnnexes):
        annexes.register(Annex("room", "Other"))  # type: ignore[arg-type]


def test_a_role_that_ended_is_not_copied(cast: Cast) -> None:
    grant = give(cast.achille, "reader", production=cast.drache)
    grant.ends_on = date(2027, 3, 15)
    grant.save()
    copy = actions.duplicate(source=cast.drache, title="C", code="c", parts={"team"}, by=cast.odile, at=AT)
    assert not copy.grants.filter(user=cast.achille).exists()
