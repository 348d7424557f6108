"""What the office announces, a file a slice. Links import from here and from nowhere deeper."""

from coulisse.desks.office.facts import budget, cashflow, costs, financing, ledger, rights, spending

__all__ = ["budget", "cashflow", "costs", "financing", "ledger", "rights", "spending"]
