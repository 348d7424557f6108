"""What the follow-up reads: frozen records, a constant number of queries."""

from coulisse.desks.audience.cases.queries.changes import changes_before
from coulisse.desks.audience.cases.queries.strip import Strip, strip

__all__ = ["Strip", "changes_before", "strip"]
