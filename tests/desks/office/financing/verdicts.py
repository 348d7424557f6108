"""Who may call what of the slice financing."""

from tests.walk import Verdict

VERDICTS: dict[str, Verdict] = {}
