"""Who may call what of the slice cashflow."""

from tests.walk import Verdict

VERDICTS: dict[str, Verdict] = {}
