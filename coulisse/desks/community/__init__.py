"""The desk of the community: what the house says in public, where, when, and with the right to."""
