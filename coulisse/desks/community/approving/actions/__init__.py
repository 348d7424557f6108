"""Writes of the approvals."""
