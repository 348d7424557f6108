"""The two screens on which the house is judged, a desk and a telephone, and the marks of a test that does so."""

from typing import Final, Literal, Protocol

import pytest
from playwright.sync_api import Page

from coulisse.foundation.accounts.models import User

IN_A_BROWSER: Final = [
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),  # one browser, one house at a time
    pytest.mark.django_db(transaction=True),
]
DESKTOP: Final = 1440
PHONE: Final = 390
HEIGHTS: Final = {DESKTOP: 900, PHONE: 844}

Theme = Literal["light", "dark"]


class PageAt(Protocol):
    """Opens a page of that width in a browser of its own; `user` is signed in without the form."""

    def __call__(self, width: int, *, user: User | None = None, theme: Theme = "light") -> Page: ...
