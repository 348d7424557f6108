"""Coulisse: the production and audience office."""

__version__ = "0.1.0"
