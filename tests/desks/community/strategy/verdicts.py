"""The plan and the ideas are the community desk's."""

from typing import Any

from tests.cast import Cast
from tests.desks.community.strategy.rows import a_campaign, a_pillar, an_idea, an_indicator, an_objective
from tests.desks.community.verdicts import COMMUNITY
from tests.walk import Verdict


def objective(cast: Cast) -> dict[str, Any]:
    return {"pk": an_objective(production=cast.drache).pk}


def indicator(cast: Cast) -> dict[str, Any]:
    return {"pk": an_indicator(an_objective(production=cast.drache)).pk}


def pillar(cast: Cast) -> dict[str, Any]:
    return {"pk": a_pillar(an_objective(production=cast.drache)).pk}


def campaign(cast: Cast) -> dict[str, Any]:
    return {"pk": a_campaign(an_objective(production=cast.drache)).pk}


def idea(cast: Cast) -> dict[str, Any]:
    return {"pk": an_idea(production=cast.drache).pk}


VERDICTS = {
    "community:strategy:tree": Verdict(COMMUNITY),
    "community:strategy:objective-add": Verdict(COMMUNITY),
    "community:strategy:objective": Verdict(COMMUNITY, args=objective),
    "community:strategy:objective-edit": Verdict(COMMUNITY, args=objective),
    "community:strategy:objective-close": Verdict(COMMUNITY, args=objective, method="post"),
    "community:strategy:indicator-add": Verdict(COMMUNITY, args=objective),
    "community:strategy:pillar-add": Verdict(COMMUNITY, args=objective),
    "community:strategy:campaign-add": Verdict(COMMUNITY, args=objective),
    "community:strategy:indicator-edit": Verdict(COMMUNITY, args=indicator),
    "community:strategy:read": Verdict(COMMUNITY, args=indicator),
    "community:strategy:pillar-edit": Verdict(COMMUNITY, args=pillar),
    "community:strategy:campaign-edit": Verdict(COMMUNITY, args=campaign),
    "community:strategy:campaign-close": Verdict(COMMUNITY, args=campaign, method="post"),
    "community:strategy:ideas": Verdict(COMMUNITY),
    "community:strategy:idea-add": Verdict(COMMUNITY),
    "community:strategy:idea": Verdict(COMMUNITY, args=idea),
    "community:strategy:idea-edit": Verdict(COMMUNITY, args=idea),
    "community:strategy:idea-move": Verdict(
        COMMUNITY, args=idea, method="post", data=lambda cast: {"to": "planned"}
    ),
}
