"""Rows of the slice budget."""
