"""The metrics of the engine, read once from its data file."""

import json
from importlib.resources import files
from typing import Final

from coulisse.engines.reach import Metrics, read_metrics

METRICS: Final[Metrics] = read_metrics(
    json.loads(files("coulisse.engines.reach").joinpath("metrics.json").read_text("utf-8"))
)
