"""The page of an object is of its production: the bar, the counts and the links follow it."""

from django.http import HttpRequest

from coulisse.foundation.productions.current import show_as_current


def place(request: HttpRequest, production: int | None) -> None:
    if production is not None:
        show_as_current(request, production)
