"""Who may call what of the slice tape."""

from tests.walk import Verdict

VERDICTS: dict[str, Verdict] = {}
