"""Ideas, variants and pictures for tests."""

import io
from typing import Any

from PIL import Image

from coulisse.desks.community.composing.actions import variants
from coulisse.desks.community.publishing.actions.publications import File
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.strategy.actions import add_idea
from coulisse.desks.community.strategy.models import Idea
from coulisse.desks.office.rights.models import Work
from coulisse.foundation.documents.actions import attach, keep
from coulisse.foundation.documents.models import Document
from tests.cast import AT, Cast
from tests.desks.community.publishing.rows import an_account

MAY = AT.replace(year=2027, month=5, day=5)
"""5 May 2027, when the festival opens."""
LINK = "https://capsambre.example/passes"


def png(color: tuple[int, int, int] = (90, 120, 150), size: tuple[int, int] = (160, 120)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, color).save(target, "PNG")
    return target.getvalue()


def picture(
    cast: Cast, name: str = "affiche.png", *, work: Work | None = None, color: int = 90, **values: Any
) -> Document:
    """A picture of *La Drache*, entered in the register as `work` where there is one."""
    owner = values or {"production": cast.drache.pk}
    document = keep(png((color, 120, 150)), name=name, by=cast.ines, at=AT, **owner)
    if work is not None:
        attach(document=document, row=work, by=cast.nadia, at=AT)
    return document


def file_of(document: Document, alt: str = "L’affiche") -> File:
    assert document.current is not None  # just kept
    return File(document.current, alt)


def an_idea(cast: Cast, title: str = "Les passes sont en vente", **values: Any) -> Idea:
    owner = values if "client" in values else {"production": cast.drache, **values}
    return add_idea(title=title, by=cast.ines, at=AT, link=LINK, **owner)


def account(cast: Cast, network: str = "bluesky", **values: Any) -> NetworkAccount:
    told = {"production": cast.drache, "way": NetworkAccount.Way.BY_HAND, "network": network}
    number = NetworkAccount.objects.count()
    return an_account(**{"handle": f"capsambre-{number}.test", **told, **values})


def a_variant(
    cast: Cast,
    *documents: Document,
    idea: Idea | None = None,
    on: NetworkAccount | None = None,
    text: str = "Cap Sambre, du 5 au 9 mai",
    language: str = "fr",
) -> Publication:
    """A draft of an idea for 5 May 2027, with the pictures."""
    row = variants.add(
        idea=idea or an_idea(cast),
        account=on or account(cast),
        language=language,
        due_at=MAY,
        by=cast.ines,
        at=AT,
    )
    values = {"text": text, "language": language, "warning": ""}
    files = [file_of(one, one.title) for one in documents]
    return variants.write(
        publication=row, values=values, files=files, read_version=row.version, by=cast.ines, at=AT
    )
