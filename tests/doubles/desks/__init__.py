"""Two desks that exist for tests only: a lock-keeper's (sluice) announces, a bookkeeper's (ledger) hears.

Their links are in `links/`, one file one sentence, as the house's own are in `coulisse/links`.
"""
