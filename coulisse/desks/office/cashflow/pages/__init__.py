"""Trésorerie on the screen and on paper."""
