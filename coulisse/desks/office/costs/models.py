"""Rows of the slice costs."""
