"""Mastodon, and what speaks its interface: exercised against `mastodon-mock` in the tests."""

from coulisse.desks.community.publishing.networks.mastodon.network import Mastodon

__all__ = ["Mastodon"]
