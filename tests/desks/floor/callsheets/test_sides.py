"""The sides of day 15: the pages of its scenes, with a name behind each; nobody who is not called gets any."""

from datetime import date

import pypdfium2
import pytest
from django.test import Client

from coulisse.desks.floor.callsheets.actions.preparing import prepare
from coulisse.desks.floor.callsheets.models import CallSheet
from coulisse.desks.floor.callsheets.queries.script_pages import sides_of
from coulisse.desks.floor.schedule.models import Day
from coulisse.desks.floor.script.models import Draft, Scene
from coulisse.desks.floor.script.texts import to_json
from coulisse.kernel.screenplay import Paragraph, ParagraphKind
from tests.cast import AT, Cast
from tests.desks.floor.la_drache import Drache, contact, shoot

pytestmark = pytest.mark.django_db


@pytest.fixture
def drache(cast: Cast) -> Drache:
    """Two scenes have their text: 26, shot on another day, and 27, of the fifteenth."""
    found = shoot(cast)
    Draft.objects.create(
        production=found.production,
        number=2,
        name="roses",
        state=Draft.State.CURRENT,
        dated_on=date(2027, 3, 17),
        format="fdx",
        received_at=AT,
    )
    for number, words in (("26", "La courbe descend du balcon."), ("27", "Le quai, l’averse de face.")):
        heading = Paragraph(ParagraphKind.HEADING, found.scenes[number].heading, number=number)
        text = to_json((heading, Paragraph(ParagraphKind.ACTION, words)))
        Scene.objects.filter(pk=found.scenes[number].pk).update(paragraphs=text)
    return found


def sheet_of_fifteen(drache: Drache, cast: Cast) -> CallSheet:
    day = Day.objects.select_related("board__production__company").get(board=drache.v8, number=15)
    return prepare(day=day, by=cast.solange, at=AT)


def test_the_pages_of_the_day_with_all_else_crossed_out(drache: Drache, cast: Cast) -> None:
    found = sides_of(sheet_of_fifteen(drache, cast), person="Coralie Wauters", at=AT)
    today = {paragraph.text: paragraph.is_today for page in found.pages for paragraph in page.paragraphs}
    assert today["Le quai, l’averse de face."] is True
    assert today["La courbe descend du balcon."] is False
    assert found.draft == "v2 roses"


def test_whoever_is_called_gets_a_copy_under_the_own_name(drache: Drache, cast: Cast, client: Client) -> None:
    sheet = sheet_of_fifteen(drache, cast)
    client.force_login(cast.bastien)
    answer = client.get(f"/floor/callsheets/{sheet.pk}/sides?person={drache.actors[1].pk}")
    pdf = pypdfium2.PdfDocument(answer.content)
    assert "Coralie Wauters" in pdf[0].get_textpage().get_text_range()


def test_nobody_else_gets_pages_of_the_script(drache: Drache, cast: Cast, client: Client) -> None:
    sheet = sheet_of_fifteen(drache, cast)
    client.force_login(cast.bastien)
    stranger = contact("Achille Inconnu")
    answer = client.get(f"/floor/callsheets/{sheet.pk}/sides?person={stranger.pk}")
    assert answer.status_code == 302
