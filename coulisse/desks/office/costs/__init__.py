"""Cost report: budget, actual, committed, to complete, final; weeks that close; the cost of a day."""
