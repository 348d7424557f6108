"""Reading budgets: rows into engine records, and figures for pages, papers and other slices."""
