"""Why a file shows no preview."""

from enum import StrEnum


class Trouble(StrEnum):
    """A code, kept with the version; the page finds the words."""

    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too-large"
    TOO_SLOW = "too-slow"
    NO_SUCH_PAGE = "no-such-page"


class Troubled(Exception):
    """The work could not be done, for a reason that has a code."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble
