"""Two letters in the tray: one that may still be recalled for half a day, and one held for a second reading."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from coulisse.foundation.accounts.models import User
from coulisse.foundation.mailroom.actions import To, post
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.contacts import Book
from coulisse.house.sample.moments import Moments

RECALLABLE: Final = timedelta(hours=12)
ROOMS: Final = (
    "Bonjour,\n\nLe jour 14 étant annulé, nous passons de 22 à 19 chambres pour les trois nuits à venir. Pouvez-vous "
    "nous confirmer les 252,00 € en moins ?\n\nBien à vous,\nBastien Crahay\nMeuse & Fils Films\n"
)
LIGHT: Final = (
    "Beste,\n\nKunt u de verlichting van De Sluiswachtster bevestigen voor 5 tot 27 maart?\n\n"
    "Met vriendelijke groeten,\nNadia Verhaeghen\nMeuse & Fils Films\n"
)


def post_letters(
    *, people: Mapping[str, User], productions: Mapping[str, Production], book: Book, moments: Moments
) -> None:
    drache, ecluses = productions["drache"], productions["ecluses"]
    post(
        subject="Rooming list : 19 chambres au lieu de 22",
        text=ROOMS,
        to=[_to("Hôtel de la Meuse", book)],
        production=drache.pk,
        about=drache,
        delay=RECALLABLE,
        by=people["bastien"],
        at=moments.loaded_at,
    )
    post(
        subject="De Sluiswachtster: verlichting van 5 tot 27 maart",
        text=LIGHT,
        language="nl",
        to=[_to("Theatertechniek Dendermonde BV", book)],
        production=ecluses.pk,
        about=ecluses,
        hold=True,
        by=people["nadia"],
        at=moments.loaded_at,
    )


def _to(name: str, book: Book) -> To:
    return To(address=book.cards[name].emails[0]["value"], name=name)
