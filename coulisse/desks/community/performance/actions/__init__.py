"""Writes of the slice, one file a subject."""
