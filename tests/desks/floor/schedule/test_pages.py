"""The pages: what the board shows, what the script is answered, what a plain form is, and two people at once."""

from html import unescape
from typing import Any

import pytest
from django.test import Client as Browser

from coulisse.desks.floor.schedule.actions.days import cancel_day
from coulisse.desks.floor.schedule.models import Board, ElementEvent, Strip
from coulisse.desks.floor.schedule.queries.board import board_view
from coulisse.foundation.accounts.models import User
from tests.cast import AT, Cast, give, person
from tests.desks.floor.la_drache import Drache, permit_missing

pytestmark = pytest.mark.django_db


def browser(user: User) -> Browser:
    found = Browser()
    found.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return found


def marks(board: Board) -> str:
    return ",".join(f"{key}:{mark}" for key, mark in board_view(board).marks.items())


def move(user: User, board: Board, strips: list[Strip], day: object, held: str, **more: object) -> Any:
    return browser(user).post(
        f"/floor/schedule/boards/{board.pk}/move",
        {"strips": [f"{strip.pk}:{strip.version}" for strip in strips], "day": day, "before": "", **more},
        headers={"X-Board-Marks": held},
    )


def test_the_board_shows_its_days_and_the_approved_one_first(drache: Drache, cast: Cast) -> None:
    permit_missing(drache)
    page = unescape(browser(cast.bastien).get("/floor/schedule/").content.decode())
    assert f'data-board="{drache.v8.pk}"' in page
    for words in ("Croisette", "Dinant", "99\N{NO-BREAK SPACE}1/8", "Aminata Sarr", 'class="strip ej bad"'):
        assert words in page
    other = browser(cast.bastien).get("/floor/schedule/", {"board": drache.v9.pk}).content.decode()
    assert f'data-board="{drache.v9.pk}"' in other and "day cancelled" in other


def test_a_reader_of_the_floor_gets_no_form_to_change_it(drache: Drache, cast: Cast) -> None:
    page = browser(cast.nadia).get("/floor/schedule/").content.decode()
    assert 'data-may-change="no"' in page and "data-undo-form" not in page


def test_a_move_is_answered_with_the_touched_days_only(drache: Drache, cast: Cast) -> None:
    held = marks(drache.v8)
    target = drache.day(drache.v8, 21)
    answer = move(cast.bastien, drache.v8, [drache.strip(drache.v8, "41")], target.pk, held).json()
    touched = {str(drache.day(drache.v8, number).pk) for number in (16, 21)}
    assert set(answer["days"]) == touched and "reserve" not in answer
    assert answer["said"] and answer["undo"].endswith("/undo") and answer["undoes"]
    assert f'data-strip="{drache.strip(drache.v8, "41").pk}"' in answer["days"][str(target.pk)]


def test_two_people_on_one_board_lose_no_move(drache: Drache, cast: Cast) -> None:
    """Both have the board open. Bastien moves 41 to J21; Solange, who still sees it on J16, wants it on J3."""
    held, seen = marks(drache.v8), drache.strip(drache.v8, "41")
    solange = browser(cast.solange)
    poll = f"/floor/schedule/boards/{drache.v8.pk}/changes"
    assert solange.get(poll, {"since": drache.v8.revision}, headers={"X-Board-Marks": held}).status_code == 204
    assert move(cast.bastien, drache.v8, [seen], drache.day(drache.v8, 21).pk, held).status_code == 200

    late = move(cast.solange, drache.v8, [seen], drache.day(drache.v8, 3).pk, held)
    told = late.json()["stale"]
    assert late.status_code == 409
    assert "41" in told["title"] and "Bastien Crahay" in told["who"]
    assert "21" in told["theirs"] and "3" in told["mine"]
    assert drache.numbers(drache.v8, 21)[-1] == "41" and "41" not in drache.numbers(drache.v8, 3)

    news = solange.get(poll, {"since": drache.v8.revision}, headers={"X-Board-Marks": held}).json()
    assert "Bastien Crahay" in news["said"]
    assert set(news["days"]) == {str(drache.day(drache.v8, number).pk) for number in (16, 21)}

    again = move(cast.solange, drache.v8, [drache.strip(drache.v8, "41")], drache.day(drache.v8, 3).pk, held)
    assert again.status_code == 200 and drache.numbers(drache.v8, 3)[-1] == "41"
    undo = browser(cast.bastien).post(
        f"/floor/schedule/boards/{drache.v8.pk}/undo", headers={"X-Board-Marks": held}
    )
    assert undo.status_code == 409 and "Solange De Backer" in undo.json()["refused"]
    assert drache.numbers(drache.v8, 3)[-1] == "41"


def test_undo_survives_a_reload(drache: Drache, cast: Cast) -> None:
    move(cast.bastien, drache.v8, [drache.strip(drache.v8, "41")], "reserve", marks(drache.v8))
    page = browser(cast.bastien).post(f"/floor/schedule/boards/{drache.v8.pk}/undo", follow=True)
    assert page.status_code == 200 and drache.numbers(drache.v8, 16) == ["41", "42", "43"]
    browser(cast.bastien).post(f"/floor/schedule/boards/{drache.v8.pk}/redo")
    assert drache.numbers(drache.v8, None)[-1] == "41"


