"""Who may call what of the slice spending."""

from tests.walk import Verdict

VERDICTS: dict[str, Verdict] = {}
