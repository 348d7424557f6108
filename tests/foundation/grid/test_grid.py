"""A grid comes in, comes again changed, and every broadcast keeps its number; what moved is announced."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from coulisse.formats.problems import Unreadable
from coulisse.foundation.grid import actions
from coulisse.foundation.grid.imports import read_file
from coulisse.foundation.grid.models import Broadcast, Channel, GridFile, Programme
from coulisse.foundation.grid.queries import at_minute
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.search.queries import find
from tests.cast import AT, Cast

BRUSSELS = ZoneInfo("Europe/Brussels")
SUNDAY = """<?xml version="1.0" encoding="UTF-8"?><tv><channel id="mediane.example">
<display-name>Médiane TV</display-name></channel>
<programme start="20270418193000 +0200" stop="20270418202500 +0200" channel="mediane.example">
<title lang="fr">Le Journal</title></programme>
<programme start="{start} +0200" stop="{stop} +0200" channel="mediane.example"><title lang="fr">Plein Jour</title>
<title lang="nl">Volle dag</title><sub-title lang="fr">Les digues</sub-title></programme></tv>"""
AS_ANNOUNCED = SUNDAY.format(start="20270418202500", stop="20270418213000").encode()
MOVED = SUNDAY.format(start="20270418210500", stop="20270418221000").encode()


def put(cast: Cast, content: bytes, name: str = "grille.xml") -> dict[str, int]:
    file = actions.bring(content=content, name=name, by=cast.ines, at=AT)
    return actions.put_on_the_grid(file, by=cast.ines, at=AT).counts


def told(kind: str) -> list[dict[str, object]]:
    return list(Entry.objects.filter(kind=f"foundation.grid.{kind}").values_list("payload", flat=True))


@pytest.mark.django_db
def test_a_broadcast_moves_forty_minutes_and_keeps_its_number(cast: Cast) -> None:
    assert put(cast, AS_ANNOUNCED)["added"] == 2
    broadcast = Broadcast.objects.get(programme__key="plein jour")
    assert put(cast, MOVED) == {"added": 0, "moved": 1, "cancelled": 0, "reinstated": 0, "unchanged": 1}
    broadcast.refresh_from_db()
    assert broadcast.starts_at == datetime(2027, 4, 18, 21, 5, tzinfo=BRUSSELS)
    (move,) = told("broadcast-moved")
    assert (move["was"], move["now"], move["broadcast_id"]) == ("18/04 20:25", "18/04 21:05", broadcast.pk)


@pytest.mark.django_db
def test_the_same_file_again_announces_nothing_new(cast: Cast) -> None:
    put(cast, AS_ANNOUNCED)
    assert put(cast, AS_ANNOUNCED)["unchanged"] == 2
    assert told("broadcast-moved") == told("broadcast-cancelled") == []
    assert Broadcast.objects.filter(version=1).count() == 2


@pytest.mark.django_db
def test_what_leaves_the_grid_is_cancelled_and_comes_back_under_the_same_number(cast: Cast) -> None:
    put(cast, AS_ANNOUNCED)
    number = Broadcast.objects.get(programme__key="plein jour").pk
    other = AS_ANNOUNCED.replace(b"Plein Jour", b"Gala").replace(b"Volle dag", b"Gala").replace(b"Les digues", b"")
    assert put(cast, other)["cancelled"] == 1
    assert Broadcast.objects.get(pk=number).state == "cancelled"
    assert put(cast, AS_ANNOUNCED)["reinstated"] == 1
    assert Broadcast.objects.get(pk=number).state == "planned"


@pytest.mark.django_db
def test_a_file_is_put_once(cast: Cast) -> None:
    file = actions.bring(content=AS_ANNOUNCED, name="grille.xml", by=cast.ines, at=AT)
    actions.put_on_the_grid(file, by=cast.ines, at=AT)
    with pytest.raises(actions.AlreadyOnTheGrid):
        actions.put_on_the_grid(file, by=cast.ines, at=AT)


@pytest.mark.django_db
def test_looking_changes_nothing(cast: Cast) -> None:
    file = actions.bring(content=AS_ANNOUNCED, name="grille.xml", by=cast.ines, at=AT)
    assert actions.look(file).counts["added"] == 2
    assert not Broadcast.objects.exists()
    assert not Channel.objects.exists()


@pytest.mark.django_db
def test_a_table_gives_the_same_grid_and_names_its_bad_rows(cast: Cast) -> None:
    table = (
        "Chaîne;Date;Début;Fin;Titre;Épisode\r\n"
        "Médiane TV;18/04/2027;20h25;21:30;Plein Jour;Les digues\r\n"
        "Médiane TV;18/04/2027;23:30;00:45;Ciné-club;\r\n"
        "Médiane TV;hier;20:25;21:30;Plein Jour;\r\n"
        "Médiane TV;28/03/2027;02:30;03:30;Nuit;\r\n"
        "Médiane TV;18/04/2027;20:99;;Rien;\r\n"
    ).encode()
    read = read_file(table, name="grille.csv")
    assert [(one.code, one.where.line) for one in read.problems] == [
        ("not-a-date", 4),
        ("hour-of-the-clock-change", 5),
        ("not-an-hour", 6),
    ]
    assert put(cast, table, "grille.csv")["added"] == 2
    late = Broadcast.objects.get(programme__key="cine club")
    assert late.ends_at == datetime(2027, 4, 19, 0, 45, tzinfo=BRUSSELS)


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"<html/>", b"<tv", b"\x00\x00", b"a;b\n1;2\n", b"%PDF-1.7"])
def test_a_file_that_is_no_grid_leaves_nothing_behind(cast: Cast, content: bytes) -> None:
    with pytest.raises((Unreadable, actions.NothingToPut)):
        actions.bring(content=content, name="x", by=cast.ines, at=AT)
    assert not GridFile.objects.exists()


@pytest.mark.django_db
def test_the_page_says_what_to_do_with_a_file_that_is_no_grid(cast: Cast, client: Browser) -> None:
    client.force_login(cast.ines, backend="django.contrib.auth.backends.ModelBackend")
    response = client.post("/grid/files/add", {"file": SimpleUploadedFile("liste.csv", b"a;b\n1;2\n")})
    assert response.status_code == 422
    assert "liste.csv" in response.content.decode()


@pytest.mark.django_db
def test_who_was_on_air_at_twenty_to_nine(cast: Cast) -> None:
    put(cast, AS_ANNOUNCED)
    (found,) = at_minute(datetime(2027, 4, 18, 20, 40, tzinfo=BRUSSELS))
    assert found.titles == {"fr": "Plein Jour", "nl": "Volle dag"}


@pytest.mark.django_db
def test_a_programme_is_found_by_its_dutch_title_and_tied_to_its_production(cast: Cast) -> None:
    put(cast, AS_ANNOUNCED)
    assert [hit.title for hit in find(cast.nadia, "volle dag")] == ["Plein Jour"]
    programme = Programme.objects.get(key="plein jour")
    actions.tie(programme, production=cast.drache, by=cast.ines, at=AT)
    assert told("programme-tied")[0]["production"] == "La Drache"


@pytest.mark.django_db
def test_the_day_takes_as_many_queries_for_two_broadcasts_as_for_sixty(cast: Cast, client: Browser) -> None:
    client.force_login(cast.ines, backend="django.contrib.auth.backends.ModelBackend")
    put(cast, AS_ANNOUNCED)
    counts = []
    for more in (0, 58):
        channel, programme = Channel.objects.get(), Programme.objects.get(key="plein jour")
        for minute in range(more):
            start = datetime(2027, 4, 18, 8, minute, tzinfo=BRUSSELS)
            end = datetime(2027, 4, 18, 8, minute, 30, tzinfo=BRUSSELS)
            Broadcast.objects.create(channel=channel, programme=programme, starts_at=start, ends_at=end)
        client.get(f"/grid/?day={date(2027, 4, 18)}")
        with CaptureQueriesContext(connection) as sent:
            assert client.get(f"/grid/?day={date(2027, 4, 18)}").status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]