def test_without_a_script_a_form_moves_the_strip(drache: Drache, cast: Cast) -> None:
    strip = drache.strip(drache.v8, "41")
    bastien = browser(cast.bastien)
    page = bastien.get("/floor/schedule/", {"board": drache.v8.pk, "strip": strip.pk}).content.decode()
    assert f'value="{strip.pk}:{strip.version}"' in page
    typed = {"strips": f"{strip.pk}:{strip.version}", "day": drache.day(drache.v8, 15).pk, "before": "end"}
    answer = bastien.post(f"/floor/schedule/boards/{drache.v8.pk}/move", typed)
    assert answer.status_code == 302 and f"strip={strip.pk}" in answer.headers["Location"]
    assert drache.numbers(drache.v8, 15)[-1] == "41"
    late = bastien.post(f"/floor/schedule/boards/{drache.v8.pk}/move", typed)
    assert late.status_code == 409 and "Bastien Crahay" in late.content.decode()


@pytest.mark.parametrize(
    "typed", [{"day": "demain"}, {"day": ""}, {"day": "99999999999999999999"}, {"strips": "x:y"}, {"strips": ""}]
)
def test_a_move_to_nowhere_is_refused_calmly(drache: Drache, cast: Cast, typed: dict[str, str]) -> None:
    strip = drache.strip(drache.v8, "41")
    asked = {"strips": f"{strip.pk}:{strip.version}", "day": "reserve", **typed}
    answer = browser(cast.bastien).post(
        f"/floor/schedule/boards/{drache.v8.pk}/move", asked, headers={"X-Board-Marks": "0:x,a:b,"}
    )
    assert answer.status_code == 409 and answer.json()["refused"]
    assert drache.numbers(drache.v8, 16) == ["41", "42", "43"]


def test_a_locked_board_says_so(drache: Drache, cast: Cast) -> None:
    bastien = browser(cast.bastien)
    bastien.post(f"/floor/schedule/boards/{drache.v8.pk}/lock")
    refused = move(cast.bastien, drache.v8, [drache.strip(drache.v8, "41")], "reserve", "")
    assert refused.status_code == 409 and refused.json()["refused"]
    bastien.post(f"/floor/schedule/boards/{drache.v8.pk}/unlock")
    assert Board.objects.get(pk=drache.v8.pk).locked_at is None


def test_splitting_joining_and_timing_from_the_inspector(drache: Drache, cast: Cast) -> None:
    strip, bastien = drache.strip(drache.v8, "27"), browser(cast.bastien)
    bastien.post(f"/floor/schedule/strips/{strip.pk}/split", {"parts": "4/8 ; 6/8", "version": 1})
    parts = Strip.objects.filter(board=drache.v8, scene=strip.scene).order_by("part")
    assert [part.eighths for part in parts] == [4, 6]
    bastien.post(f"/floor/schedule/strips/{strip.pk}/join", {"version": 2})
    assert Strip.objects.get(board=drache.v8, scene=strip.scene).eighths == 10
    bastien.post(f"/floor/schedule/strips/{strip.pk}/change", {"minutes": "150", "note": "Grue", "version": 3})
    strip.refresh_from_db()
    assert (strip.minutes, strip.note) == (150, "Grue")
    page = bastien.post(f"/floor/schedule/strips/{strip.pk}/split", {"parts": "4/8 ; 4/8"}, follow=True)
    assert "1 2/8" in page.content.decode()


def test_the_settings_of_a_day_are_saved_and_a_late_save_is_compared(drache: Drache, cast: Cast) -> None:
    day, bastien = drache.day(drache.v8, 15), browser(cast.bastien)
    typed = {
        "date": "2027-03-17",
        "unit": "",
        "kind": "shoot",
        "place": day.place_id,
        "call_at": "07:00",
        "ready_at": "08:30",
        "meal_at": "12:30",
        "meal_minutes": "60",
        "wrap_at": "18:30",
        "most_eighths": "3 5/8",
        "note": "",
        "version": "1",
    }
    assert bastien.post(f"/floor/schedule/days/{day.pk}", typed).status_code == 302
    assert drache.day(drache.v8, 15).most_eighths == 29
    late = browser(cast.solange).post(f"/floor/schedule/days/{day.pk}", {**typed, "call_at": "05:00"})
    assert late.status_code == 409 and "Bastien Crahay" in late.content.decode()
    taken = bastien.post(f"/floor/schedule/days/{day.pk}", {**typed, "date": "2027-03-18", "version": "2"})
    assert taken.status_code == 422


