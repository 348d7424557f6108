"""Who may call what of the slice ledger."""

from tests.walk import Verdict

VERDICTS: dict[str, Verdict] = {}
