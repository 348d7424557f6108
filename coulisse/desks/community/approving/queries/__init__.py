"""Reads of the approvals."""
