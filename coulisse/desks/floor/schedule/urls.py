"""The addresses of the plan."""

from typing import Final

from django.urls import URLPattern, path

from coulisse.desks.floor.schedule.pages import (
    board,
    boards,
    compare,
    days,
    events,
    movie_magic,
    papers,
    presence,
    proposals,
    strips,
)

app_name = "schedule"
urlpatterns: Final[list[URLPattern]] = [
    path("", board.board, name="board"),
    path("create", boards.create, name="create"),
    path("movie-magic", movie_magic.movie_magic, name="movie_magic"),
    path("movie-magic/board", movie_magic.movie_magic_board, name="movie_magic_board"),
    path("events", events.events, name="events"),
    path("events/<int:pk>/remove", events.remove, name="remove_event"),
    path("boards/<int:pk>", boards.settings, name="settings"),
    path("boards/<int:pk>/summary", strips.summary, name="summary"),
    path("boards/<int:pk>/changes", board.changes, name="changes"),
    path("boards/<int:pk>/move", strips.move, name="move"),
    path("boards/<int:pk>/undo", board.undo, name="undo"),
    path("boards/<int:pk>/redo", board.redo, name="redo"),
    path("boards/<int:pk>/take-in", strips.take_in, name="take_in"),
    path("boards/<int:pk>/copy", boards.copy, name="copy"),
    path("boards/<int:pk>/approve", boards.approve, name="approve"),
    path("boards/<int:pk>/lock", boards.lock, name="lock"),
    path("boards/<int:pk>/unlock", boards.unlock, name="unlock"),
    path("boards/<int:pk>/renumber", boards.renumber, name="renumber"),
    path("boards/<int:pk>/days/add", days.add, name="add_day"),
    path("days/<int:pk>", days.day, name="day"),
    path("days/<int:pk>/cancel", days.cancel, name="cancel_day"),
    path("days/<int:pk>/reinstate", days.reinstate, name="reinstate_day"),
    path("days/<int:pk>/remove", days.remove, name="remove_day"),
    path("days/<int:pk>/swap", days.swap, name="swap_days"),
    path("days/<int:pk>/try/<int:other>", strips.try_exchange, name="try_exchange"),
    path("days/<int:pk>/banner", strips.add_banner, name="add_banner"),
    path("strips/<int:pk>", strips.inspector, name="strip"),
    path("strips/<int:pk>/change", strips.change, name="change_strip"),
    path("strips/<int:pk>/split", strips.split, name="split"),
    path("strips/<int:pk>/join", strips.join, name="join"),
    path("strips/<int:pk>/remove", strips.remove_banner, name="remove_banner"),
    path("cross", presence.cross, name="cross"),
    path("dood", presence.dood, name="dood"),
    path("one-liner", presence.one_liner, name="one_liner"),
    path("sets", presence.sets, name="sets"),
    path("boards/<int:pk>/papers/<str:way>", papers.paper, name="paper"),
    path("compare", compare.compare, name="compare"),
    path("proposals", proposals.proposals, name="proposals"),
    path("boards/<int:pk>/propose", proposals.propose, name="propose"),
    path("proposals/<int:pk>", proposals.proposal, name="proposal"),
    path("proposals/<int:pk>/stop", proposals.stop, name="stop_search"),
    path("proposals/<int:pk>/make", proposals.make, name="make"),
]
