"""Rows of the slice ledger."""
