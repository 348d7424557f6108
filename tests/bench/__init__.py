"""Measurements on the large sample. They are printed, never asserted."""
