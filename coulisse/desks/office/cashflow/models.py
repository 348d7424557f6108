"""Rows of the slice cashflow."""
