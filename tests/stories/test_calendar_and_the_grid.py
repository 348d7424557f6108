"""D5 and D11: the calendar of Cap Sambre with its 34 posts, and Sunday's grid that moves by forty minutes."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coulisse.desks.community.calendar.models import LentCalendar
from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.grid.models import GridFile
from coulisse.foundation.journal.deliver import deliver_owed
from coulisse.house.sample.broadcasts import GRID
from tests.desks.community.calendar.scene import set_the_calendar
from tests.papers.reading import text_of
from tests.stories.plein_jour import Clock, Stage, story_clock

pytestmark = pytest.mark.django_db
BOARD = "/community/calendar/"


@pytest.fixture
def clock() -> Iterator[Clock]:
    with story_clock() as found:
        yield found


@pytest.fixture
def stage(db: None) -> Stage:
    return set_the_calendar()


def words(html: bytes) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html.decode()).split())


def test_the_calendar_of_the_festival_for_its_client(stage: Stage, clock: Clock, client: Any) -> None:
    clock.at(9, day=date(2027, 4, 16))
    client.force_login(stage.people["ines"], backend="django.contrib.auth.backends.ModelBackend")
    asked = {"production": stage.theatre.pk, "first": "2027-04-30", "last": "2027-05-09"}
    board = words(client.get(BOARD, {**asked, "view": "month", "day": "2027-05-03"}).content)
    assert "fête du Travail" in board and "Ascension" in board
    assert "Inès Ouali" in board and "Marc-Olivier Lejeune" in board
    halls = ("19:00 Ouverture de Cap Sambre", "20:00 Avant-première : La Drache", "18:00 Douze courts métrages")
    for screening in (*halls, "16:00 Séance des familles", "17:00 Palmarès de Cap Sambre"):
        assert screening in board
    assert "1 première sans publication" in board, "nothing announces the families' screening yet"
    for language, said in (("fr", "34 publications (FR 2"), ("nl", "34 publicaties (FR 2")):
        paper = client.get(f"{BOARD}paper.pdf", {**asked, "paper": language})
        told = text_of(paper.content)
        assert said in told
        assert ("férié : Ascension" in told) or ("feestdag: Hemelvaartsdag" in told)
        assert "Inès Ouali" in told
    assert client.get(f"{BOARD}paper.xlsx", asked).content[:2] == b"PK"


def test_the_grid_moves_and_four_follow(stage: Stage, clock: Clock, client: Any) -> None:
    clock.at(16, day=date(2027, 4, 16))
    tied = Publication.objects.filter(broadcast__programme__production=stage.production)
    before = dict(tied.values_list("pk", "due_at"))
    assert len(before) == 5
    client.force_login(stage.people["marc_olivier"], backend="django.contrib.auth.backends.ModelBackend")
    later = GRID.read_text().replace(
        '20270418202500 +0200" stop="20270418213000', '20270418210500 +0200" stop="20270418221000'
    )
    file = SimpleUploadedFile("grille.xml", later.encode(), content_type="text/xml")
    client.post("/grid/files/add", {"file": file})
    brought = GridFile.objects.latest("pk")
    assert client.post(f"/grid/files/{brought.pk}/put").status_code == 302
    deliver_owed(at=clock.now)

    rows = Publication.objects.filter(pk__in=before).order_by("due_at", "pk")
    assert {row.due_at - before[row.pk] for row in rows} == {timedelta(minutes=40)}
    stopped = [row for row in rows if row.state == "paused"]
    assert sorted(row.state for row in rows) == ["armed"] * 4 + ["paused"]
    assert "20 h 25" in stopped[0].text

    client.force_login(stage.people["ines"], backend="django.contrib.auth.backends.ModelBackend")
    board = client.get(BOARD, {"production": stage.production.pk, "day": "2027-04-18"})
    assert "21:05 Plein Jour" in words(board.content)
    one = words(client.get(f"{BOARD}publications/{stopped[0].pk}").content)
    assert "« 20 h 25 »" in one and "18/04/2027, 18:30 → 18/04/2027, 19:10" in one
    mine = words(client.get("/tasks/").content)
    assert "20 h 25" in mine


def test_kobe_reads_his_festival_and_says_a_word(stage: Stage, clock: Clock, client: Any) -> None:
    clock.at(9, day=date(2027, 4, 16))
    lent = LentCalendar.objects.get()
    assert lent.comments.get().text.startswith("Kan er ook")
    client.force_login(stage.people["ines"], backend="django.contrib.auth.backends.ModelBackend")
    made = client.post(
        f"{BOARD}lent",
        {
            "production": stage.theatre.pk,
            "owner": f"production-{stage.theatre.pk}",
            "name": "Kobe Maes",
            "language": "nl",
            "starts_on": "2027-04-30",
            "ends_on": "2027-05-09",
        },
    )
    address = re.search(r"<code>(https?://[^<]+)</code>", made.content.decode())
    assert address is not None
    path = "/" + address[1].split("/", 3)[3]
    client.logout()
    page = client.get(path)
    assert page.status_code == 200
    seen = words(page.content)
    assert "Nog twee dagen." in seen and "Plein Jour, en direct" not in seen
    token = path.rstrip("/").rsplit("/", 1)[1]
    post = Publication.objects.get(text__startswith="Nog twee dagen")
    client.post(f"{BOARD}guests/{token}/comment/{post.pk}", {"text": "Mooi zo!"})
    assert post.calendar_comments.get().name == "Kobe Maes"
    other = Publication.objects.filter(production=stage.production).first()
    assert other is not None
    refused = client.post(f"{BOARD}guests/{token}/comment/{other.pk}", {"text": "Hm"})
    assert refused.status_code == 404
    fresh = LentCalendar.objects.latest("pk")
    client.force_login(stage.people["ines"], backend="django.contrib.auth.backends.ModelBackend")
    client.post(f"{BOARD}lent/{fresh.pk}/take-back")
    client.logout()
    assert client.get(path).status_code in (404, 410)
    assert client.get(f"{BOARD}guests/{token}/calendar.pdf").status_code == 404
