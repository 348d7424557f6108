"""The two screens on which the house is judged: a desk and a telephone."""

from typing import Final, Literal, Protocol

from playwright.sync_api import Page

from coulisse.foundation.accounts.models import User

DESKTOP: Final = 1440
PHONE: Final = 390
HEIGHTS: Final = {DESKTOP: 900, PHONE: 844}

Theme = Literal["light", "dark"]


class PageAt(Protocol):
    """Opens a page of that width in a browser of its own; `user` is signed in without the form."""

    def __call__(self, width: int, *, user: User | None = None, theme: Theme = "light") -> Page: ...
