"""Reads of the register, and what it answers to the other desks."""
