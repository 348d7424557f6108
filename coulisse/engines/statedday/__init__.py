"""The day that a text states: see docs/engines/statedday.md. Its hours are read by `engines.posttext`."""

from coulisse.engines.statedday.days import states_day

__all__ = ["states_day"]
