"""The grid is the house's: members read it; who changes the common rooms of the whole house brings files."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from coulisse.foundation.grid import actions
from coulisse.foundation.grid.models import GridFile, Programme
from tests.cast import AT, Cast
from tests.walk import MEMBERS, Verdict

GRID = b"""<tv><programme start="20270418202500 +0200" stop="20270418213000 +0200" channel="mediane.example">
<title>Plein Jour</title></programme></tv>"""


def file(cast: Cast) -> dict[str, Any]:
    return {"pk": actions.bring(content=GRID, name="grille.xml", by=cast.nadia, at=AT).pk}


def programme(cast: Cast) -> dict[str, Any]:
    actions.put_on_the_grid(GridFile.objects.get(**file(cast)), by=cast.nadia, at=AT)
    return {"pk": Programme.objects.get().pk}


VERDICTS = {
    "grid:list": Verdict(MEMBERS),
    "grid:programme": Verdict(MEMBERS, args=programme),
    "grid:tie": Verdict(MEMBERS, args=programme, method="post", data=lambda cast: {"production": ""}),
    "grid:bring": Verdict(
        MEMBERS, method="post", data=lambda cast: {"file": SimpleUploadedFile("grille.xml", GRID)}
    ),
    "grid:look": Verdict(MEMBERS, args=file),
    "grid:put": Verdict(MEMBERS, args=file, method="post"),
    "api:grid": Verdict(MEMBERS, data=lambda cast: {"day": "2027-04-18"}),
}
