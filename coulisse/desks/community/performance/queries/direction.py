"""What the page for the direction says: frozen as plain values, then told in any language."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from textwrap import shorten
from typing import Any, Final

from coulisse.desks.community.clients.models import Brief
from coulisse.desks.community.performance.access import reads_client
from coulisse.desks.community.performance.metrics import METRICS
from coulisse.desks.community.performance.models import DirectionPage
from coulisse.desks.community.performance.queries.figures import ADS, Figures, Post, Told, figures_of
from coulisse.desks.community.performance.queries.listing import extremes
from coulisse.desks.community.performance.queries.objectives import Way, progress_of
from coulisse.desks.community.performance.queries.scope import Scope
from coulisse.desks.community.performance.queries.sums import ranked
from coulisse.desks.community.publishing.access import publications_within_reach
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.strategy.models import Objective
from coulisse.engines.reach import Unit
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.translated import in_language
from coulisse.kernel.money import Money
from coulisse.kernel.plain import write_plain
from coulisse.kernel.times import to_brussels
from coulisse.papers.direction_page import (
    MOST_FIGURES,
    MOST_STEPS,
    DirectionRecord,
    FigureTold,
    ObjectiveTold,
    PostTold,
    SpendTold,
)

WANTED: Final = (
    "posts-interactions",
    "posts-views",
    "ads-cpm",
    "ads-cpc",
    "ads-cpv",
    "posts-clicks",
    "posts-impressions",
)
COMING: Final = timedelta(days=31)


def content_of(
    production: Production, user: User, *, first: date, last: date, objective: Objective | None
) -> dict[str, Any]:
    """Read once, with the reach of whoever makes the page; kept as it is read."""
    scope = Scope(production, first, last)
    figures = figures_of(scope, user)
    ranking = ranked(figures.posts)
    best, worst = extremes(ranking)
    return {
        "objective": _objective(objective, last),
        "figures": [_figure(one) for one in chosen(figures)],
        "best": [_post(one) for one in best],
        "worst": [_post(one) for one in worst],
        "n_posts": len(ranking),
        "spend": None if figures.spend is None else figures.spend.cents,
        "spend_source": ", ".join(dict.fromkeys(line.file.file_name for line in figures.lines)),
        "budget": _budget(production, user),
        "coming": _coming(production, user, last),
    }


def chosen(figures: Figures) -> Sequence[Told]:
    """Four different ones, in the order of what a direction asks for; of several sides, that of the most posts.

    Those without a value come last, and are told as not available.
    """
    found = []
    for code in WANTED:
        sides = [one for one in figures.told if one.code.startswith(f"{code}-")]
        found += sorted(sides, key=lambda one: (one.figure.value is None, -one.figure.n))[:1]
    return sorted(found, key=lambda one: one.figure.value is None)[:MOST_FIGURES]


def record_of(page: DirectionPage, language: str) -> DirectionRecord:
    """The page in a language."""
    content: Mapping[str, Any] = page.content
    typed = [line.strip() for line in page.next_steps.splitlines() if line.strip()]
    company = page.production.company
    return DirectionRecord(
        title=page.production.title,
        house=company.name if company else "",
        writer=str(page.made_by or ""),
        at=to_brussels(page.made_at),
        first=page.first_on,
        last=page.last_on,
        objective=_objective_told(content.get("objective")),
        figures=[_figure_told(one, language) for one in content.get("figures", ())],
        best=[_post_told(one) for one in content.get("best", ())],
        worst=[_post_told(one) for one in content.get("worst", ())],
        n_posts=content.get("n_posts", 0),
        spend=SpendTold(
            _money(content.get("spend")), _money(content.get("budget")), content.get("spend_source", "")
        ),
        steps=(typed or content.get("coming", []))[:MOST_STEPS],
    )


def _objective(objective: Objective | None, on: date) -> dict[str, Any] | None:
    if objective is None:
        return None
    indicator = objective.indicators.select_related("objective").first()
    return None if indicator is None else _way(progress_of(indicator, on=on))


def _way(way: Way) -> dict[str, Any]:
    objective = way.indicator.objective
    return {
        "name": objective.name,
        "indicator": way.indicator.name,
        "unit": way.indicator.unit,
        "value": _plain(way.progress.value, 2),
        "expected": write_plain(way.progress.expected, 2),
        "target": str(way.indicator.target),
        "pace": way.progress.pace.value,
        "on": way.on.isoformat(),
        "ends_on": objective.ends_on.isoformat(),
        "source": way.source,
    }


def _objective_told(kept: Mapping[str, Any] | None) -> ObjectiveTold | None:
    if kept is None:
        return None
    return ObjectiveTold(
        kept["name"],
        kept["indicator"],
        kept["unit"],
        None if kept["value"] is None else Decimal(kept["value"]),
        Decimal(kept["expected"]),
        Decimal(kept["target"]),
        kept["pace"],
        date.fromisoformat(kept["on"]),
        date.fromisoformat(kept["ends_on"]),
        kept["source"],
    )


def _figure(told: Told) -> dict[str, Any]:
    figure = told.figure
    period = figure.period
    return {
        "metric": figure.metric,
        "of_ads": told.group == ADS,
        "value": None if figure.rounded is None else str(figure.rounded),
        "unit": figure.unit.value,
        "places": figure.places,
        "side": figure.side.value,
        "n": figure.n,
        "first": period.first.isoformat() if period.first else None,
        "last": period.last.isoformat() if period.last else None,
        "source": ", ".join(figure.sources),
    }


def _figure_told(kept: Mapping[str, Any], language: str) -> FigureTold:
    metric = METRICS.metric(kept["metric"])
    first, last = (date.fromisoformat(kept[name]) if kept[name] else None for name in ("first", "last"))
    return FigureTold(
        in_language(metric.labels, language),
        in_language(metric.definition, language),
        None if kept["value"] is None else Decimal(kept["value"]),
        Unit(kept["unit"]).value,
        kept["places"],
        kept["side"],
        kept["n"],
        first,
        last,
        kept["source"],
        of_ads=kept["of_ads"],
    )


def _post(post: Post) -> dict[str, Any]:
    record = post.record
    return {
        "record": record.pk,
        "text": record.text[:200] or record.remote_id,
        "account": str(record.account),
        "on": to_brussels(record.published_at).date().isoformat(),
        "value": post.value("interactions"),
    }


def _post_told(kept: Mapping[str, Any]) -> PostTold:
    return PostTold(kept["text"], kept["account"], date.fromisoformat(kept["on"]), kept["value"])


def _budget(production: Production, user: User) -> int | None:
    """Paid media as the brief of the production has it, else its client's."""
    briefs = Brief.objects.filter(budget_cents__isnull=False)
    own = briefs.filter(production=production).first()
    if own is None and reads_client(user, production):
        own = briefs.filter(client=production.client_id).first()
    return own.budget_cents if own else None


def _coming(production: Production, user: User, last: date) -> list[str]:
    rows = publications_within_reach(user).filter(production=production, state=Publication.State.ARMED)
    found = rows.filter(due_at__date__gt=last, due_at__date__lte=last + COMING).select_related("account")
    return [
        f"{to_brussels(one.due_at):%d/%m} · {one.account} : {shorten(one.text, 70, placeholder='…')}"
        for one in found.order_by("due_at")[:MOST_STEPS]
    ]


def _plain(value: Fraction | None, places: int) -> str | None:
    return None if value is None else write_plain(value, places)


def _money(cents: int | None) -> Money | None:
    return None if cents is None else Money(cents)
