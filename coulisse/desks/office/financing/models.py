"""Rows of the slice financing."""
