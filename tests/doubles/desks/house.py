"""The house with the two test-only desks: the settings of the worker processes that tests start and kill."""

from coulisse.house.settings import *  # noqa: F403

COULISSE_LINKS = "tests.doubles.desks.links"
LOGGING_CONFIG = None
