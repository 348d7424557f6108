"""Bursts of messages against what is usual: see docs/engines/bursts.md."""

from coulisse.engines.bursts.detect import Arrival, Burst, Sign, bursts
from coulisse.engines.bursts.expected import Expectation, Observed, Rate, surprise

__all__ = ["Arrival", "Burst", "Expectation", "Observed", "Rate", "Sign", "bursts", "surprise"]
