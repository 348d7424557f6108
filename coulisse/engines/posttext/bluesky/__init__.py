"""The text of a post on Bluesky: facets, and the identifiers of its protocol."""
