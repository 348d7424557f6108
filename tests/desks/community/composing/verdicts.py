"""Ideas, variants, media and saved replies are the community desk's."""

from typing import Any

from coulisse.desks.community.composing.actions.snippets import add as add_snippet
from coulisse.desks.community.composing.models import Removal
from coulisse.foundation.documents.models import Document
from tests.cast import AT, Cast
from tests.desks.community.composing.rows import a_variant, account, an_idea, picture
from tests.desks.community.verdicts import COMMUNITY
from tests.desks.office.rights.rows import poster
from tests.walk import Verdict


def refused(cast: Cast) -> tuple[int, Document]:
    """A variant with D6's poster."""
    visual, _crop, _volunteer = poster(cast)
    document = picture(cast, work=visual)
    return a_variant(cast, document).pk, document


def of_variant(cast: Cast) -> dict[str, Any]:
    return {"pk": a_variant(cast).pk}


def of_file(cast: Cast) -> dict[str, Any]:
    return {"pk": picture(cast).pk}


def of_idea(cast: Cast) -> dict[str, Any]:
    return {"pk": an_idea(cast).pk}


def of_snippet(cast: Cast) -> dict[str, Any]:
    values = {"name": "Merci", "language": "fr", "text": "Merci à vous !", "production": cast.drache}
    return {"pk": add_snippet(values=values).pk}


def of_removal(cast: Cast) -> dict[str, Any]:
    return {"pk": Removal.objects.create(publication=a_variant(cast), source="journal:1", asked_at=AT).pk}


def place(cast: Cast) -> dict[str, Any]:
    return {"account": account(cast).pk, "language": "nl", "due_at": "2027-05-05T09:00"}


VERDICTS = {
    "community:composing:list": Verdict(COMMUNITY),
    "community:composing:add": Verdict(COMMUNITY),
    "community:composing:idea": Verdict(COMMUNITY, args=of_idea),
    "community:composing:edit": Verdict(COMMUNITY, args=of_idea),
    "community:composing:add-variant": Verdict(COMMUNITY, args=of_idea, method="post", data=place),
    "community:composing:variant": Verdict(COMMUNITY, args=of_variant),
    "community:composing:measure": Verdict(COMMUNITY, args=of_variant, method="post"),
    "community:composing:copy": Verdict(COMMUNITY, args=of_variant, method="post", data=place),
    "community:composing:limits": Verdict(COMMUNITY, args=of_variant, method="post"),
    "community:composing:subtitles": Verdict(COMMUNITY, args=of_variant, method="post"),
    "community:composing:refused": Verdict(COMMUNITY, args=lambda cast: {"pk": refused(cast)[0]}),
    "community:composing:replace": Verdict(COMMUNITY, args=lambda cast: {"pk": refused(cast)[0]}, method="post"),
    "community:composing:override": Verdict(
        COMMUNITY,
        args=lambda cast: {"pk": refused(cast)[0]},
        method="post",
        data=lambda cast: {"why": "Accord oral du client"},
    ),
    "community:composing:ask": Verdict(COMMUNITY, args=lambda cast: {"pk": refused(cast)[0]}, method="post"),
    "community:composing:media": Verdict(COMMUNITY),
    "community:composing:file": Verdict(COMMUNITY, args=of_file),
    "community:composing:crop": Verdict(COMMUNITY, args=of_file),
    "community:composing:snippets": Verdict(COMMUNITY),
    "community:composing:snippet": Verdict(COMMUNITY, args=of_snippet),
    "community:composing:remove-snippet": Verdict(COMMUNITY, args=of_snippet, method="post"),
    "community:composing:removals": Verdict(COMMUNITY),
    "community:composing:removal-seen": Verdict(COMMUNITY, args=of_removal, method="post"),
}
