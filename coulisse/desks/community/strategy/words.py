"""The codes of `engines/reach` in words, and the tones that they are shown in."""

import json
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from coulisse.desks.community.strategy.models import Idea
from coulisse.engines import reach
from coulisse.engines.reach import Metrics, Pace, read_metrics

PACES: Final[dict[Pace, Promise]] = {
    Pace.REACHED: pgettext_lazy("objective", "reached"),
    Pace.AHEAD: pgettext_lazy("objective", "ahead"),
    Pace.ON_LINE: pgettext_lazy("objective", "on the line"),
    Pace.BEHIND: pgettext_lazy("objective", "behind"),
    Pace.MISSED: pgettext_lazy("objective", "missed"),
    Pace.NOT_BEGUN: pgettext_lazy("objective", "not begun"),
    Pace.NOT_AVAILABLE: pgettext_lazy("objective", "no reading yet"),
}
TONES: Final[dict[Pace, str]] = {
    Pace.REACHED: "ok",
    Pace.AHEAD: "ok",
    Pace.ON_LINE: "ok",
    Pace.BEHIND: "warn",
    Pace.MISSED: "stop",
    Pace.NOT_BEGUN: "",
    Pace.NOT_AVAILABLE: "",
}
IDEA_TONES: Final[dict[str, str]] = {Idea.State.OPEN: "info", Idea.State.PLANNED: "ok", Idea.State.DROPPED: ""}


@cache
def metrics() -> Metrics:
    """The list of metrics that ships with the engine."""
    data = Path(reach.__file__).with_name("metrics.json").read_text(encoding="utf-8")
    return read_metrics(json.loads(data))


def metric_choices(language: str) -> list[tuple[str, str]]:
    """Code and name of what is a count, in a language."""
    return [
        (code, one.labels.get(language, code)) for code, one in metrics().metrics.items() if one.unit == "count"
    ]
