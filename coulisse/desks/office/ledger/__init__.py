"""The ledger of truth: postings that never change, corrected by reversal, chained by hash."""
