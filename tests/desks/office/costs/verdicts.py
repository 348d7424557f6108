"""Who may call what of the slice costs."""

from tests.walk import Verdict

VERDICTS: dict[str, Verdict] = {}
