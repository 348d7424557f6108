"""The text of a post on Mastodon: what is linked, and how long it is."""
