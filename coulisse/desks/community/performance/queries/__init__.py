"""Reads of the slice; `figures` is the heart of it."""

from coulisse.desks.community.performance.queries.objectives import progress_of

__all__ = ["progress_of"]
