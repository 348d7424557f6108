"""Rows of the slice spending."""
