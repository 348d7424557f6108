"""The watch is the community desk's."""

from typing import Any

from tests.cast import Cast
from tests.desks.community.verdicts import COMMUNITY
from tests.desks.community.watch.rows import a_keyword, a_name, a_source, an_item
from tests.walk import Verdict


def source(cast: Cast) -> dict[str, Any]:
    return {"pk": a_source(production=cast.drache, kind="newsletter", address="").pk}


def keyword(cast: Cast) -> dict[str, Any]:
    return {"pk": a_keyword("namur", production=cast.drache).pk}


def name(cast: Cast) -> dict[str, Any]:
    return {"pk": a_name("Cap Sambre", production=cast.drache).pk}


def item(cast: Cast) -> dict[str, Any]:
    return {"pk": an_item(production=cast.drache).pk}


VERDICTS = {
    "community:watch:list": Verdict(COMMUNITY),
    "community:watch:idea": Verdict(COMMUNITY, args=item, method="post"),
    "community:watch:aside": Verdict(COMMUNITY, args=item, method="post"),
    "community:watch:back": Verdict(COMMUNITY, args=item, method="post"),
    "community:watch:source-add": Verdict(COMMUNITY),
    "community:watch:source": Verdict(COMMUNITY, args=source),
    "community:watch:read": Verdict(COMMUNITY, args=source, method="post"),
    "community:watch:hand-in": Verdict(COMMUNITY, args=source),
    "community:watch:pause": Verdict(COMMUNITY, args=source, method="post"),
    "community:watch:remove": Verdict(COMMUNITY, args=source, method="post"),
    "community:watch:keyword-add": Verdict(COMMUNITY),
    "community:watch:keyword": Verdict(COMMUNITY, args=keyword),
    "community:watch:keyword-remove": Verdict(COMMUNITY, args=keyword, method="post"),
    "community:watch:name-add": Verdict(COMMUNITY),
    "community:watch:name": Verdict(COMMUNITY, args=name),
    "community:watch:name-remove": Verdict(COMMUNITY, args=name, method="post"),
}
