"""Bluesky, and any other server of the AT Protocol: exercised against the reference server in the tests."""

from coulisse.desks.community.publishing.networks.bluesky.network import Bluesky

__all__ = ["Bluesky"]
