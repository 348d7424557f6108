"""Who may call what of the slice budget."""

from tests.walk import Verdict

VERDICTS: dict[str, Verdict] = {}