def test_a_whole_day_is_cancelled_swapped_and_put_back_from_its_page(drache: Drache, cast: Cast) -> None:
    bastien, day = browser(cast.bastien), drache.day(drache.v8, 16)
    bastien.post(f"/floor/schedule/days/{day.pk}/swap", {"other": drache.day(drache.v8, 21).pk})
    assert drache.numbers(drache.v8, 21) == ["41", "42", "43"]
    bastien.post(f"/floor/schedule/days/{day.pk}/cancel", {"reason": "Pluie"})
    assert drache.day(drache.v8, 16).cancelled_why == "Pluie"
    bastien.post(f"/floor/schedule/days/{day.pk}/reinstate")
    assert drache.day(drache.v8, 16).cancelled_at is None
    bastien.post(f"/floor/schedule/days/{day.pk}/banner", {"text": "Essais", "minutes": "15"})
    assert drache.numbers(drache.v8, 16)[-1] == "Essais"
    bastien.post(f"/floor/schedule/days/{day.pk}/remove")
    assert drache.numbers(drache.v8, None)[-1] == "Essais"


def test_an_exchange_is_tried_on_a_copy(drache: Drache, cast: Cast) -> None:
    one, other = drache.day(drache.v8, 16), drache.day(drache.v8, 21)
    answer = browser(cast.bastien).post(f"/floor/schedule/days/{one.pk}/try/{other.pk}")
    copy = Board.objects.get(number=10)
    assert f"board={copy.pk}" in answer.headers["Location"]
    assert drache.numbers(copy, 21) == ["41", "42", "43"]
    assert drache.numbers(drache.v8, 21) == ["35", "36", "37"]


def test_a_first_board_is_made_from_a_calendar(drache: Drache, cast: Cast) -> None:
    Board.objects.all().delete()
    bastien = browser(cast.bastien)
    assert bastien.get("/floor/schedule/").headers["Location"].startswith("/floor/schedule/create")
    typed = {"first_day": "2027-02-25", "days": "32", "most_eighths": "3 6/8", "weekends_off": "on"}
    assert bastien.post("/floor/schedule/create", {**typed, "most_eighths": "0"}).status_code == 422
    answer = bastien.post("/floor/schedule/create", {**typed, "holidays_off": "on", "call_at": "07:30"})
    board = Board.objects.get()
    assert f"board={board.pk}" in answer.headers["Location"] and board.days.count() == 32


def test_without_a_scene_the_way_is_the_screenplay(cast: Cast) -> None:
    page = browser(cast.bastien).get("/floor/schedule/").content.decode()
    assert "/floor/script/" in page and "btn pri" in page


def test_prices_are_typed_in_euros_and_kept_in_cents(drache: Drache, cast: Cast) -> None:
    bastien = browser(cast.bastien)
    typed = {"name": "", "change": "Pluie", "company_move": "1250,50", "version": drache.v8.version}
    assert bastien.post(f"/floor/schedule/boards/{drache.v8.pk}", typed).status_code == 302
    board = Board.objects.get(pk=drache.v8.pk)
    assert board.prices == {"company_move": 125050} and board.change == "Pluie"


def test_approving_copying_and_renumbering_from_the_pages(drache: Drache, cast: Cast) -> None:
    solange = browser(cast.solange)
    solange.post(f"/floor/schedule/boards/{drache.v9.pk}/approve")
    assert Board.objects.get(pk=drache.v8.pk).state == Board.State.PAST
    solange.post(f"/floor/schedule/boards/{drache.v9.pk}/copy", {"name": "Soleil"})
    assert Board.objects.get(number=10).name == "Soleil"
    solange.post(f"/floor/schedule/boards/{drache.v9.pk}/renumber")
    again = solange.post(f"/floor/schedule/boards/{drache.v9.pk}/approve", follow=True)
    assert again.status_code == 200


def test_events_are_noted_and_removed(drache: Drache, cast: Cast) -> None:
    bastien = browser(cast.bastien)
    typed = {
        "element": drache.roles[1].pk,
        "kind": "fitting",
        "starts_on": "2027-02-22",
        "ends_on": "2027-02-21",
    }
    assert bastien.post("/floor/schedule/events", typed).status_code == 422
    bastien.post("/floor/schedule/events", {**typed, "ends_on": "2027-02-22"})
    event = ElementEvent.objects.get()
    assert "NOÉMIE" in bastien.get("/floor/schedule/events").content.decode()
    bastien.post(f"/floor/schedule/events/{event.pk}/remove")
    assert not ElementEvent.objects.exists()


def test_what_a_minor_does_is_told_to_those_who_may_read_it(drache: Drache, cast: Cast) -> None:
    reader = person("Thierry Massart", "thierry@meuse.example")
    give(reader, "reader")
    cancel_day(day=drache.day(drache.v8, 3), reason="Pluie", by=cast.solange, at=AT)
    day = drache.day(drache.v8, 2)
    day.ready_at = day.call_at
    day.save()
    own = browser(cast.bastien).get(f"/floor/schedule/days/{day.pk}").content.decode()
    others = browser(reader).get(f"/floor/schedule/days/{day.pk}").content.decode()
    assert "Basile Hennuy" in own and "Basile Hennuy" not in others
