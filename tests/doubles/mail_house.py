"""The house of the mail tests: what was interrupted is looked up after a second."""

from coulisse.house.settings import *  # noqa: F403

COULISSE_INTERRUPTED_AFTER = 1.0
COULISSE_MAIL_READERS = {"audience": "tests.foundation.mailroom.scene.reader"}
