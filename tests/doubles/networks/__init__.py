"""Servers of social networks on this machine: a rude go-between, Mastodon, and small fakes of the others."""
