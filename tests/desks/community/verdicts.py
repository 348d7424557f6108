"""The way into the community desk: whoever publishes for the house."""

from tests.walk import CLIENTS, Verdict

COMMUNITY = frozenset({"owner", "community"})
"""The community manager of the house and its owner."""

VERDICTS = {"community:home": Verdict(COMMUNITY | CLIENTS)}
"""A client's own person is led to what waits for the client."""
