import io
import json

import pytest
from django.test import Client as Browser
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.floor.breakdown.actions import tags
from coulisse.desks.floor.breakdown.models import Element, Tag
from coulisse.desks.floor.script import actions as script_actions
from coulisse.formats.tabular import read_table
from coulisse.foundation.accounts.models import User
from tests.cast import AT, Cast
from tests.desks.floor.script.screenplays import PINK, received, scene

pytestmark = pytest.mark.django_db


def browser(user: User) -> Browser:
    found = Browser()
    found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


@pytest.fixture
def told(cast: Cast) -> Cast:
    received(cast)
    return cast


def test_before_the_screenplay_each_page_says_what_will_come(cast: Cast) -> None:
    for path in ("/floor/breakdown/", "/floor/breakdown/elements", "/floor/script/scenes", "/floor/script/sets"):
        answer = browser(cast.bastien).get(path)
        assert answer.status_code == 200 and 'class="empty"' in answer.content.decode()


def test_the_page_shows_the_text_with_its_tags_and_its_stars(told: Cast) -> None:
    cabin = scene(told, "34")
    tags.confirm_all(production=told.drache, scene=cabin, by=told.bastien, at=AT)
    script_actions.merge(draft=received(told, PINK, paper="pink"), by=told.bastien, at=AT)
    page = browser(told.nadia).get(f"/floor/breakdown/scenes/{cabin.pk}").content.decode()
    assert 'class="pg rev-pink"' in page
    assert "lampe à pétrole</mark>" in page and "registre des crues</mark>" in page
    assert f'class="action st" data-scene="{cabin.pk}" data-paragraph="2"' in page
    assert 'name="category"' not in page, "who only reads is offered nothing to press"


def test_words_of_the_page_become_an_element(told: Cast) -> None:
    cabin = scene(told, "34")
    text = cabin.paragraphs[1]["text"]
    start = text.index("ouvert à 1993")
    anchor = json.dumps({"paragraph": 1, "start": start, "end": start + len("ouvert à 1993")})
    sent = {"category": "note", "anchor": anchor, "here": str(cabin.pk)}
    answer = browser(told.bastien).post(
        f"/floor/breakdown/scenes/{cabin.pk}/tag", sent, headers={"HX-Request": "true"}
    )
    content = answer.content.decode()
    assert answer.status_code == 200 and "<html" not in content and 'id="work"' in content
    tag = Tag.objects.get(element__name="ouvert à 1993")
    assert tag.state == "confirmed" and tag.anchors[0]["words"] == "ouvert à 1993"


@pytest.mark.parametrize(
    "anchor",
    ["[", "[]", "{}", '{"paragraph": 99, "start": 0, "end": 2}', '{"paragraph": 1, "start": 9, "end": 2}'],
)
def test_words_that_are_not_on_the_page_are_refused(told: Cast, anchor: str) -> None:
    before = Tag.objects.count()
    sent = {"category": "prop", "anchor": anchor}
    answer = browser(told.bastien).post(f"/floor/breakdown/scenes/{scene(told, '34').pk}/tag", sent, follow=True)
    assert answer.status_code == 200 and Tag.objects.count() == before


def test_a_proposal_is_accepted_or_left_out_with_its_undo(told: Cast) -> None:
    bastien = browser(told.bastien)
    lamp = Tag.objects.get(element__name="lampe à pétrole")
    page = bastien.post(f"/floor/breakdown/tags/{lamp.pk}/decline", follow=True).content.decode()
    assert f'action="/floor/breakdown/tags/{lamp.pk}/reopen"' in page
    bastien.post(f"/floor/breakdown/tags/{lamp.pk}/reopen")
    bastien.post(f"/floor/breakdown/tags/{lamp.pk}/confirm")
    lamp.refresh_from_db()
    assert lamp.state == "confirmed"
    page = bastien.post(f"/floor/breakdown/tags/{lamp.pk}/decline", follow=True).content.decode()
    assert f'action="/floor/breakdown/tags/{lamp.pk}/confirm"' in page


def test_a_stale_quantity_shows_both_values(told: Cast) -> None:
    bastien, lamp = browser(told.bastien), Tag.objects.get(element__name="lampe à pétrole")
    bastien.post(f"/floor/breakdown/tags/{lamp.pk}/confirm")
    answer = bastien.post(f"/floor/breakdown/tags/{lamp.pk}", {"quantity": 3, "version": lamp.version})
    assert answer.status_code == 409


def test_the_age_of_a_minor_is_for_few(told: Cast) -> None:
    tags.confirm_all(production=told.drache, categories=["role"], by=told.bastien, at=AT)
    child = Element.objects.get(name="Noémie")
    for user, sees in ((told.bastien, True), (told.ines, False)):
        answer = browser(user).get(f"/floor/breakdown/elements/{child.pk}")
        if answer.status_code == 200:
            assert ("baby" in answer.content.decode()) is sees


def test_the_reports_are_tables_without_formulas(told: Cast) -> None:
    tags.put(scene=scene(told, "34"), category="prop", name="=1+1", by=told.bastien, at=AT)
    bastien = browser(told.bastien)
    csv = bastien.get("/floor/breakdown/export/elements/csv")
    assert b"'=1+1" in csv.content and "attachment" in csv.headers["Content-Disposition"]
    sheet = read_table(bastien.get("/floor/breakdown/export/elements/xlsx").content).records
    assert [row.cells[2] for row in sheet.rows] == ["=1+1"]
    scenes = read_table(io.BytesIO(bastien.get("/floor/breakdown/export/scenes/xlsx").content).read()).records
    assert [str(row.cells[0]) for row in scenes.rows] == ["32", "33", "34", "35"]


LONG = "".join(
    f"INT. DÉCOR {n % 9} - JOUR #{n}#\n\nVICTOR pose une valise. Deux chiens dorment.\n\nNOÉMIE\nOui {n}.\n\n"
    for n in range(1, 61)
)


@pytest.mark.parametrize(
    "path",
    [
        "/floor/breakdown/",
        "/floor/breakdown/elements",
        "/floor/script/",
        "/floor/script/scenes",
        "/floor/script/sets",
    ],
)
def test_lists_ask_the_database_as_often_for_sixty_scenes_as_for_four(
    cast: Cast, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    received(cast)
    tags.confirm_all(production=cast.drache, by=cast.bastien, at=AT)
    bastien = browser(cast.bastien)
    bastien.get(path)
    with CaptureQueriesContext(connection) as few:
        assert bastien.get(path).status_code == 200
    script_actions.merge(draft=received(cast, LONG), by=cast.bastien, at=AT)
    tags.confirm_all(production=cast.drache, by=cast.bastien, at=AT)
    # Past fifty rows a list has pages, whose count it asks in any case.
    with django_assert_num_queries(len(few)):
        assert bastien.get(path).status_code == 200


def test_the_page_of_a_scene_asks_as_often_whatever_it_holds(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    received(cast, LONG)
    bastien = browser(cast.bastien)
    few_tags, many_tags = scene(cast, "10"), scene(cast, "20")
    for place in range(25):
        tags.put(scene=many_tags, category="prop", name=f"objet {place}", by=cast.bastien, at=AT)
    bastien.get(f"/floor/breakdown/scenes/{few_tags.pk}")
    with CaptureQueriesContext(connection) as few:
        bastien.get(f"/floor/breakdown/scenes/{few_tags.pk}")
    with django_assert_num_queries(len(few)):
        bastien.get(f"/floor/breakdown/scenes/{many_tags.pk}")
