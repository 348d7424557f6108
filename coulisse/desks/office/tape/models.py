"""Rows of the slice tape."""
