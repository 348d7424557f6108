"""What a test may change about the test-only desks, and what they raise."""

MENDED = {"yes": False}


class Sunk(Exception):
    """A boat lies on the ground."""


class GateJammed(Exception):
    """The brake does not hold."""
