"""Writes of the register, by what they are about."""
